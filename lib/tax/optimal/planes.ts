import { addUsd, subtractUsd, type Usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { kinksOf } from "@/lib/tax/harvest/kinks";
import type { Situation } from "@/lib/tax/harvest/saving";
import type { YearGains } from "@/lib/tax/worksheets/year-return";

/** All gains of the year for which the sum of the named classes is `level`. */
export interface Plane {
  readonly short: boolean;
  readonly long: boolean;
  readonly collectible: boolean;
  readonly level: Usd;
  /** Only bends a year whose 28% Rate Gain Worksheet can come out above zero. */
  readonly of28: boolean;
}

/** The sum of the classes a plane names, less its level: its sign tells the side. */
export function sideOf(plane: Plane, gains: YearGains): Usd {
  const short = plane.short ? gains.short : ZERO_USD;
  const long = plane.long ? addUsd(short, gains.long) : short;
  return subtractUsd(plane.collectible ? addUsd(long, gains.collectible) : long, plane.level);
}

/**
 * Every plane on which the tax of a year can bend, in the year's own gains (carryovers are inside the levels): the levels of
 * `kinksOf` on line 7 and line 16, line 15 at zero, and with gains in the 28 % group (IRC 1(h)(4)) where that group begins, where
 * it and line 7 fill a bracket, and where dividends and other long gains, or line 7 below them, fill the 15 % band beside it (Schedule D Tax Worksheet
 * line 25 = line 29). Between the planes both pieces of `taxSurface` are straight (property test).
 */
export function planesOf(situation: Situation): readonly Plane[] {
  const { profile, rules, carryoverIn } = situation;
  const { short, total } = kinksOf(situation);
  const { short: shortIn, long: longIn } = carryoverIn;
  const bothIn = addUsd(shortIn, longIn);
  const status = profile.filingStatus;
  const fifteen = subtractUsd(rules.fifteenRateCeiling[status], profile.qualifiedDividends);
  const base = subtractUsd(profile.ordinaryIncome, profile.deduction);
  const aboveBase = subtractUsd(fifteen, base);
  const aboveOrdinary = subtractUsd(fifteen, rules.ordinaryCeilingForGains[status]);
  const shift = (levels: readonly Usd[], by: Usd) => levels.map((level) => addUsd(level, by));
  return distinct([
    ...shift(short, shortIn).map((level) => plane("s", level)),
    ...shift(total, bothIn).map((level) => plane("slc", level)),
    plane("lc", longIn),
    plane("c", longIn, true),
    ...shift(short, bothIn).map((level) => plane("sc", level, true)),
    ...[ZERO_USD, aboveOrdinary, aboveBase].map((level) => plane("l", level, true)),
    plane("s", addUsd(aboveBase, shortIn), true),
    plane("sl", addUsd(aboveBase, shortIn), true),
  ]);
}

type Classes = "s" | "l" | "c" | "sl" | "sc" | "lc" | "slc";

function plane(classes: Classes, level: Usd, of28 = false): Plane {
  return {
    short: classes.includes("s"),
    long: classes.includes("l"),
    collectible: classes.includes("c"),
    level,
    of28,
  };
}

function distinct(planes: readonly Plane[]): readonly Plane[] {
  const seen = new Map<string, Plane>();
  for (const each of planes) {
    const key = `${each.short}${each.long}${each.collectible}${usdText(each.level)}`;
    if (!seen.has(key)) {
      seen.set(key, each);
    }
  }
  return [...seen.values()];
}
