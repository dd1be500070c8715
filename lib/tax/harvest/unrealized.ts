import { type Price, parsePrice, valueAt } from "@/lib/money/price";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { firstLongDate, termOf } from "@/lib/tax/holding-period";
import type { AsOf, Quote } from "@/lib/tax/settings";
import type { AssetId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { type CalendarDate, daysBetween } from "@/lib/time/calendar-date";
import type { OpenPosition } from "./position";
import { isKnown, sellWhole } from "./sale";

/** A quote whose text is a real price. */
export interface KnownQuote {
  readonly quote: Quote;
  readonly price: Price;
}

/**
 * Every open lot against the latest quote of its asset, in the ledger's order. A lot without a price, or with an unknown
 * basis, has null where that is needed: nothing is valued at zero for lack of a price.
 */
export function openPositions(input: {
  readonly ledger: LedgerResult;
  readonly quotes: readonly Quote[];
  readonly asOf: AsOf;
}): readonly OpenPosition[] {
  const latest = latestQuotes(input.quotes);
  return input.ledger.openLots.map((lot) =>
    position(lot, latest.get(lot.asset) ?? null, input.asOf.date),
  );
}

/** The latest readable quote of each asset. */
export function latestQuotes(quotes: readonly Quote[]): ReadonlyMap<AssetId, KnownQuote> {
  const latest = new Map<AssetId, KnownQuote>();
  for (const quote of quotes) {
    const price = parsePrice(quote.price);
    const before = latest.get(quote.asset);
    if (price !== null && (before === undefined || before.quote.at < quote.at)) {
      latest.set(quote.asset, { quote, price });
    }
  }
  return latest;
}

function position(lot: OpenLot, known: KnownQuote | null, today: CalendarDate): OpenPosition {
  const price = known?.price ?? null;
  const closed = price === null || !isKnown(lot) ? null : sellWhole(lot, price, today);
  return {
    lot,
    quote: known?.quote ?? null,
    price,
    value: price === null ? null : valueAt(price, lot.quantity),
    gain: closed?.gain ?? null,
    termIfSold: closed?.term ?? termOf(lot.acquired, today),
    ...longDates(lot, today),
  };
}

function longDates(
  lot: OpenLot,
  today: CalendarDate,
): Pick<OpenPosition, "firstLongDate" | "daysToLong"> {
  if (lot.acquired === null || lot.acquired === "inherited") {
    return { firstLongDate: null, daysToLong: lot.acquired === null ? null : 0 };
  }
  const first = firstLongDate(lot.acquired);
  const days = daysBetween(today, first);
  return { firstLongDate: first, daysToLong: days > 0 ? days : 0 };
}
