import {
  compareQuantity,
  minQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { addUsd, minUsd, negateUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import { Heap } from "@/lib/tax/lot-selection/heap";
import { NOTHING_SOLD, type Vertex } from "./chain";
import { Filling } from "./filling";
import type { Window } from "./fixed-line";
import { gapOf, type HarvestBook, hasFixed, isCharged, realScore, unitsOf } from "./harvest-book";
import type { Sold } from "./harvest-input";
import { type GainClass, type PricedLot, partSold, sumVertices } from "./priced-lot";
import { compareScores, type Score } from "./problem";

/** The best split found, and a true lower bound of tax and costs of any. */
export interface AnywhereFound {
  readonly taken: Sold;
  readonly score: Score;
  readonly bound: Usd;
}

interface Settled {
  readonly windows: readonly Window[];
  /** Which accounts an order is placed in; not told: open. */
  readonly used: ReadonlyMap<number, boolean>;
}

interface Node {
  readonly settled: Settled;
  readonly taken: Sold;
  readonly bound: Score;
}

const PATIENCE = 400;

/**
 * Branch and bound over where the sale of each account that sells by a method ends, and (with a fixed cost an order) over the
 * accounts used, or on those that charge a larger share than the cheapest. Inside, every lot of the windows is free: one exact step
 * over one pool. `cheapest` are the same lines as if every account charged what the cheapest does: a larger share lowers the tax by
 * less than itself, so nothing real is better than the least over them.
 */
export function anywhereSold(
  book: HarvestBook,
  cheapest: HarvestBook,
  quantity: Quantity,
  patience = PATIENCE,
): AnywhereFound {
  const search = new AnywhereSearch(book, cheapest, quantity);
  search.add({
    windows: book.lines.map(({ lots }) => ({ from: 0, to: lots.length })),
    used: new Map(),
  });
  return search.run(patience);
}

class AnywhereSearch {
  readonly #book: HarvestBook;
  readonly #cheapest: HarvestBook;
  readonly #quantity: Quantity;
  readonly #open = new Heap<Node>((a, b) => compareScores(a.bound, b.bound) < 0);
  #best: { readonly taken: Sold; readonly score: Score } | null = null;

  constructor(book: HarvestBook, cheapest: HarvestBook, quantity: Quantity) {
    this.#book = book;
    this.#cheapest = cheapest;
    this.#quantity = quantity;
  }

  add(settled: Settled): void {
    const node = relax(this.#cheapest, this.#quantity, settled);
    if (node === null || this.#isHopeless(node.bound)) {
      return;
    }
    const taken = inOrder(this.#book, node.taken);
    const score = realScore(this.#book, taken);
    if (this.#best === null || compareScores(score, this.#best.score) < 0) {
      this.#best = { taken, score };
    }
    this.#open.push(node);
  }

  run(patience: number): AnywhereFound {
    const closed: Score[] = [];
    let left = patience;
    for (let node = this.#open.pop(); node !== null; node = this.#open.pop()) {
      if (this.#isHopeless(node.bound)) {
        continue;
      }
      const parts = left <= 0 ? null : branches(this.#book, this.#cheapest, node);
      left -= 1;
      if (parts === null) {
        closed.push(node.bound);
      }
      for (const settled of parts ?? []) {
        this.add(settled);
      }
    }
    invariant(this.#best !== null, "the quantity is held, so a first choice exists");
    const { taken, score } = this.#best;
    const bound = closed.reduce((least, { figure }) => minUsd(least, figure), score.figure);
    return { taken, score, bound };
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

/** The least when all lots inside the windows can be named; null when the windows cannot hold the quantity. */
function relax(cheapest: HarvestBook, quantity: Quantity, settled: Settled): Node | null {
  const taken = cheapest.lines.map(({ lots }) => lots.map(() => ZERO_QUANTITY));
  const free: { readonly line: number; readonly index: number; readonly lot: PricedLot }[] = [];
  const forced: PricedLot[] = [];
  cheapest.lines.forEach(({ lots }, line) => {
    const { from, to } = settled.windows[line] ?? { from: 0, to: 0 };
    lots.forEach((lot, index) => {
      if (index < from) {
        forced.push(lot);
        set(taken, line, index, lot.lot.quantity);
      } else if (index < to && settled.used.get(line) !== false) {
        free.push({ line, index, lot });
      }
    });
  });
  const units = subtractQuantity(quantity, sumQuantity(forced.map(({ lot }) => lot.quantity)));
  const held = sumQuantity(free.map(({ lot }) => lot.lot.quantity));
  if (signQuantity(units) < 0 || compareQuantity(units, held) > 0) {
    return null;
  }
  const filling = new Filling([{ lots: free.map(({ lot }) => lot), quantity: units }]);
  const start: Vertex = { ...NOTHING_SOLD, gains: cheapest.situation.gains };
  const certain = [
    start,
    ...forced.map((lot) => partSold(lot, lot.lot.quantity, false)),
    paid(cheapest, settled),
  ];
  const found = filling.least(cheapest.surface, sumVertices(certain));
  const [list = []] = filling.takenAt(found.spots);
  free.forEach(({ line, index }, at) => {
    set(taken, line, index, list[at] ?? ZERO_QUANTITY);
  });
  const figure = addUsd(found.bound, shareOfCosts(cheapest, taken));
  return { settled, taken, bound: { figure, value: ZERO_USD } };
}

function set(taken: readonly Quantity[][], line: number, index: number, units: Quantity): void {
  const list = taken[line];
  if (list !== undefined) {
    list[index] = units;
  }
}

/** Costs in proportion to the value sold: the same however the quantity is split, as there is one price and one share. */
function shareOfCosts(cheapest: HarvestBook, taken: Sold): Usd {
  return sumUsd(
    cheapest.lines.flatMap(({ lots }, line) =>
      lots.map((lot, index) => partSold(lot, taken[line]?.[index] ?? ZERO_QUANTITY, true).cost),
    ),
  );
}

/** Fixed costs of the accounts used for certain; each class an order can hold is lowered by all of it, which is no less than its share. */
function paid(book: HarvestBook, { windows, used }: Settled): Vertex {
  if (!hasFixed(book)) {
    return NOTHING_SOLD;
  }
  return sumVertices(
    book.lines.flatMap(({ lots, costs: { fixed } }, line) => {
      if (used.get(line) !== true && (windows[line]?.from ?? 0) === 0) {
        return [];
      }
      const lowered = (kind: GainClass) =>
        lots.some((lot) => lot.kind === kind) ? negateUsd(fixed) : ZERO_USD;
      const gains = {
        short: lowered("short"),
        long: lowered("long"),
        collectible: lowered("collectible"),
      };
      return [{ gains, cost: fixed, value: ZERO_USD }];
    }),
  );
}

/** The two halves of what is left to settle; null when the relaxed split is a real one. */
function branches(
  book: HarvestBook,
  cheapest: HarvestBook,
  { settled, taken }: Node,
): readonly Settled[] | null {
  for (const [at, line] of book.lines.entries()) {
    const gap = gapOf(line, taken[at] ?? []);
    if (gap !== null) {
      const withWindow = (change: (window: Window) => Window): Settled => ({
        used: settled.used,
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
      (isCharged(line) || line.costs.rate !== cheapest.lines[at]?.costs.rate) &&
      !settled.used.has(at) &&
      (settled.windows[at]?.from ?? 0) === 0 &&
      signQuantity(unitsOf(taken[at])) > 0,
  );
  return open < 0
    ? null
    : [true, false].map((isUsed) => ({
        windows: settled.windows,
        used: new Map([...settled.used, [open, isUsed]]),
      }));
}
