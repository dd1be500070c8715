import {
  addUsd,
  compareUsd,
  floorZeroUsd,
  minUsd,
  negateUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  type Usd,
  usdText,
  ZERO_USD,
} from "@/lib/money/usd";
import { type Plane, planesOf, sideOf } from "@/lib/tax/optimal/planes";
import { figureOf, taxSurface } from "@/lib/tax/optimal/surface";
import type { YearGains } from "@/lib/tax/worksheets/year-return";
import { gainsLeft } from "./losses-within";
import { worthToday, type YearPlanned } from "./one-year";
import type { YearsQuestion } from "./question";
import { freeLosses, lossless } from "./reductions";

/** So much loss of each class. */
export interface Losses {
  readonly short: Usd;
  readonly long: Usd;
}

/** So much loss of each class in a year, the year's tax with it in the first year's dollars, and what of it goes on into the next. */
export interface YearPoint extends Losses {
  readonly tax: Usd;
  readonly carry: Losses;
}

/** No losses. */
export const NO_LOSSES: Losses = { short: ZERO_USD, long: ZERO_USD };

/** A year of which nothing is known. */
export const NO_POINT: YearPoint = { ...NO_LOSSES, tax: ZERO_USD, carry: NO_LOSSES };

/**
 * Every amount of losses at which the tax of a year can be least, whatever they cost, the least tax first: between the planes it is straight (or bent
 * downwards), so it is least where two of them meet, or where losses end. Losses of a class beyond `most` are not there. Where a
 * gain of the 28 % group stays, a long-term loss carried in does more than one of the year (28% Rate Gain Worksheet, line 5), so every loss counts as short-term.
 */
export function pointsOf(
  asked: YearsQuestion,
  year: YearPlanned,
  most: Losses,
  within: Range,
): readonly YearPoint[] {
  const points = allPoints(asked, year, NO_LOSSES, most, within);
  return undominated(points, isNoMore).sort((a, b) => compareUsd(a.tax, b.tax));
}

/**
 * The same where the losses of a year are all those it is given or carried in, `least` at least: what it cannot take goes on, and more of them than it takes may pay.
 */
export function pointsWithCarry(
  asked: YearsQuestion,
  year: YearPlanned,
  least: Losses,
  most: Losses,
): readonly YearPoint[] {
  return undominated(
    allPoints(asked, year, least, most, { from: ZERO_USD, to: null }),
    (by, point) => isNoMore(by, point) && isNoMore(point.carry, by.carry),
  );
}

function allPoints(
  asked: YearsQuestion,
  year: YearPlanned,
  least: Losses,
  most: Losses,
  within: Range,
): readonly YearPoint[] {
  const gains = gainsLeft(asked, year);
  const situation = lossless(year, gains);
  const at = year.begin.at;
  const free = freeLosses(asked, situation);
  if (free !== null) {
    // Nothing is known of what it takes of its losses: all of them may go on.
    const tax = worthToday(asked, free, at);
    return corners([], gains, [least, most], { from: ZERO_USD, to: null }).map((each) => ({
      ...each,
      tax,
      carry: each,
    }));
  }
  const surface = taxSurface(situation);
  const isShortOnly = signUsd(gains.collectible) > 0;
  const spent = addUsd(sumUsd(Object.values(gains)), againstIncome(year));
  const taxAfter = ({ short, long }: Losses): Usd =>
    figureOf(
      surface.at({
        short: subtractUsd(gains.short, isShortOnly ? addUsd(short, long) : short),
        long: isShortOnly ? gains.long : subtractUsd(gains.long, long),
        collectible: gains.collectible,
      }),
    );
  return corners([...planesOf(situation), spentPlane(year)], gains, [least, most], within).map(
    ({ short, long }) => ({
      short,
      long,
      tax: worthToday(asked, taxAfter({ short, long }), at),
      carry: carryOf({ short, long }, spent, isShortOnly ? null : gains.long),
    }),
  );
}

/** Where losses are more than a year takes. */
function spentPlane(year: YearPlanned): Plane {
  const level = negateUsd(againstIncome(year));
  return { short: true, long: true, collectible: true, level, of28: false };
}

/** Loss the carryover worksheet takes off other income: what is allowed, of a smaller income that much (IRC 1212(b)(2)). */
function againstIncome({ question }: YearPlanned): Usd {
  const { profile, rules } = question.situation;
  const income = subtractUsd(
    addUsd(profile.ordinaryIncome, profile.qualifiedDividends),
    profile.deduction,
  );
  return minUsd(floorZeroUsd(income), rules.lossLimit[profile.filingStatus]);
}

/**
 * What goes on of losses (Capital Loss Carryover Worksheet): all that is not spent, long-term as far as the long-term losses are more than
 * the long-term gains. Where nothing is said of those it counts as short-term, which no other class is better than.
 */
function carryOf({ short, long }: Losses, spent: Usd, longGain: Usd | null): Losses {
  const rest = floorZeroUsd(subtractUsd(addUsd(short, long), spent));
  const longRest =
    longGain === null ? ZERO_USD : minUsd(rest, floorZeroUsd(subtractUsd(long, longGain)));
  return { short: subtractUsd(rest, longRest), long: longRest };
}

/** Losses of both classes together in a year: at least, and at most (null: any). */
export interface Range {
  readonly from: Usd;
  readonly to: Usd | null;
}

/** Losses the first year takes for certain: those it begins with, up to its gains and what is allowed against other income. */
export function takenForCertain(asked: YearsQuestion, year: YearPlanned): Usd {
  const { gains, carryoverIn } = asked;
  const begun = sumUsd([
    carryoverIn.short,
    carryoverIn.long,
    ...[gains.short, gains.long, gains.collectible].map((gain) => floorZeroUsd(negateUsd(gain))),
  ]);
  const left = gainsLeft(asked, year);
  return minUsd(begun, sumUsd([left.short, left.long, left.collectible, againstIncome(year)]));
}

function corners(
  planes: readonly Plane[],
  gains: YearGains,
  [least, most]: readonly [Losses, Losses],
  { from, to }: Range,
): readonly Losses[] {
  const levels = (of: (plane: Plane) => boolean) =>
    planes
      .filter(of)
      .map((plane) => sideOf(plane, gains))
      .filter((loss) => signUsd(loss) > 0);
  const shorts = [least.short, most.short, ...levels(({ short, long }) => short && !long)];
  const longs = [least.long, most.long, ...levels(({ short, long }) => !short && long)];
  const both = [from, ...(to === null ? [] : [to]), ...levels(({ short, long }) => short && long)];
  const found = new Map<string, Losses>();
  const add = (short: Usd, long: Usd): void => {
    const all = addUsd(short, long);
    const isThere =
      compareUsd(all, from) >= 0 &&
      (to === null || compareUsd(all, to) <= 0) &&
      isNoMore(least, { short, long }) &&
      isNoMore({ short, long }, most);
    if (isThere) {
      found.set(`${usdText(short)} ${usdText(long)}`, { short, long });
    }
  };
  for (const short of shorts) {
    longs.forEach((long) => {
      add(short, long);
    });
    both.forEach((all) => {
      add(short, subtractUsd(all, short));
    });
  }
  for (const long of longs) {
    both.forEach((all) => {
      add(subtractUsd(all, long), long);
    });
  }
  return [...found.values()];
}

function isNoMore(a: Losses, b: Losses): boolean {
  return compareUsd(a.short, b.short) <= 0 && compareUsd(a.long, b.long) <= 0;
}

/** Without points that are no better than another and save no more. */
function undominated(
  points: readonly YearPoint[],
  isCovered: (by: YearPoint, point: YearPoint) => boolean,
): YearPoint[] {
  const kept: YearPoint[] = [];
  const sorted = [...points].sort(
    (a, b) =>
      compareUsd(addUsd(a.short, a.long), addUsd(b.short, b.long)) || compareUsd(a.tax, b.tax),
  );
  for (const point of sorted) {
    if (!kept.some((other) => compareUsd(other.tax, point.tax) <= 0 && isCovered(other, point))) {
      kept.push(point);
    }
  }
  return kept;
}
