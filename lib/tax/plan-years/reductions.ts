import { compareRatio } from "@/lib/money/ratio";
import {
  addUsd,
  compareUsd,
  floorZeroUsd,
  signUsd,
  subtractUsd,
  type Usd,
  usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { Situation } from "@/lib/tax/harvest/saving";
import { planesOf, sideOf } from "@/lib/tax/optimal/planes";
import { figureOf, taxSurface } from "@/lib/tax/optimal/surface";
import type { YearGains } from "@/lib/tax/worksheets/year-return";
import { gainsLeft } from "./losses-within";
import type { YearPlanned } from "./one-year";
import type { YearsQuestion } from "./question";

/** So much less tax for so much loss. */
export interface Reduction {
  readonly saves: Usd;
  readonly loss: Usd;
}

/** What losses can do to a year at most. */
export interface Reductions {
  /** The year's tax with its gains and no loss at all. */
  readonly start: Usd;
  /** The first saves most for a dollar, each later one less. */
  readonly reductions: readonly Reduction[];
}

/**
 * The tax of a year as a function of the losses spent in it, from below: it is straight (or bent downwards) between the planes of
 * `planesOf`, so the lower hull of the points on them is never above it.
 */
export function reductionsOf(asked: YearsQuestion, year: YearPlanned): Reductions {
  const gains = gainsLeft(asked, year);
  const situation = lossless(year, gains);
  const free = freeLosses(asked, situation);
  if (free !== null) {
    return { start: free, reductions: [] };
  }
  const surface = taxSurface(situation);
  const taxAfter = (loss: Usd): Usd =>
    figureOf(surface.at({ ...gains, short: subtractUsd(gains.short, loss) }));
  const losses = planesOf(situation)
    .filter(({ short }) => short)
    .map((plane) => sideOf(plane, gains))
    .filter((loss) => signUsd(loss) > 0)
    .sort(compareUsd);
  const start = taxAfter(ZERO_USD);
  return {
    start,
    reductions: lowerHull([
      { loss: ZERO_USD, tax: start },
      ...losses.map((loss) => ({ loss, tax: taxAfter(loss) })),
    ]),
  };
}

/** A year with these gains and no loss of any year. */
export function lossless({ question }: YearPlanned, gains: YearGains): Situation {
  return {
    ...question.situation,
    gains,
    carryoverIn: { short: ZERO_USD, long: ZERO_USD },
    method: "schedule",
  };
}

/** The tax of a year in which losses count as if they cost nothing and had no end; null where they are weighed. */
export function freeLosses(asked: YearsQuestion, situation: Situation): Usd | null {
  if (!spendsLessThanItSaves(situation) && !isWorthMoreLater(asked)) {
    return null;
  }
  const { gains } = situation;
  const short = subtractUsd(gains.short, BOTTOMLESS);
  return figureOf(taxSurface(situation).at({ ...gains, short }));
}

/** A loss past everything the tax of a year can take. */
const BOTTOMLESS = usd("1000000000000000");

/** Where later dollars count for more, even what costs alone make a loss of can pay. */
const isWorthMoreLater = ({ discount }: YearsQuestion): boolean =>
  discount?.startsWith("-") === true;

/**
 * The carryover worksheet spends no more of a loss than there is taxable income (IRC 1212(b)(2)), while all of it lowers MAGI. Where
 * net investment income tax hangs on that, the year is taken as if losses without end cost nothing.
 */
function spendsLessThanItSaves({ profile, rules }: Situation): boolean {
  const agi = addUsd(profile.ordinaryIncome, profile.qualifiedDividends);
  const income = subtractUsd(agi, profile.deduction);
  const limit = rules.lossLimit[profile.filingStatus];
  const magi = addUsd(agi, profile.magiAddBack);
  return (
    compareUsd(income, limit) < 0 && compareUsd(magi, rules.niitThreshold[profile.filingStatus]) > 0
  );
}

interface Point {
  readonly loss: Usd;
  readonly tax: Usd;
}

function lowerHull(points: readonly Point[]): readonly Reduction[] {
  const hull: Point[] = [];
  for (const point of points) {
    while (isAbove(hull.at(-2), hull.at(-1), point)) {
      hull.pop();
    }
    if (hull.length === 0 || compareUsd(point.loss, hull.at(-1)?.loss ?? ZERO_USD) > 0) {
      hull.push(point);
    }
  }
  return hull.slice(1).flatMap(({ loss, tax }, at) => {
    const before = hull[at];
    const saves = before === undefined ? ZERO_USD : floorZeroUsd(subtractUsd(before.tax, tax));
    return before === undefined || signUsd(saves) === 0
      ? []
      : [{ saves, loss: subtractUsd(loss, before.loss) }];
  });
}

/** True when a point of the hull lies on or above the way from the one before it to a new point. */
function isAbove(before: Point | undefined, last: Point | undefined, next: Point): boolean {
  return (
    before !== undefined &&
    last !== undefined &&
    compareRatio(
      subtractUsd(before.tax, last.tax),
      subtractUsd(last.loss, before.loss),
      subtractUsd(before.tax, next.tax),
      subtractUsd(next.loss, before.loss),
    ) <= 0
  );
}
