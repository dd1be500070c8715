import { timesUsd } from "@/lib/money/ratio";
import {
  addUsd,
  compareUsd,
  floorZeroUsd,
  subtractUsd,
  sumUsd,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { LotPaths } from "./lot-paths";
import type { ByYear } from "./unit-years";
import { type Losses, NO_LOSSES, NO_POINT, type YearPoint } from "./year-points";

/** Losses that come whatever lots are sold: in a year, or in any from a year on (short-term, summed up from the first). */
export interface LossesAnyway {
  readonly inYear: ByYear;
  readonly upTo: readonly Usd[];
}

/** What worths of a dollar of loss by year show. */
export interface PacedPrice {
  /** No plan leaves less tax and costs than this. */
  readonly bound: Usd;
  readonly worth: ByYear;
  /** Losses the years want less those they are given: the bound rises that way. */
  readonly open: ByYear;
  /** What each year has of losses then. */
  readonly points: readonly YearPoint[];
}

/**
 * Years that take losses, and lots that give them, each year at a worth of its own. A loss taken in a year is given in it or carried into
 * it; what a year cannot take goes on. At any worths of zero and more, a short-term loss worth no less than a long-term one, what all of it
 * comes to is no more than any plan can reach (the Lagrangian bound): gains a plan realises on the way only add tax and use losses up.
 */
export class PacedMarket {
  readonly #years: readonly (readonly YearPoint[])[];
  readonly #lots: LotPaths;
  readonly #anyway: LossesAnyway;

  constructor(years: readonly (readonly YearPoint[])[], lots: LotPaths, anyway: LossesAnyway) {
    this.#years = years;
    this.#lots = lots;
    this.#anyway = anyway;
  }

  /** The bound at these worths. */
  at(worth: ByYear): PacedPrice {
    const points = this.#years.map((list, at) =>
      leastAt(list, worthIn(worth, at), worthIn(worth, at + 1)),
    );
    const lots = this.#lots.at(worth);
    const later = givenLater(this.#anyway.upTo, worth);
    const open = points.map((point, at) => {
      const before = points[at - 1]?.carry ?? NO_LOSSES;
      const given = [before, lots.given[at], this.#anyway.inYear[at], later[at]];
      return {
        short: subtractUsd(point.short, sumUsd(given.map((each) => each?.short ?? ZERO_USD))),
        long: subtractUsd(point.long, sumUsd(given.map((each) => each?.long ?? ZERO_USD))),
      };
    });
    const least = points.map((point, at) =>
      totalAt(point, worthIn(worth, at), worthIn(worth, at + 1)),
    );
    const anyway = [...this.#anyway.inYear, ...later].map((each, at) =>
      worthOf(each, worthIn(worth, at % worth.length)),
    );
    return {
      bound: subtractUsd(sumUsd(least), addUsd(lots.gain, sumUsd(anyway))),
      worth,
      open,
      points,
    };
  }
}

const worthIn = (worth: ByYear, at: number): Losses => worth[at] ?? NO_LOSSES;

const worthOf = ({ short, long }: Losses, worth: Losses): Usd =>
  addUsd(timesUsd(short, worth.short), timesUsd(long, worth.long));

/** Tax of a year with what its losses are worth, less what those that go on are worth in the next. */
function totalAt(point: YearPoint, now: Losses, next: Losses): Usd {
  return subtractUsd(addUsd(point.tax, worthOf(point, now)), worthOf(point.carry, next));
}

function leastAt(points: readonly YearPoint[], now: Losses, next: Losses): YearPoint {
  let [best, least]: [YearPoint, Usd | null] = [NO_POINT, null];
  for (const point of points) {
    const total = totalAt(point, now, next);
    if (least === null || compareUsd(total, least) < 0) {
      [best, least] = [point, total];
    }
  }
  return best;
}

/** Losses there can be from each year on, in whichever year they are worth most. */
function givenLater(upTo: readonly Usd[], worth: ByYear): ByYear {
  const given = upTo.map(() => ({ short: ZERO_USD, long: ZERO_USD }));
  upTo.forEach((all, at) => {
    const dearest = upTo.reduce(
      (best, _, year) =>
        year > at && compareUsd(worthIn(worth, year).short, worthIn(worth, best).short) > 0
          ? year
          : best,
      at,
    );
    const year = given[dearest];
    if (year !== undefined) {
      year.short = addUsd(year.short, floorZeroUsd(subtractUsd(all, upTo[at - 1] ?? ZERO_USD)));
    }
  });
  return given;
}
