import { valueAt } from "@/lib/money/price";
import { quantity } from "@/lib/money/quantity";
import { timesUsd } from "@/lib/money/ratio";
import {
  addUsd,
  compareUsd,
  floorZeroUsd,
  subtractUsd,
  timesRate,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { KnownLot } from "@/lib/tax/harvest/sale";
import { termOf } from "@/lib/tax/holding-period";
import type { HarvestPool } from "@/lib/tax/optimal/harvest-input";
import { addYears } from "@/lib/time/calendar-date";
import { priceIn } from "./holdings";
import { worthToday } from "./one-year";
import type { YearsQuestion } from "./question";

/** Whether a dollar of loss nets among short-term or among long-term results. */
export type LossClass = "short" | "long";

/** A dollar amount for each class in each year. */
export type ByYear = readonly { readonly short: Usd; readonly long: Usd }[];

/** One unit, of which everything else is a share. */
export const UNIT = quantity("1");

/** What one unit of a pool's asset brings in one year. */
export interface UnitYear {
  /** After the share it costs to sell. */
  readonly net: Usd;
  /** With the share it costs to buy: the basis of a unit bought back (IRC 1012). */
  readonly again: Usd;
  /** Selling, and buying back where that is meant, in the first year's dollars. */
  readonly cost: Usd;
}

/** One pool through the years. */
export interface PoolYears {
  readonly years: readonly UnitYear[];
  /** The class of a lot's first sale by year. */
  readonly first: (lot: KnownLot) => readonly LossClass[];
  /** The class of what was bought back in one year and is sold in another. */
  readonly later: (from: number, to: number) => LossClass;
  readonly buysBack: boolean;
}

/** A pool at the prices its asset is expected to have; the pool's own price is today's. */
export function poolYears(asked: YearsQuestion, pool: HarvestPool): PoolYears {
  const days = asked.years.map((_, at) => addYears(asked.sold, at));
  return {
    years: asked.years.map((_, at) => unitYear(asked, pool, at)),
    // A gift's date can hang on its price (IRC 1015(a)); a collectible is better lost as short-term.
    first: (lot) =>
      days.map((day) =>
        pool.collectible || lot.lossBasis !== null ? "short" : termOf(lot.acquired, day),
      ),
    later: (from, to) => {
      const [bought, sold] = [days[from], days[to]];
      return pool.collectible || bought === undefined || sold === undefined
        ? "short"
        : termOf(bought, sold);
    },
    buysBack: asked.buysBack,
  };
}

function unitYear(asked: YearsQuestion, pool: HarvestPool, at: number): UnitYear {
  const { rate } = pool.costs ?? asked.costs;
  const gross = valueAt(priceIn(asked, pool, at, "1"), UNIT);
  const fee = timesRate(gross, rate);
  return {
    net: subtractUsd(gross, fee),
    again: addUsd(gross, fee),
    cost: worthToday(asked, asked.buysBack ? addUsd(fee, fee) : fee, at),
  };
}

/** What a unit bought back in a year gives in a later one, at best, and so on. */
export interface Later {
  readonly gain: Usd;
  readonly year: number;
  readonly kind: LossClass;
  readonly loss: Usd;
  readonly after: Later | null;
}

/** By year: the best that can follow for a unit bought back in it at these worths of a dollar of loss; null: nothing. */
export function laterOf(pool: PoolYears, worth: ByYear): readonly (Later | null)[] {
  const found: (Later | null)[] = pool.years.map(() => null);
  for (let from = pool.buysBack ? pool.years.length - 2 : -1; from >= 0; from -= 1) {
    found[from] = bestAfter(pool, worth, from, found);
  }
  return found;
}

function bestAfter(
  { years, later }: PoolYears,
  worth: ByYear,
  from: number,
  found: readonly (Later | null)[],
): Later | null {
  const bought = years[from]?.again ?? ZERO_USD;
  let best: Later | null = null;
  for (let to = from + 1; to < years.length; to += 1) {
    const kind = later(from, to);
    const each = laterIn(years[to], to, kind, bought, worth[to]?.[kind] ?? ZERO_USD, found[to]);
    if (compareUsd(each.gain, best === null ? ZERO_USD : best.gain) > 0) {
      best = each;
    }
  }
  return best;
}

function laterIn(
  year: UnitYear | undefined,
  at: number,
  kind: LossClass,
  bought: Usd,
  worth: Usd,
  after: Later | null = null,
): Later {
  const loss = floorZeroUsd(subtractUsd(bought, year?.net ?? bought));
  const own = subtractUsd(timesUsd(loss, worth), year?.cost ?? ZERO_USD);
  return { gain: addUsd(own, after?.gain ?? ZERO_USD), year: at, kind, loss, after };
}
