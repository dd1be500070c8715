import type { HistoryRequest, HistorySpan } from "@/lib/prices/history";
import { listedOn } from "@/lib/prices/listed";
import { currencyOf } from "@/lib/prices/money-codes";
import type { AssetId } from "@/lib/tax/transaction";
import { spanStart } from "@/lib/tax/valuation/market-price";
import type { PriceNeed } from "@/lib/tax/valuation/value-transactions";
import { instant } from "@/lib/time/instant";

/** True when somebody may be asked for a price of this asset on that day ("2025-03-14"). */
export function isAskable(asset: AssetId, day: string): boolean {
  return currencyOf(asset) !== null || listedOn(asset, day) !== null;
}

/** True when asking for a need makes no sense yet, or at all: nobody knows its assets, or its day is not over. `today` in UTC. */
export function isUnasked(need: PriceNeed, today: string): boolean {
  const day = dayOfNeed(need);
  return day >= today || !need.open.legs.some(({ asset }) => isAskable(asset, day));
}

/** The UTC day a need is of; the day itself where only the day is known. */
export function dayOfNeed({ moment }: PriceNeed): string {
  return moment.date ?? moment.at.slice(0, 10);
}

/**
 * What to ask for a need: the price of its `leg` (0 the best to price, 1 the other side of an exchange) in the hour or the UTC day.
 * Null where that is not to be asked: no such leg, nobody knows the asset, no hour is known, or money, whose rates are of days.
 */
export function requestFor(need: PriceNeed, leg: number, span: HistorySpan): HistoryRequest | null {
  const asset = need.open.legs[leg]?.asset;
  const day = dayOfNeed(need);
  if (asset === undefined || !isAskable(asset, day)) {
    return null;
  }
  if (span === "day") {
    return { asset, span, starts: instant(`${day}T00:00:00Z`) };
  }
  return need.moment.date !== null || currencyOf(asset) !== null
    ? null
    : { asset, span, starts: spanStart("hour", need.moment.at) };
}

/** The order in which a need is asked about: the better leg before the other, the hour before the day. */
export const STAGES: readonly { readonly leg: number; readonly span: HistorySpan }[] = [
  { leg: 0, span: "hour" },
  { leg: 0, span: "day" },
  { leg: 1, span: "hour" },
  { leg: 1, span: "day" },
];
