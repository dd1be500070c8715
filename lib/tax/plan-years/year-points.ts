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

/** So much loss of each class in a year, and the year's tax with it, in the first year's dollars. */
export interface YearPoint {
  readonly short: Usd;
  readonly long: Usd;
  readonly tax: Usd;
}

/**
 * Every amount of losses at which the tax of a year can be least, whatever they cost, the least tax first: between the planes it is straight (or bent
 * downwards), so it is least where two of them meet, or where losses end. Losses of a class beyond `most` are not there. Where a
 * gain of the 28 % group stays, a long-term loss carried in does more than one of the year (28% Rate Gain Worksheet, line 5), so every loss counts as short-term.
 */
export function pointsOf(
  asked: YearsQuestion,
  year: YearPlanned,
  most: { readonly short: Usd; readonly long: Usd },
  within: Range,
): readonly YearPoint[] {
  const gains = gainsLeft(asked, year);
  const situation = lossless(year, gains);
  const at = year.begin.at;
  const free = freeLosses(asked, situation);
  if (free !== null) {
    return [{ short: ZERO_USD, long: ZERO_USD, tax: worthToday(asked, free, at) }];
  }
  const surface = taxSurface(situation);
  const isShortOnly = signUsd(gains.collectible) > 0;
  const taxAfter = (short: Usd, long: Usd): Usd =>
    figureOf(
      surface.at({
        short: subtractUsd(gains.short, isShortOnly ? addUsd(short, long) : short),
        long: isShortOnly ? gains.long : subtractUsd(gains.long, long),
        collectible: gains.collectible,
      }),
    );
  const points = corners(planesOf(situation), gains, most, within).map(
    ({ short, long }): YearPoint => ({ short, long, tax: taxAfter(short, long) }),
  );
  return undominated(points)
    .sort((a, b) => compareUsd(a.tax, b.tax))
    .map(({ short, long, tax }) => ({ short, long, tax: worthToday(asked, tax, at) }));
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
  const { profile, rules } = year.question.situation;
  const limit = rules.lossLimit[profile.filingStatus];
  const income = subtractUsd(
    addUsd(profile.ordinaryIncome, profile.qualifiedDividends),
    profile.deduction,
  );
  // Of a smaller income the carryover worksheet spends less (IRC 1212(b)(2)).
  const against = compareUsd(income, limit) >= 0 ? limit : ZERO_USD;
  return minUsd(begun, sumUsd([left.short, left.long, left.collectible, against]));
}

interface Corner {
  readonly short: Usd;
  readonly long: Usd;
}

function corners(
  planes: readonly Plane[],
  gains: YearGains,
  most: Corner,
  { from, to }: Range,
): readonly Corner[] {
  const levels = (of: (plane: Plane) => boolean) =>
    planes
      .filter(of)
      .map((plane) => sideOf(plane, gains))
      .filter((loss) => signUsd(loss) > 0);
  const shorts = [ZERO_USD, most.short, ...levels(({ short, long }) => short && !long)];
  const longs = [ZERO_USD, most.long, ...levels(({ short, long }) => !short && long)];
  const both = [from, ...(to === null ? [] : [to]), ...levels(({ short, long }) => short && long)];
  const found = new Map<string, Corner>();
  const add = (short: Usd, long: Usd): void => {
    const all = addUsd(short, long);
    const isThere =
      compareUsd(all, from) >= 0 &&
      (to === null || compareUsd(all, to) <= 0) &&
      signUsd(short) >= 0 &&
      signUsd(long) >= 0 &&
      compareUsd(short, most.short) <= 0 &&
      compareUsd(long, most.long) <= 0;
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

/** Without points that take no less of either class and save no more than another. */
function undominated(points: readonly YearPoint[]): YearPoint[] {
  const kept: YearPoint[] = [];
  const sorted = [...points].sort(
    (a, b) =>
      compareUsd(addUsd(a.short, a.long), addUsd(b.short, b.long)) || compareUsd(a.tax, b.tax),
  );
  for (const point of sorted) {
    const isWorse = kept.some(
      (other) =>
        compareUsd(other.short, point.short) <= 0 &&
        compareUsd(other.long, point.long) <= 0 &&
        compareUsd(other.tax, point.tax) <= 0,
    );
    if (!isWorse) {
      kept.push(point);
    }
  }
  return kept;
}
