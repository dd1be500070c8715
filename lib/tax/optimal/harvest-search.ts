import {
  compareQuantity,
  minQuantity,
  type Quantity,
  signQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { minUsd, type Usd } from "@/lib/money/usd";
import { Heap } from "@/lib/tax/lot-selection/heap";
import { gapOf, type HarvestBook, hasFixed, nothingOf, realScore } from "./harvest-book";
import type { Sold } from "./harvest-input";
import { isLoss } from "./line";
import { compareScores, type Score } from "./problem";
import { chargeOf, openOf, type Relaxed, relax, type Settled } from "./relaxed";

/** The best choice found, and how good any can be. */
export interface HarvestFound {
  readonly taken: Sold;
  readonly score: Score;
  readonly bound: Usd;
  readonly isLeastValue: boolean;
}

interface Node {
  readonly settled: Settled;
  readonly relaxed: Relaxed;
}

const PATIENCE = 300;

/**
 * Branch and bound over what is not divisible: where the sale of an account that sells by a method ends, and which fixed costs
 * are paid. Without either it is one exact step.
 */
export function bestSold(book: HarvestBook, patience = PATIENCE): HarvestFound {
  const best = new Best(book);
  const open = new Heap<Node>((a, b) => compareScores(a.relaxed.bound, b.relaxed.bound) < 0);
  const closed: Node[] = [];
  const add = (settled: Settled): void => {
    const node = { settled, relaxed: relax(book, settled) };
    if (!best.isHopeless(node.relaxed.bound)) {
      for (const taken of repaired(book, node.relaxed.taken)) {
        best.offer(taken);
      }
      open.push(node);
    }
  };
  add(openOf(book));
  let left = patience;
  for (let node = open.pop(); node !== null; node = open.pop()) {
    if (best.isHopeless(node.relaxed.bound)) {
      continue;
    }
    const parts = left <= 0 ? null : branches(book, node);
    if (parts === null) {
      closed.push(node);
      continue;
    }
    left -= 1;
    for (const settled of parts) {
      add(settled);
    }
  }
  return best.found(closed);
}

class Best {
  readonly #book: HarvestBook;
  #taken: Sold;
  #score: Score;

  constructor(book: HarvestBook) {
    this.#book = book;
    this.#taken = nothingOf(book);
    this.#score = realScore(book, this.#taken);
  }

  offer(taken: Sold): void {
    const score = realScore(this.#book, taken);
    if (compareScores(score, this.#score) < 0) {
      this.#score = score;
      this.#taken = taken;
    }
  }

  isHopeless(bound: Score): boolean {
    return compareScores(bound, this.#score) >= 0;
  }

  found(closed: readonly Node[]): HarvestFound {
    const left = closed.filter(({ relaxed }) => !this.isHopeless(relaxed.bound));
    return {
      taken: this.#taken,
      score: this.#score,
      bound: left.reduce(
        (least, { relaxed }) => minUsd(least, relaxed.bound.figure),
        this.#score.figure,
      ),
      isLeastValue: left.length === 0,
    };
  }
}

/** What a relaxed choice becomes in the real order: everything on the way sold too, or an end at the first gap. */
function repaired(book: HarvestBook, taken: Sold): readonly Sold[] {
  const isKept = book.lines.every((line, at) => gapOf(line, taken[at] ?? []) === null);
  if (isKept) {
    return [taken];
  }
  const line = (change: (list: readonly Quantity[], at: number) => readonly Quantity[]): Sold =>
    taken.map((list, at) => {
      const of = book.lines[at];
      return of === undefined || gapOf(of, list) === null ? list : change(list, at);
    });
  return [line((list, at) => through(book, list, at)), line((list, at) => upToGap(book, list, at))];
}

function through(book: HarvestBook, list: readonly Quantity[], at: number): readonly Quantity[] {
  const last = list.findLastIndex((units) => signQuantity(units) > 0);
  return list.map((units, index) =>
    index < last ? (book.lines[at]?.lots[index]?.lot.quantity ?? units) : units,
  );
}

function upToGap(book: HarvestBook, list: readonly Quantity[], at: number): readonly Quantity[] {
  const line = book.lines[at];
  const gap = line === undefined ? null : gapOf(line, list);
  return gap === null ? list : list.map((units, index) => (index <= gap ? units : ZERO_QUANTITY));
}

/** The two halves of what is left to settle; null when the relaxed choice is a real one. */
function branches(book: HarvestBook, { settled, relaxed }: Node): readonly Settled[] | null {
  for (const [at, line] of book.lines.entries()) {
    const gap = gapOf(line, relaxed.taken[at] ?? []);
    const lot = gap === null ? undefined : line.lots[gap];
    if (gap !== null && lot !== undefined) {
      // A gain sold in part at the end of a sale is never better than stopping before it.
      const end = isLoss(lot) ? gap + 1 : gap;
      return [
        withWindow(settled, at, (window) => ({ from: window.from, to: end })),
        withWindow(settled, at, (window) => ({ from: gap + 1, to: window.to })),
      ];
    }
  }
  const charge = hasFixed(book) ? openCharge(book, settled, relaxed.taken) : null;
  return charge === null
    ? null
    : (["paid", "never"] as const).map((how) => ({
        windows: settled.windows,
        charges: new Map([...settled.charges, [charge, how]]),
      }));
}

function withWindow(
  settled: Settled,
  line: number,
  change: (window: Settled["windows"][number]) => Settled["windows"][number],
): Settled {
  const windows = settled.windows.map((window, at) => (at === line ? change(window) : window));
  return { windows, charges: settled.charges };
}

/** A fixed cost that is neither paid nor excluded, of which the relaxed choice pays only a part. */
function openCharge(book: HarvestBook, settled: Settled, taken: Sold): string | null {
  for (const [at, line] of book.lines.entries()) {
    const window = settled.windows[at] ?? { from: 0, to: 0 };
    const open = line.lots.flatMap((lot, index) => {
      const isOpen =
        index >= window.from &&
        index < window.to &&
        isLoss(lot) &&
        !settled.charges.has(chargeOf(book, at, index));
      return isOpen
        ? [{ index, units: taken[at]?.[index] ?? ZERO_QUANTITY, all: lot.lot.quantity }]
        : [];
    });
    if (book.costs.fixedPer === "lot") {
      const part = open.find(({ units, all }) => isPart(units, all));
      if (part !== undefined) {
        return chargeOf(book, at, part.index);
      }
    } else if (
      window.from === 0 &&
      isPart(sumQuantity(open.map(({ units }) => units)), sumQuantity(open.map(({ all }) => all)))
    ) {
      return chargeOf(book, at, 0);
    }
  }
  return null;
}

function isPart(units: Quantity, all: Quantity): boolean {
  return signQuantity(units) > 0 && compareQuantity(minQuantity(units, all), all) < 0;
}
