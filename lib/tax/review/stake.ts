import { compareUsd, maxUsd, minUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { YearResult } from "@/lib/tax/year-result";
import type { Effect, MoreReason, NoneReason, UnknownReason, Way } from "./open-item";
import { taxWith } from "./return-with";
import {
  gainOfShift,
  joinShift,
  leastShift,
  meetShift,
  mostShift,
  NO_SHIFT,
  type Shift,
} from "./shift";

/** What one item may change in one year, everything else as it stands. */
export interface YearStake {
  readonly year: number;
  /** Bounds of every way: tax is between them, whichever it is. */
  readonly least: Shift;
  readonly most: Shift;
  /** The least and the most of each class by itself: what bounds a carryover. */
  readonly floor: Shift;
  readonly ceiling: Shift;
  /** Tax more (or, negative, less) than the books say now; null where the year's tax is not known. */
  readonly tax: { readonly low: Usd; readonly high: Usd } | null;
  /** Capital gain more than now. */
  readonly gain: { readonly low: Usd; readonly high: Usd };
  readonly income: { readonly low: Usd; readonly high: Usd };
}

/** What is at stake with an item. `years`: the widest first, never empty with "known". */
export type Stake =
  | {
      readonly is: "known";
      readonly years: readonly YearStake[];
      readonly more: MoreReason | null;
    }
  | { readonly is: "none"; readonly why: NoneReason }
  | { readonly is: "unknown"; readonly why: UnknownReason };

/** The years of a computation and their tax as the books stand, so that it is run once. */
export interface YearsNow {
  readonly of: ReadonlyMap<number, YearResult>;
  readonly taxOf: (year: number) => Usd | null;
}

/** The computed years, looked up by number. */
export function yearsNow(years: readonly YearResult[]): YearsNow {
  const of = new Map(years.map((year) => [year.year, year]));
  const known = new Map<number, Usd | null>();
  const taxOf = (year: number): Usd | null => {
    const found = known.get(year);
    if (found !== undefined) {
      return found;
    }
    const result = of.get(year);
    const tax = result === undefined ? null : taxWith(result, NO_SHIFT, "low");
    known.set(year, tax);
    return tax;
  };
  return { of, taxOf };
}

/**
 * The stake of an effect: each year's return run through at both bounds of its ways (IRC 1, 1211, 1222, 1411), the rest of the
 * books as it stands. A true bound: no way gives less tax than the low end or more than the high end.
 */
export function stakeOf(effect: Effect, now: YearsNow): Stake {
  if (effect.is !== "ways") {
    return effect;
  }
  const touched = new Set(effect.ways.flatMap(({ shifts }) => [...shifts.keys()]));
  const years = [...touched].map((year) => yearStake(effect.ways, year, now));
  return years.length === 0
    ? { is: "none", why: "not-sold-yet" }
    : { is: "known", years: years.sort(widestFirst), more: effect.more };
}

function yearStake(all: readonly Way[], year: number, now: YearsNow): YearStake {
  const [first = NO_SHIFT, ...rest] = all.map(({ shifts }) => shifts.get(year) ?? NO_SHIFT);
  const least = rest.reduce(meetShift, first);
  const most = rest.reduce(joinShift, first);
  const gains = [first, ...rest].map(gainOfShift);
  const incomes = [first, ...rest].map(({ income }) => income);
  return {
    year,
    least,
    most,
    floor: rest.reduce(leastShift, first),
    ceiling: rest.reduce(mostShift, first),
    tax: taxBetween(now, year, least, most),
    gain: spanOf(gains),
    income: spanOf(incomes),
  };
}

function taxBetween(now: YearsNow, number: number, least: Shift, most: Shift): YearStake["tax"] {
  const year = now.of.get(number);
  const tax = now.taxOf(number);
  const low = year === undefined ? null : taxWith(year, least, "low");
  const high = year === undefined ? null : taxWith(year, most, "high");
  return tax === null || low === null || high === null
    ? null
    : { low: subtractUsd(low, tax), high: subtractUsd(high, tax) };
}

function spanOf([first = ZERO_USD, ...rest]: readonly Usd[]): { low: Usd; high: Usd } {
  return { low: rest.reduce(minUsd, first), high: rest.reduce(maxUsd, first) };
}

/** The span of tax; of gains and income where there is no tax. */
export function widthOf({ tax, gain, income }: YearStake): Usd {
  if (tax !== null) {
    return subtractUsd(tax.high, tax.low);
  }
  return maxUsd(subtractUsd(gain.high, gain.low), subtractUsd(income.high, income.low));
}

/** Years with a known tax first, the widest of those first, then the latest. */
function widestFirst(a: YearStake, b: YearStake): number {
  if ((a.tax === null) !== (b.tax === null)) {
    return a.tax === null ? 1 : -1;
  }
  return compareUsd(widthOf(b), widthOf(a)) || b.year - a.year;
}
