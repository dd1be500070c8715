import { isFar } from "@/lib/prices/candles";
import type { HistoricPrice } from "@/lib/prices/history";
import { plainPrice } from "@/lib/prices/plain-price";
import { isFiat } from "@/lib/tax/fiat";
import { assetId } from "@/lib/tax/transaction";
import type { MarketPrice } from "@/lib/tax/valuation/market-price";
import { addDays, type CalendarDate, calendarDate } from "@/lib/time/calendar-date";

/** Days on each side in which a price known from before contradicts a new one. */
const NEAR_DAYS = 3;

/** Within a thousand times of this many dollars lies every currency with a published rate: the rupiah at 0.00006, the pound at 2. */
const MONEY = "0.05";

/** Prices of the past as they are believed: holds a new one against those known of days near it. */
export interface Belief {
  /** The prices that are believed, and from now on known; the others are counted. */
  readonly believe: (prices: readonly HistoricPrice[]) => readonly HistoricPrice[];
  readonly doubted: () => number;
}

/**
 * Starts from the prices known already. A new price a thousand times away from one of the same asset within three days is not
 * believed: one of two sources lies, and the one that was first is in figures already.
 */
export function startBelief(known: readonly MarketPrice[]): Belief {
  const byDay = new Map<string, string>();
  const learn = (asset: string, day: string, price: string) => {
    byDay.set(`${asset} ${day}`, price);
  };
  for (const { asset, starts, price } of known) {
    learn(asset, starts.slice(0, 10), price);
  }
  let doubted = 0;
  return {
    doubted: () => doubted,
    believe: (prices) => {
      const sound = prices.filter(({ asset, starts, price }) => {
        if (plainPrice(price) === null || (isFiat(assetId(asset)) && isFar(MONEY, price))) {
          return false;
        }
        const day = calendarDate(starts.slice(0, 10));
        return near(day).every((other) => {
          const before = byDay.get(`${asset} ${other}`);
          return before === undefined || !isFar(before, price);
        });
      });
      for (const { asset, starts, price } of sound) {
        learn(asset, starts.slice(0, 10), price);
      }
      doubted += prices.length - sound.length;
      return sound;
    },
  };
}

function near(day: CalendarDate): readonly CalendarDate[] {
  return Array.from({ length: 2 * NEAR_DAYS + 1 }, (_, index) => addDays(day, index - NEAR_DAYS));
}
