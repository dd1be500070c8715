import { addUsd, maxUsd, minUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";

/** What a year's return would have more than it has now, by class; `long` is without `collectible`. Signed. */
export interface Shift {
  readonly income: Usd;
  readonly short: Usd;
  readonly collectible: Usd;
  readonly long: Usd;
}

/** The years something touches; a year left out is not touched. */
export type ShiftByYear = ReadonlyMap<number, Shift>;

/** Nothing more and nothing less. */
export const NO_SHIFT: Shift = {
  income: ZERO_USD,
  short: ZERO_USD,
  collectible: ZERO_USD,
  long: ZERO_USD,
};

/** a + b, class by class. */
export function addShift(a: Shift, b: Shift): Shift {
  return classes((of) => addUsd(of(a), of(b)));
}

/** Capital gains of all classes together. */
export function gainOfShift({ short, collectible, long }: Shift): Usd {
  return addUsd(addUsd(short, collectible), long);
}

/** The smallest shift no less than both: see `Ladder`. Tax is never lower with it than with either, at the high end. */
export function joinShift(a: Shift, b: Shift): Shift {
  return fromLadder(rungs((of) => maxUsd(of(ladder(a)), of(ladder(b)))));
}

/**
 * The greatest shift no more than both. Tax is never higher with it than with either. Income stands by itself here: it may escape
 * the tax on net investment income, which gain does not (IRC 1411(c)), so a dollar of gain is not always less than one of income.
 */
export function meetShift(a: Shift, b: Shift): Shift {
  const [x, y] = [ladder({ ...a, income: ZERO_USD }), ladder({ ...b, income: ZERO_USD })];
  return {
    ...fromLadder(rungs((of) => minUsd(of(x), of(y)))),
    income: minUsd(a.income, b.income),
  };
}

/** The largest of each class: at least as much of everything as in either. A carryover out is never larger with it. */
export function mostShift(a: Shift, b: Shift): Shift {
  return classes((of) => maxUsd(of(a), of(b)));
}

/** The smallest of each class. A carryover out is never smaller with it. */
export function leastShift(a: Shift, b: Shift): Shift {
  return classes((of) => minUsd(of(a), of(b)));
}

/** True when every class is equal. */
export function isSameShift(a: Shift, b: Shift): boolean {
  return (
    a.income === b.income &&
    a.short === b.short &&
    a.collectible === b.collectible &&
    a.long === b.long
  );
}

/**
 * A shift as running totals, the class taxed highest first. A dollar more never lowers the tax, and neither does a dollar
 * that moves up the ladder: long-term gain is taxed at 0, 15 or 20 % and collectible gain at no more than 28 %, both at no
 * more than ordinary rates (IRC 1(h)); short-term gain at ordinary rates; and income is not met by capital losses beyond
 * the limit (IRC 1211(b)), which gain is. So of two shifts the one with no smaller total on any rung has no lower tax, and
 * the largest totals of several make a bound of them all. Held against the worksheets by a property test.
 */
interface Ladder {
  readonly income: Usd;
  readonly toShort: Usd;
  readonly toCollectible: Usd;
  readonly all: Usd;
}

function ladder({ income, short, collectible, long }: Shift): Ladder {
  const toShort = addUsd(income, short);
  const toCollectible = addUsd(toShort, collectible);
  return { income, toShort, toCollectible, all: addUsd(toCollectible, long) };
}

function fromLadder({ income, toShort, toCollectible, all }: Ladder): Shift {
  return {
    income,
    short: subtractUsd(toShort, income),
    collectible: subtractUsd(toCollectible, toShort),
    long: subtractUsd(all, toCollectible),
  };
}

function rungs(each: (of: (ladder: Ladder) => Usd) => Usd): Ladder {
  return {
    income: each(({ income }) => income),
    toShort: each(({ toShort }) => toShort),
    toCollectible: each(({ toCollectible }) => toCollectible),
    all: each(({ all }) => all),
  };
}

function classes(each: (of: (shift: Shift) => Usd) => Usd): Shift {
  return {
    income: each(({ income }) => income),
    short: each(({ short }) => short),
    collectible: each(({ collectible }) => collectible),
    long: each(({ long }) => long),
  };
}
