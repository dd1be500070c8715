import { compareRatio, timesUsd } from "@/lib/money/ratio";
import {
  addUsd,
  compareUsd,
  floorZeroUsd,
  maxUsd,
  minUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  timesRatio,
  type Usd,
  usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { LossPrice } from "./losses-within";
import { NO_POINT, type YearPoint } from "./year-points";

/** What a dollar of loss is worth over all years. */
export interface Worth {
  readonly short: Usd;
  readonly long: Usd;
}

/** Losses a year takes at a worth: at least, at most, and where the years share what there is. */
export interface Demand {
  readonly least: Usd;
  readonly most: Usd;
  readonly take: Usd;
}

/** Losses of one class at their costs, the cheapest first, summed up from the first on. */
export class Supply {
  readonly #prices: readonly LossPrice[];
  readonly #losses: Usd[] = [ZERO_USD];
  readonly #costs: Usd[] = [ZERO_USD];

  constructor(prices: readonly LossPrice[]) {
    this.#prices = prices;
    for (const { loss, cost } of prices) {
      this.#losses.push(addUsd(this.#losses.at(-1) ?? ZERO_USD, loss));
      this.#costs.push(addUsd(this.#costs.at(-1) ?? ZERO_USD, cost));
    }
  }

  /** Everything there is. */
  get all(): Usd {
    return this.#losses.at(-1) ?? ZERO_USD;
  }

  /** Losses that cost less than they are worth, and what is left of that worth after their costs. */
  at(worth: Usd): { readonly loss: Usd; readonly gain: Usd } {
    let [low, high] = [0, this.#prices.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const price = this.#prices[middle];
      if (price !== undefined && compareRatio(price.cost, price.loss, worth, ONE) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const [loss, cost] = [this.#losses[low] ?? ZERO_USD, this.#costs[low] ?? ZERO_USD];
    return { loss, gain: subtractUsd(timesUsd(loss, worth), cost) };
  }
}

const ONE = usd("1");

/** Losses by class. */
export interface Supplies {
  readonly short: Supply;
  readonly long: Supply;
}

/** All losses there can be, by class. */
export function suppliesOf(prices: readonly LossPrice[]): Supplies {
  return {
    short: new Supply(prices.filter(({ isLong }) => !isLong)),
    long: new Supply(prices.filter(({ isLong }) => isLong)),
  };
}

/**
 * Years that take losses, and lots that give them. At any worth of a dollar of loss each year takes what it saves more with, each lot
 * gives what costs less, and what all of it comes to is no more than any plan can reach (the Lagrangian bound); the worth found is
 * one at which that is most.
 */
export class LossMarket {
  readonly #years: readonly (readonly YearPoint[])[];
  readonly #short: Supply;
  readonly #long: Supply;

  constructor(years: readonly (readonly YearPoint[])[], supplies: Supplies) {
    this.#years = years;
    this.#short = supplies.short;
    this.#long = supplies.long;
  }

  /** No plan leaves less tax and costs than this, whatever a loss is worth. */
  boundAt({ short, long }: Worth): Usd {
    const least = sumUsd(
      this.#years.map((points) => totalAt(cheapest(points, { short, long }), { short, long })),
    );
    return subtractUsd(least, addUsd(this.#short.at(short).gain, this.#long.at(long).gain));
  }

  /** The worth at which the bound is highest, as far as four directions find it; begins at one that is likely. */
  worth(from: Worth = NO_WORTH): Worth {
    let best = from;
    const ways = WAYS.filter((way) => this.#isOpen(way));
    let bound = this.boundAt(best);
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const before = bound;
      for (const way of ways) {
        const found = this.#along(best, way);
        const other = this.boundAt(found);
        if (compareUsd(other, bound) > 0) {
          [best, bound] = [found, other];
        }
      }
      if (compareUsd(subtractUsd(bound, before), HARDLY) <= 0) {
        break;
      }
    }
    return best;
  }

  /** Losses each year takes at a worth at least and at most, and how much of it where all that lots give is shared out. */
  demandAt(worth: Worth): readonly Demand[] {
    const years = this.#years.map((points) => {
      const best = totalAt(cheapest(points, worth), worth);
      const taken = points
        .filter((point) => compareUsd(subtractUsd(totalAt(point, worth), best), ALIKE) <= 0)
        .map(({ short, long }) => addUsd(short, long));
      const [first = ZERO_USD] = taken;
      return { least: taken.reduce(minUsd, first), most: taken.reduce(maxUsd, first) };
    });
    const more = { short: addUsd(worth.short, A_LITTLE), long: addUsd(worth.long, A_LITTLE) };
    const given = addUsd(this.#short.at(more.short).loss, this.#long.at(more.long).loss);
    return shared(years, given);
  }

  /** Where there are losses of one class only, the worth of the other moves nothing. */
  #isOpen({ short, long }: Way): boolean {
    const [isShort, isLong] = [this.#short, this.#long].map(({ all }) => signUsd(all) > 0);
    return isShort === isLong || (isShort ? short === 1 && long === 0 : short === 0);
  }

  /** The highest bound on a way: it rises as long as years take more than lots give. */
  #along(from: Worth, way: Way): Worth {
    const at = (step: Usd): Worth => ({
      short: way.short === 0 ? from.short : floorZeroUsd(moved(from.short, step, way.short)),
      long: way.long === 0 ? from.long : floorZeroUsd(moved(from.long, step, way.long)),
    });
    let [low, high] = [FROM, TO];
    for (let step = 0; step < STEPS; step += 1) {
      const middle = timesRatio(addUsd(low, high), 1n, 2n);
      if (signUsd(this.#slopeAt(at(middle), way)) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    const [a, b] = [at(low), at(high)];
    return compareUsd(this.boundAt(a), this.boundAt(b)) >= 0 ? a : b;
  }

  #slopeAt(worth: Worth, way: Way): Usd {
    let [short, long] = [ZERO_USD, ZERO_USD];
    for (const points of this.#years) {
      const point = cheapest(points, worth);
      short = addUsd(short, point.short);
      long = addUsd(long, point.long);
    }
    const open = subtractUsd(short, this.#short.at(worth.short).loss);
    const openLong = subtractUsd(long, this.#long.at(worth.long).loss);
    return addUsd(
      timesRatio(open, BigInt(way.short), 1n),
      timesRatio(openLong, BigInt(way.long), 1n),
    );
  }
}

/** No year more than it saves with, none less than what it takes for certain, and what is open to the earliest. */
function shared(
  years: readonly { readonly least: Usd; readonly most: Usd }[],
  given: Usd,
): readonly Demand[] {
  let left = given;
  return years.map(({ least, most }, at) => {
    const later = sumUsd(years.slice(at + 1).map((year) => year.least));
    const take = minUsd(most, maxUsd(least, floorZeroUsd(subtractUsd(left, later))));
    left = floorZeroUsd(subtractUsd(left, take));
    return { least, most, take };
  });
}

interface Way {
  readonly short: -1 | 0 | 1;
  readonly long: -1 | 0 | 1;
}

const WAYS: readonly Way[] = [
  { short: 1, long: 1 },
  { short: 1, long: 0 },
  { short: 0, long: 1 },
  { short: 1, long: -1 },
];
const MOST_ROUNDS = 6;
const [FROM, TO] = [usd("-1"), usd("1")];
/** Halvings of two dollars down to a billionth. */
const STEPS = 34;
const HARDLY = usd("0.0001");
const ALIKE = usd("0.001");
const A_LITTLE = usd("0.000001");

function moved(from: Usd, step: Usd, sign: number): Usd {
  return sign > 0 ? addUsd(from, step) : subtractUsd(from, step);
}

function totalAt({ short, long, tax }: YearPoint, worth: Worth): Usd {
  return addUsd(tax, addUsd(timesUsd(short, worth.short), timesUsd(long, worth.long)));
}

/** Points come with the least tax first: one whose tax alone is no less than the best is not better, nor is any after it. */
function cheapest(points: readonly YearPoint[], worth: Worth): YearPoint {
  let [best, least]: [YearPoint, Usd | null] = [NO_POINT, null];
  for (const point of points) {
    if (least !== null && compareUsd(point.tax, least) >= 0) {
      break;
    }
    const total = totalAt(point, worth);
    if (least === null || compareUsd(total, least) < 0) {
      [best, least] = [point, total];
    }
  }
  return best;
}

const NO_WORTH: Worth = { short: ZERO_USD, long: ZERO_USD };
