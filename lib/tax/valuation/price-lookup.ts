import type { AssetId } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import { type MarketPrice, type PriceSpan, spanKey } from "./market-price";

/** When something happened: `date` is set when only the day is known. */
export interface Moment {
  readonly at: Instant;
  readonly date: CalendarDate | null;
}

/** The price that holds for an asset at a moment; null when there is none: never the price of another day. */
export type PriceLookup = (asset: AssetId, moment: Moment) => MarketPrice | null;

/**
 * The one rule of which price values a row, the same for every asset and year (Rev. Rul. 2023-14 speaks of the date and time;
 * Notice 2014-21 A-5 of a reasonable manner, consistently applied): the minute, else the hour, else the UTC day in which it
 * happened; only the day where only the day is known. What a person told comes first, the latest told before earlier ones;
 * prices must be given in the order in which they were told.
 */
export function priceLookup(prices: readonly MarketPrice[]): PriceLookup {
  const known = new Map<string, MarketPrice>();
  for (const price of prices) {
    const key = keyOf(price.toldBy, price.asset, spanKey(price.span, price.starts));
    // The first of the market stays: the same pair and day gives the same number for ever.
    if (price.toldBy === "person" || !known.has(key)) {
      known.set(key, price);
    }
  }
  if (known.size === 0) {
    return () => null;
  }
  return (asset, { at, date }) => {
    const keys = date === null ? SPANS.map((span) => spanKey(span, at)) : [date];
    for (const teller of TELLERS) {
      for (const key of keys) {
        const price = known.get(keyOf(teller, asset, key));
        if (price !== undefined) {
          return price;
        }
      }
    }
    return null;
  };
}

const SPANS: readonly PriceSpan[] = ["minute", "hour", "day"];
const TELLERS: readonly MarketPrice["toldBy"][] = ["person", "market"];

const keyOf = (teller: MarketPrice["toldBy"], asset: AssetId, span: string): string =>
  `${teller === "person" ? "p" : "m"}${span} ${asset}`;
