import { compareQuantity } from "@/lib/money/quantity";
import { groupBy } from "@/lib/tax/explain/group-by";
import { proceedsAgree, sameUnits } from "./fit";
import type { Disposal, FormLine, LineMatch } from "./form-line";
import { matchOf } from "./stages";
import { sumGroups } from "./sum-groups";

/** Proceeds within one percent (`proceedsAgree`): without a day, units alone say too little. */
const CLOSE = 25;
/** Sales a group is looked for among: without a day there is nothing to choose the likeliest by but their size. */
const MOST_SALES = 40;
const STEPS = 20_000;

/**
 * Lines that tell no day of sale (a year's stablecoins or NFTs on one form: i1099da, optional reporting methods) on what is left of their asset
 * and tax year: all of it, when the units add up; else one sale, else two to six together, whose units are the line's and whose proceeds lie
 * within one percent. Where more than one answer fits equally well there is none: a person is asked.
 */
export function undatedMatches(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
): readonly LineMatch[] {
  const sales = groupBy(disposals, ({ asset, sold }) => `${asset} ${sold.slice(0, 4)}`);
  return [...groupBy(lines, ({ asset, taxYear }) => `${asset ?? ""} ${taxYear}`)].flatMap(
    ([key, some]) => {
      const theirs = sales.get(key) ?? [];
      return theirs.length > 0 && sameUnits(some, theirs)
        ? matchOf(some, theirs)
        : oneByOne(some, theirs);
    },
  );
}

function oneByOne(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
): readonly LineMatch[] {
  const left = new Set(disposals);
  return lines.flatMap((line) => {
    const found = onlyBest(line, singles(line, left)) ?? onlyBest(line, groups(line, left)) ?? [];
    for (const sale of found) {
      left.delete(sale);
    }
    return matchOf([line], found);
  });
}

type Sales = readonly Disposal[];

function singles(line: FormLine, left: ReadonlySet<Disposal>): readonly Sales[] {
  return [...left].filter((sale) => sameUnits([line], [sale])).map((sale) => [sale]);
}

function groups(line: FormLine, left: ReadonlySet<Disposal>): readonly Sales[] {
  const smaller = [...left]
    .filter(({ units }) => compareQuantity(units, line.units) < 0)
    .sort((a, b) => compareQuantity(b.units, a.units))
    .slice(0, MOST_SALES);
  const options = smaller.map(({ units }, index) => ({ index, units }));
  return sumGroups(line.units, options, STEPS).map((places) =>
    places.flatMap((place) => smaller[place] ?? []),
  );
}

/** The answer whose proceeds agree best; null where none does, or two do alike. */
function onlyBest(line: FormLine, answers: readonly Sales[]): Sales | null {
  const weighed = answers
    .map((sales) => ({ sales, speaks: proceedsAgree([line], sales) }))
    .filter(({ speaks }) => speaks >= CLOSE)
    .sort((a, b) => b.speaks - a.speaks);
  const [best, next] = weighed;
  return best === undefined || best.speaks === next?.speaks ? null : best.sales;
}
