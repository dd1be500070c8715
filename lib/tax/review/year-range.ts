import {
  addUsd,
  compareUsd,
  floorZeroUsd,
  negateUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  timesRatio,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { AssetId } from "@/lib/tax/transaction";
import type { CarryoverIn } from "@/lib/tax/worksheets/year-return";
import type { YearResult } from "@/lib/tax/year-result";
import type { Effect } from "./open-item";
import { carryoverIn, carryoverWith, taxWith } from "./return-with";
import { addShift, gainOfShift, NO_SHIFT, type Shift } from "./shift";
import { type Stake, widthOf, type YearStake } from "./stake";

/** Items whose stakes are added up: none of them is settled by another of them. */
export interface Weighed {
  readonly key: string;
  readonly asset: AssetId | null;
  readonly effect: Effect;
  readonly stake: Stake;
}

/** Where the tax of a year lies with everything that is open. */
export interface YearRange {
  readonly year: number;
  /** The year's tax as the books say it now; null without a profile or the year's amounts. */
  readonly now: Usd | null;
  readonly tax: { readonly low: Usd; readonly high: Usd } | null;
  /** Net capital gain as it stands and its bounds. */
  readonly gain: { readonly now: Usd; readonly low: Usd; readonly high: Usd };
  /** The few items that make most of the width, the widest first; all of them when nothing is less. */
  readonly few: readonly string[];
  /** Per cent of the width the few make, whole, cut; 0 when the items of other years make all of it. */
  readonly share: number;
  /** Items with a known stake in the year. */
  readonly weighed: number;
  /**
   * False when items of one asset draw lots in each other's place: each by itself is exact, together they are an estimate. True:
   * no combination of ways leaves the range.
   */
  readonly isBound: boolean;
}

/** The few are as many as make so much of the width. */
const MOST_PERCENT = 90;

/**
 * The range of each year with everything open at its low and at its high bound together, losses carried from year to year. A
 * true bound of every combination of the items' ways: shifts are bounds, and carryovers go on at the end that is worse.
 */
export function yearRanges(
  years: readonly YearResult[],
  items: readonly Weighed[],
): readonly YearRange[] {
  const byYear = stakesByYear(items);
  const rivals = assetsInEachOthersPlace(items);
  const results = new Map(years.map((year) => [year.year, year]));
  const ranges: YearRange[] = [];
  let carried: Carried | null = null;
  for (const number of [...new Set([...results.keys(), ...byYear.keys()])].sort(ascending)) {
    const own = byYear.get(number) ?? [];
    const year = results.get(number);
    if (year === undefined) {
      carried = throughUncomputed(own, carried);
      continue;
    }
    const into: Carried = carriedInto(year, carried);
    const isTouched = own.length > 0 || isOther(into, carryoverIn(year));
    carried = isTouched ? carriedOut(year, own, into) : null;
    if (isTouched) {
      ranges.push(rangeOf(year, own, into, rivals));
    }
  }
  return ranges;
}

const ascending = (a: number, b: number): number => a - b;

/** A year the books have nothing in but what is open: its losses would go on whole, its gains would meet nothing. */
function throughUncomputed(own: readonly Owned[], before: Carried | null): Carried {
  const none: CarryoverIn = { short: ZERO_USD, long: ZERO_USD };
  const { low, high } = before ?? { low: none, high: none };
  const lost = (of: (shift: Shift) => Usd) =>
    sumUsd(own.map(({ stake }) => floorZeroUsd(negateUsd(of(stake.floor)))));
  return {
    low: {
      short: addUsd(
        low.short,
        lost(({ short }) => short),
      ),
      long: addUsd(
        low.long,
        lost(({ long, collectible }) => addUsd(long, collectible)),
      ),
    },
    high,
  };
}

interface Owned {
  readonly key: string;
  readonly asset: AssetId | null;
  readonly stake: YearStake;
}

function stakesByYear(items: readonly Weighed[]): ReadonlyMap<number, readonly Owned[]> {
  const byYear = new Map<number, Owned[]>();
  for (const { key, asset, stake } of items) {
    for (const each of stake.is === "known" ? stake.years : []) {
      const own = byYear.get(each.year);
      if (own === undefined) {
        byYear.set(each.year, [{ key, asset, stake: each }]);
      } else {
        own.push({ key, asset, stake: each });
      }
    }
  }
  return byYear;
}

/** Carryovers at both ends: at the low end of tax the most is carried, at the high end the least. */
interface Carried {
  readonly low: CarryoverIn;
  readonly high: CarryoverIn;
}

/** What comes into a year: what the profile states stands whatever was before. */
function carriedInto(year: YearResult, before: Carried | null): Carried {
  const now = carryoverIn(year);
  if (before === null) {
    return { low: now, high: now };
  }
  const stated = year.profile;
  const end = (of: CarryoverIn): CarryoverIn => ({
    short: stated?.shortCarryoverIn ?? of.short,
    long: stated?.longCarryoverIn ?? of.long,
  });
  return { low: end(before.low), high: end(before.high) };
}

function isOther({ low, high }: Carried, now: CarryoverIn): boolean {
  return [low, high].some(
    (end) => compareUsd(end.short, now.short) !== 0 || compareUsd(end.long, now.long) !== 0,
  );
}

function carriedOut(year: YearResult, own: readonly Owned[], into: Carried): Carried {
  // Class by class, because what is carried keeps its class.
  const total = (of: (stake: YearStake) => Shift) =>
    own.map(({ stake }) => of(stake)).reduce(addShift, NO_SHIFT);
  return {
    low: carryoverWith(
      year,
      total(({ floor }) => floor),
      into.low,
    ),
    high: carryoverWith(
      year,
      total(({ ceiling }) => ceiling),
      into.high,
    ),
  };
}

/**
 * Assets of several items of which at least one changes what the others draw; every asset where an item that speaks of none does:
 * an order for a whole account stands in the place of them all.
 */
function assetsInEachOthersPlace(items: readonly Weighed[]): ReadonlySet<AssetId> {
  const all = items.flatMap(({ asset, effect }) =>
    effect.is === "ways" ? [{ asset, isAlone: effect.ways.some(({ alone }) => alone) }] : [],
  );
  const alone = all.filter(({ isAlone }) => isAlone);
  const counts = new Map<AssetId, number>();
  for (const { asset } of all) {
    if (asset !== null) {
      counts.set(asset, (counts.get(asset) ?? 0) + 1);
    }
  }
  return alone.some(({ asset }) => asset === null)
    ? new Set(counts.keys())
    : new Set(
        alone.flatMap(({ asset }) => asset ?? []).filter((asset) => (counts.get(asset) ?? 0) > 1),
      );
}

function rangeOf(
  year: YearResult,
  own: readonly Owned[],
  into: Carried,
  rivals: ReadonlySet<AssetId>,
): YearRange {
  const least = own.map(({ stake }) => stake.least).reduce(addShift, NO_SHIFT);
  const most = own.map(({ stake }) => stake.most).reduce(addShift, NO_SHIFT);
  const low = taxWith(year, least, "low", into.low);
  const high = taxWith(year, most, "high", into.high);
  const { few, share } = fewOf(year, own);
  return {
    year: year.year,
    now: taxWith(year, NO_SHIFT, "low"),
    tax: low === null || high === null ? null : { low, high },
    gain: {
      now: year.line16,
      low: addGain(year.line16, least),
      high: addGain(year.line16, most),
    },
    few,
    share,
    weighed: own.length,
    isBound: own.every(({ asset }) => asset === null || !rivals.has(asset)),
  };
}

const addGain = (now: Usd, shift: Shift): Usd => addUsd(now, gainOfShift(shift));

/** The fewest of the widest that make the wanted part of the year's own width, found by halving: more items never make less. */
function fewOf(
  year: YearResult,
  own: readonly Owned[],
): { readonly few: readonly string[]; readonly share: number } {
  const sorted = [...own].sort(
    (a, b) => compareUsd(widthOf(b.stake), widthOf(a.stake)) || (a.key < b.key ? -1 : 1),
  );
  const width = widthOfFirst(year, sorted);
  const all = width(sorted.length);
  if (signUsd(all) <= 0) {
    return { few: [], share: 0 };
  }
  let [low, high] = [1, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isPart(width(middle), all, MOST_PERCENT)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return { few: sorted.slice(0, low).map(({ key }) => key), share: percentOf(width(low), all) };
}

/** The width the first so many make together in the year, its carryovers as they stand; of gains where there is no tax. */
function widthOfFirst(year: YearResult, sorted: readonly Owned[]): (count: number) => Usd {
  const totals: { readonly least: Shift; readonly most: Shift }[] = [
    { least: NO_SHIFT, most: NO_SHIFT },
  ];
  for (const { stake } of sorted) {
    const { least, most } = totals.at(-1) ?? { least: NO_SHIFT, most: NO_SHIFT };
    totals.push({ least: addShift(least, stake.least), most: addShift(most, stake.most) });
  }
  return (count) => {
    const { least, most } = totals[count] ?? { least: NO_SHIFT, most: NO_SHIFT };
    const [low, high] = [taxWith(year, least, "low"), taxWith(year, most, "high")];
    return low === null || high === null
      ? subtractUsd(all(most), all(least))
      : subtractUsd(high, low);
  };
}

const all = (shift: Shift): Usd => addUsd(gainOfShift(shift), shift.income);

const HUNDRED = 100n;

const isPart = (part: Usd, whole: Usd, percent: number): boolean =>
  compareUsd(part, timesRatio(whole, BigInt(percent), HUNDRED)) >= 0;

/** Whole per cent, cut. */
function percentOf(part: Usd, whole: Usd): number {
  let percent = 100;
  while (percent > 0 && !isPart(part, whole, percent)) {
    percent -= 1;
  }
  return percent;
}
