import {
  compareQuantity,
  minQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { compareUsd, minUsd, subtractUsd, type Usd, usd } from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { invariant } from "@/lib/result";
import { Heap } from "@/lib/tax/lot-selection/heap";
import { bestOfSplit, cutOf, heldIn, narrowed, withFewer, withinLots } from "./account-units";
import { type Relaxed, relax, type Settled } from "./anywhere-relaxed";
import type { Window } from "./fixed-line";
import { gapOf, type HarvestBook, isCharged, scoreInParts, unitsOf } from "./harvest-book";
import type { Sold } from "./harvest-input";
import { compareScores, type Score } from "./problem";

/** The best split found, and a true lower bound of tax and costs of any. */
export interface AnywhereFound {
  readonly taken: Sold;
  readonly score: Score;
  readonly bound: Usd;
}

/** A range in which no split is better by this is not cut further. */
const TENTH_OF_A_CENT: Usd = usd("0.001");

const PATIENCE = 400;
/** Lots looked at in all where accounts charge different shares: each part looks at every lot. */
const MOST_LOOKS = 30_000;
const MOST_PARTS = 2000;
const FEWEST_PARTS = 12;

/**
 * Branch and bound over where the sale of each account that sells by a method ends, over the accounts used (with a fixed cost an
 * order), and over how many units each account sells (where they charge different shares). Inside, every lot of the windows is
 * free: one exact step. `cheapest` are the same lines as if every account charged what the cheapest does: what an account sells at
 * least counts at its own share, only the rest at that one. A larger share lowers the tax by less than itself, so nothing real is
 * better than that; and as the ranges close nothing is left at the wrong share. Parts of the work tell how many choices are looked into.
 */
export function* anywhereSold(
  book: HarvestBook,
  cheapest: HarvestBook,
  quantity: Quantity,
  patience: number,
): PartsOfWork<AnywhereFound> {
  const search = new AnywhereSearch(book, cheapest, quantity);
  yield* search.add({
    windows: book.lines.map(({ lots }) => ({ from: 0, to: lots.length })),
    used: new Map(),
    isCut: false,
    units: book.lines.map((line) => ({
      least: ZERO_QUANTITY,
      most: minQuantity(quantity, heldIn(line)),
    })),
  });
  return yield* search.run(patience);
}

/** Choices looked into at most, where so many lots can be sold. `isUnlike`: accounts charge different shares. */
export function patienceFor(lots: number, isUnlike: boolean): number {
  if (!isUnlike) {
    return PATIENCE;
  }
  const parts = [...Array(MOST_PARTS).keys()].findLast((many) => many * lots <= MOST_LOOKS) ?? 0;
  return parts < FEWEST_PARTS ? FEWEST_PARTS : parts;
}

class AnywhereSearch {
  readonly #book: HarvestBook;
  readonly #cheapest: HarvestBook;
  readonly #quantity: Quantity;
  readonly #open = new Heap<Relaxed>((a, b) => compareScores(a.bound, b.bound) < 0);
  #best: { readonly taken: Sold; readonly score: Score } | null = null;

  constructor(book: HarvestBook, cheapest: HarvestBook, quantity: Quantity) {
    this.#book = book;
    this.#cheapest = cheapest;
    this.#quantity = quantity;
  }

  *add(wanted: Settled): PartsOfWork<void> {
    const settled = narrowed(wanted, this.#quantity);
    const node = yield* relax(this.#book, this.#cheapest, this.#quantity, settled);
    if (node === null || this.#isHopeless(node.bound)) {
      return;
    }
    const within = withinLots(this.#book, node.taken);
    yield null;
    yield* this.#offer(inOrder(this.#book, within));
    const loosest = loosestOf(node);
    if (loosest !== null) {
      const least = settled.units[loosest]?.least ?? ZERO_QUANTITY;
      const less = withFewer(this.#book, node.taken, loosest, least);
      for (const taken of [node.taken, less]) {
        const split = taken === null ? null : yield* bestOfSplit(this.#book, taken);
        if (split !== null) {
          yield* this.#offer(split);
        }
      }
    }
    this.#open.push(node);
  }

  *#offer(taken: Sold): PartsOfWork<void> {
    const score = yield* scoreInParts(this.#book, taken);
    if (this.#best === null || compareScores(score, this.#best.score) < 0) {
      this.#best = { taken, score };
    }
  }

  *run(patience: number): PartsOfWork<AnywhereFound> {
    const closed: Score[] = [];
    let left = patience;
    for (let node = this.#open.pop(); node !== null; node = this.#open.pop()) {
      if (this.#isHopeless(node.bound)) {
        continue;
      }
      const isDone = left <= 0 || this.#isGoodEnough(node);
      const parts = isDone ? null : branches(this.#book, node);
      left -= 1;
      yield patience - left;
      if (parts === null) {
        closed.push(node.bound);
      }
      for (const settled of parts ?? []) {
        yield* this.add(settled);
      }
    }
    invariant(this.#best !== null, "the quantity is held, so a first choice exists");
    const { taken, score } = this.#best;
    const bound = closed.reduce((least, { figure }) => minUsd(least, figure), score.figure);
    return { taken, score, bound };
  }

  /** Ranges of units close for ever: where nothing better by a tenth of a cent is left in one, it is closed. */
  #isGoodEnough({ bound, settled }: Relaxed): boolean {
    const best = this.#best?.score.figure ?? bound.figure;
    return settled.isCut && compareUsd(subtractUsd(best, bound.figure), TENTH_OF_A_CENT) < 0;
  }

  #isHopeless(bound: Score): boolean {
    return this.#best !== null && compareScores(bound, this.#best.score) >= 0;
  }
}

/** The same units of each account, taken in its order. */
function inOrder(book: HarvestBook, taken: Sold): Sold {
  return book.lines.map(({ isFixed, lots }, at) => {
    const list = taken[at] ?? [];
    let left = unitsOf(list);
    return !isFixed
      ? list
      : lots.map(({ lot }) => {
          const units = minQuantity(left, lot.quantity);
          left = subtractQuantity(left, units);
          return units;
        });
  });
}

/** The two halves of what is left to settle; null when the relaxed split is a real one. */
function branches(book: HarvestBook, node: Relaxed): readonly Settled[] | null {
  const { settled, taken } = node;
  for (const [at, line] of book.lines.entries()) {
    const gap = gapOf(line, taken[at] ?? []);
    if (gap !== null) {
      const withWindow = (change: (window: Window) => Window): Settled => ({
        used: settled.used,
        units: settled.units,
        isCut: settled.isCut,
        windows: settled.windows.map((window, of) => (of === at ? change(window) : window)),
      });
      return [
        withWindow(({ from }) => ({ from, to: gap + 1 })),
        withWindow(({ to }) => ({ from: gap + 1, to })),
      ];
    }
  }
  const open = book.lines.findIndex(
    (line, at) =>
      isCharged(line) &&
      !settled.used.has(at) &&
      (settled.windows[at]?.from ?? 0) === 0 &&
      signQuantity(unitsOf(taken[at])) > 0,
  );
  return open < 0
    ? unitHalves(node)
    : [true, false].map((isUsed) => ({
        windows: settled.windows,
        units: settled.units,
        isCut: settled.isCut,
        used: new Map([...settled.used, [open, isUsed]]),
      }));
}

/** The account that has most at the wrong share; null where none has. */
function loosestOf({ loose }: Relaxed): number | null {
  return loose.reduce<number | null>((most, units, line) => {
    const before = most === null ? ZERO_QUANTITY : (loose[most] ?? ZERO_QUANTITY);
    return compareQuantity(units, before) > 0 ? line : most;
  }, null);
}

/** Two ranges of units of that account. */
function unitHalves(node: Relaxed): readonly Settled[] | null {
  const { settled, taken } = node;
  const at = loosestOf(node);
  const range = at === null ? undefined : settled.units[at];
  const cut = at === null || range === undefined ? null : cutOf(range, unitsOf(taken[at]));
  return at === null || range === undefined || cut === null
    ? null
    : [
        { least: range.least, most: cut },
        { least: cut, most: range.most },
      ].map((half) => ({
        windows: settled.windows,
        used: settled.used,
        units: settled.units.with(at, half),
        isCut: true,
      }));
}
