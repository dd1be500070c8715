import { compareQuantity } from "@/lib/money/quantity";
import { agreement, sameUnits } from "./fit";
import type { DatedLine, Disposal } from "./form-line";
import { nearestOf, partsOf, type Shelves, shelvesOf } from "./shelves";
import { sumGroups } from "./sum-groups";

/** Lines and sales that could be one, by their places in the lists, with how much speaks for it. */
export interface Candidate {
  readonly lines: readonly number[];
  readonly disposals: readonly number[];
  readonly weight: number;
}

/** Neighbours a group is looked for among. */
const MOST_NEIGHBOURS = 24;
/** Sales one line is tried with alone, those that agree best. */
const MOST_PAIRS = 24;
/** Steps of the search for the groups of one line or sale. */
const MOST_STEPS = 400;
/** Steps of all these searches together: where there are many, each has fewer. */
const ALL_STEPS = 2_000_000;
const LEAST_STEPS = 40;

/** What covering one more line or sale is worth beside agreement: an answer for every line comes first. */
const COVER = 1000;
/** A pair that agrees in units, day and proceeds within one percent (40 + 25 in `agreement`): no group is looked for beside it. */
const CLEAR = 2 * COVER + 65 - 2;

/**
 * Everything that could be one: pairs, several lines of one sale (a form splits it by term and covered units), several sales on one line (fills
 * told together) where no pair is clear. All have equal units, with or without those that paid costs, and days at most one apart. The work grows
 * with the lines and sales, not with their product, however many are alike.
 */
export function candidatesOf(
  lines: readonly DatedLine[],
  disposals: readonly Disposal[],
): readonly Candidate[] {
  const pairs = pairsOf(lines, disposals);
  const clear = pairs.filter(({ weight }) => weight >= CLEAR);
  const isClear = {
    line: new Set(clear.flatMap((pair) => pair.lines)),
    sale: new Set(clear.flatMap((pair) => pair.disposals)),
  };
  const unclearLines = wholesOf(lines, isClear.line);
  const unclearSales = wholesOf(disposals, isClear.sale);
  const withFees = disposals.map(feesIn);
  const hasFees = withFees.some((one, index) => one !== disposals[index]);
  const saleShelves = [shelvesOf(disposals), ...(hasFees ? [shelvesOf(withFees)] : [])];
  const wholeSales = [
    ...unclearSales,
    ...unclearSales.flatMap(({ whole, item }) =>
      feesIn(item) === item ? [] : [{ whole, item: feesIn(item) }],
    ),
  ];
  const searches = unclearLines.length * saleShelves.length + wholeSales.length;
  const steps = Math.max(LEAST_STEPS, Math.min(MOST_STEPS, Math.floor(ALL_STEPS / searches)));
  const fills = saleShelves.flatMap((shelves) => groupsOf(unclearLines, shelves, steps));
  const splits = groupsOf(wholeSales, shelvesOf(lines), steps);
  return [
    ...pairs,
    ...[
      ...fills.map(({ whole, parts }) => ({ lines: [whole], disposals: parts })),
      ...splits.map(({ whole, parts }) => ({ lines: parts, disposals: [whole] })),
    ].flatMap((group) => weighed(lines, disposals, group)),
  ];
}

/** A line or sale with its place. */
interface Whole<T> {
  readonly whole: number;
  readonly item: T;
}

function wholesOf<T>(items: readonly T[], clear: ReadonlySet<number>): readonly Whole<T>[] {
  return items.flatMap((item, whole) => (clear.has(whole) ? [] : [{ whole, item }]));
}

/** A sale as a form shows it that takes the units which paid its costs for sold. */
function feesIn(sale: Disposal): Disposal {
  return compareQuantity(sale.units, sale.unitsWithFees) === 0
    ? sale
    : { ...sale, units: sale.unitsWithFees };
}

function pairsOf(
  lines: readonly DatedLine[],
  disposals: readonly Disposal[],
): readonly Candidate[] {
  const sales = shelvesOf(disposals, ({ unitsWithFees }) => unitsWithFees);
  const turns = new Map<string, number>();
  return lines.flatMap((line, index) => {
    const alike = `${line.asset} ${line.sold} ${String(line.units)} ${String(line.proceeds)}`;
    const turn = turns.get(alike) ?? 0;
    turns.set(alike, turn + 1);
    return nearestOf(sales, line, { most: MOST_PAIRS, turn })
      .flatMap((sale) => weighed(lines, disposals, { lines: [index], disposals: [sale] }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST_PAIRS);
  });
}

/** For each of some lines (or sales) the groups of sales (or lines) that add up to it. */
function groupsOf(
  wholes: readonly Whole<DatedLine | Disposal>[],
  shelves: Shelves,
  steps: number,
): readonly { readonly whole: number; readonly parts: readonly number[] }[] {
  return wholes.flatMap(({ whole, item }) =>
    sumGroups(item.units, partsOf(shelves, item, MOST_NEIGHBOURS), steps).map((parts) => ({
      whole,
      parts,
    })),
  );
}

function weighed(
  lines: readonly DatedLine[],
  disposals: readonly Disposal[],
  group: Pick<Candidate, "lines" | "disposals">,
): readonly Candidate[] {
  const [some, sales] = [pick(lines, group.lines), pick(disposals, group.disposals)];
  const size = some.length + sales.length;
  return sameUnits(some, sales)
    ? [
        {
          lines: group.lines,
          disposals: group.disposals,
          weight: COVER * size + agreement(some, sales) - size,
        },
      ]
    : [];
}

function pick<T>(items: readonly T[], places: readonly number[]): readonly T[] {
  return places.flatMap((place) => items[place] ?? []);
}
