import {
  compareQuantity,
  negateQuantity,
  type Quantity,
  quantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { groupBy } from "@/lib/tax/explain/group-by";
import { dayNumber } from "@/lib/time/calendar-date";
import { agreement, sameUnits } from "./fit";
import type { Disposal, FormLine } from "./form-line";

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
/** Sales one line is tried with alone, those that agree best. */
const MOST_PAIRS = 24;
/** Groups kept for one line or sale. */
const MOST_GROUPS = 8;
/** Steps of the search for the groups of one line or sale. */
const MOST_STEPS = 400;

/** What covering one more line or sale is worth beside agreement: an answer for every line comes first. */
const COVER = 1000;
/** A pair that agrees in units, day and proceeds within one percent (40 + 25 in `agreement`): no group is looked for beside it. */
const CLEAR = 2 * COVER + 65 - 2;

/**
 * Everything that could be one: pairs, several lines of one sale (a form splits it by term and covered units), several sales on one line (fills
 * told together) where no pair is clear. All have equal units and days at most one apart.
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
  const pairs = [...near.ofLine].flatMap(([line, sales]) =>
    sales
      .flatMap((sale) => weighed(lines, disposals, { lines: [line], disposals: [sale] }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST_PAIRS),
  );
  const clear = pairs.filter(({ weight }) => weight >= CLEAR);
  const isClear = {
    line: new Set(clear.flatMap((pair) => pair.lines)),
    sale: new Set(clear.flatMap((pair) => pair.disposals)),
  };
  const groups = [...near.ofLine]
    .filter(([line]) => !isClear.line.has(line))
    .flatMap(([line, sales]) =>
      groupsOf(lines[line], optionsOf(disposals, sales)).map((group) => ({
        lines: [line],
        disposals: group,
      })),
    );
  const splits = [...near.ofDisposal]
    .filter(([sale]) => !isClear.sale.has(sale))
    .flatMap(([sale, shown]) =>
      groupsOf(disposals[sale], optionsOf(lines, shown)).map((group) => ({
        lines: group,
        disposals: [sale],
      })),
    );
  return [...pairs, ...[...groups, ...splits].flatMap((group) => weighed(lines, disposals, group))];
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

/** The day itself first, then those a broker's calendar may have it on. */
const AROUND = [0, -1, 1];

const keyOf = (asset: string, day: number): string => `${asset} ${day}`;

/** Which sales a line can be about, by asset and day. */
function neighbours(lines: readonly FormLine[], disposals: readonly Disposal[]): Neighbours {
  const onDay = groupBy(disposals.entries(), ([, { asset, sold }]) =>
    keyOf(asset, dayNumber(sold)),
  );
  const met = [...lines.entries()].map(([line, { asset, sold }]) => {
    const day = dayNumber(sold);
    const near =
      asset === null ? [] : AROUND.flatMap((off) => onDay.get(keyOf(asset, day + off)) ?? []);
    return [line, near.map(([sale]) => sale)] as const;
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
