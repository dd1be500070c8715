import { assetText } from "@/lib/assets/label";
import { isFar } from "@/lib/prices/candles";
import type { AssetQuote } from "@/lib/prices/quote";
import type { Quote } from "@/lib/tax/settings";
import { dayText } from "@/lib/time/day-text";
import { epochOf } from "@/lib/time/instant";

/** A present price is of the last day and not of the future, but for clocks that differ by some minutes. */
const OLDEST_MS = 24 * 3_600_000;
const AHEAD_MS = 10 * 60_000;
/** Older prices say nothing about today's. */
const COMPARED_MS = 30 * 24 * 3_600_000;

/**
 * The quotes that can be right: of now, and not a thousand times away from the price of the same asset that was known less than a
 * month ago. Each other one is told in words; the asset keeps the price it had.
 */
export function soundQuotes(
  quotes: readonly AssetQuote[],
  known: readonly Quote[],
  now: number,
): { readonly sound: readonly AssetQuote[]; readonly doubts: readonly string[] } {
  const before = new Map(known.map((quote) => [`${quote.asset}`, quote]));
  const sound: AssetQuote[] = [];
  const doubts: string[] = [];
  for (const quote of quotes) {
    const age = now - epochOf(quote.at);
    const last = before.get(quote.asset);
    if (age > OLDEST_MS || age < -AHEAD_MS) {
      doubts.push(
        `its price of ${assetText(quote.asset)} is of ${dayText(quote.at)} and not of today`,
      );
    } else if (
      last !== undefined &&
      now - epochOf(last.at) < COMPARED_MS &&
      isFar(last.price, quote.price)
    ) {
      doubts.push(
        `its price of ${assetText(quote.asset)}, ${quote.price}, is a thousand times away from ${last.price}`,
      );
    } else {
      sound.push(quote);
    }
  }
  return { sound, doubts };
}
