import {
  compareQuantity,
  negateQuantity,
  type Quantity,
  quantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { agreement, canMeet, sameUnits } from "./fit";
import type { Disposal, FormLine } from "./form-line";
import { groupBy } from "./group-by";

/** Lines and sales that could be one, by their places in the lists, with how much speaks for it. */
export interface Candidate {
  readonly lines: readonly number[];
  readonly disposals: readonly number[];
  readonly weight: number;
}

/** Lines of one sale, or sales of one line, looked for together. */
const MOST_TOGETHER = 6;
/** Neighbours a group is looked for among. */
const MOST_NEIGHBOURS = 24;
/** Groups kept for one line or sale. */
const MOST_GROUPS = 8;
/** Steps of the search for the groups of one line or sale. */
const MOST_STEPS = 4_000;

/** What covering one more line or sale is worth beside agreement: an answer for every line comes first. */
const COVER = 1000;

/**
 * Everything that could be one: pairs, several lines of one sale (a form splits it by term and covered units), several sales on one line (fills
 * told together). All have equal units and days at most one apart.
 */
export function candidatesOf(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
): readonly Candidate[] {
  const near = neighbours(lines, disposals);
  const optionsOf = (units: readonly { readonly units: Quantity }[], places: readonly number[]) =>
    places.flatMap((index): readonly Option[] => {
      const one = units[index];
      return one === undefined ? [] : [{ index, units: one.units }];
    });
  const groups = [...near.ofLine].flatMap(([line, sales]) => [
    ...sales.map((sale) => ({ lines: [line], disposals: [sale] })),
    ...groupsOf(lines[line], optionsOf(disposals, sales)).map((group) => ({
      lines: [line],
      disposals: group,
    })),
  ]);
  const splits = [...near.ofDisposal].flatMap(([sale, shown]) =>
    groupsOf(disposals[sale], optionsOf(lines, shown)).map((group) => ({
      lines: group,
      disposals: [sale],
    })),
  );
  return [...groups, ...splits].flatMap((group) => weighed(lines, disposals, group));
}

function weighed(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
  group: Pick<Candidate, "lines" | "disposals">,
): readonly Candidate[] {
  const [some, sales] = [pick(lines, group.lines), pick(disposals, group.disposals)];
  const size = some.length + sales.length;
  return sameUnits(some, sales)
    ? [{ ...group, weight: COVER * size + agreement(some, sales) - size }]
    : [];
}

interface Neighbours {
  readonly ofLine: ReadonlyMap<number, readonly number[]>;
  readonly ofDisposal: ReadonlyMap<number, readonly number[]>;
}

/** Which sales a line can be about, by asset and day. */
function neighbours(lines: readonly FormLine[], disposals: readonly Disposal[]): Neighbours {
  const ofAsset = groupBy(disposals.entries(), ([, { asset }]) => asset);
  const met = [...lines.entries()].map(([line, shown]) => {
    const own = shown.asset === null ? [] : (ofAsset.get(shown.asset) ?? []);
    return [
      line,
      own.flatMap(([sale, disposal]) => (canMeet(shown, disposal) ? [sale] : [])),
    ] as const;
  });
  const pairs = met.flatMap(([line, sales]) => sales.map((sale) => ({ line, sale })));
  const bySale = groupBy(pairs, ({ sale }) => sale);
  return {
    ofLine: new Map(met),
    ofDisposal: new Map([...bySale].map(([sale, own]) => [sale, own.map(({ line }) => line)])),
  };
}

interface Option {
  readonly index: number;
  readonly units: Quantity;
}

/** Groups of two to six options whose units add up to those of one; the first few found, largest units first. */
function groupsOf(
  whole: { readonly units: Quantity } | undefined,
  options: readonly Option[],
): readonly (readonly number[])[] {
  if (whole === undefined || options.length < 2) {
    return [];
  }
  const sorted = options
    .filter(({ units }) => compareQuantity(units, whole.units) < 0)
    .sort((a, b) => compareQuantity(b.units, a.units))
    .slice(0, MOST_NEIGHBOURS);
  const found: (readonly number[])[] = [];
  search({ sorted, found, steps: 0 }, 0, whole.units, []);
  return found;
}

interface Search {
  readonly sorted: readonly Option[];
  readonly found: (readonly number[])[];
  steps: number;
}

function search(state: Search, from: number, rest: Quantity, taken: readonly number[]): void {
  state.steps += 1;
  if (taken.length > 1 && isDust(rest)) {
    state.found.push(taken);
    return;
  }
  if (taken.length === MOST_TOGETHER) {
    return;
  }
  for (const [at, { index, units }] of state.sorted.entries()) {
    const left = subtractQuantity(rest, units);
    const fits = compareQuantity(left, ZERO_QUANTITY) >= 0 || isDust(left);
    const mayGoOn = state.found.length < MOST_GROUPS && state.steps < MOST_STEPS;
    if (at >= from && fits && mayGoOn) {
      search(state, at + 1, left, [...taken, index]);
    }
  }
}

const DUST = quantity("0.00000001");
const MINUS_DUST = negateQuantity(DUST);

/** Less than a form prints. */
function isDust(rest: Quantity): boolean {
  return compareQuantity(rest, DUST) <= 0 && compareQuantity(rest, MINUS_DUST) >= 0;
}

function pick<T>(items: readonly T[], places: readonly number[]): readonly T[] {
  return places.flatMap((place) => items[place] ?? []);
}
