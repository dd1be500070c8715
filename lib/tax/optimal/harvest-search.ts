import {
  compareQuantity,
  minQuantity,
  type Quantity,
  signQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { compareUsd, minUsd, type Usd } from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { Heap } from "@/lib/tax/lot-selection/heap";
import { type HarvestBook, hasFixed, isCharged, nothingOf, scoreInParts } from "./harvest-book";
import type { Sold } from "./harvest-input";
import { isLoss } from "./line";
import { compareScores, type Score, TIE } from "./problem";
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

/** Blocks looked into before the search stops with a bound, unless told. */
export const BLOCKS_AT_MOST = 300;

/**
 * Branch and bound over what is not divisible: where the sale of an account that sells by a method ends, and which fixed costs
 * are paid. Without either it is one exact step. Parts of the work tell how many halves of blocks are looked into.
 */
export function* bestSold(book: HarvestBook, patience = BLOCKS_AT_MOST): PartsOfWork<HarvestFound> {
  const best = new Best(book, yield* scoreInParts(book, nothingOf(book)));
  const open = new Heap<Node>((a, b) => compareScores(a.relaxed.bound, b.relaxed.bound) < 0);
  const closed: Node[] = [];
  function* add(settled: Settled): PartsOfWork<void> {
    const node = { settled, relaxed: yield* relax(book, settled) };
    if (!best.isHopeless(node.relaxed.bound)) {
      for (const taken of [node.relaxed.high, node.relaxed.low]) {
        if (taken !== null) {
          yield* best.offer(taken);
        }
      }
      open.push(node);
    }
  }
  yield* add(openOf(book));
  let [left, looked] = [patience, 0];
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
      yield* add(settled);
      looked += 1;
      yield looked;
    }
  }
  return best.found(closed);
}

class Best {
  readonly #book: HarvestBook;
  #taken: Sold;
  #score: Score;

  constructor(book: HarvestBook, nothing: Score) {
    this.#book = book;
    this.#taken = nothingOf(book);
    this.#score = nothing;
  }

  *offer(taken: Sold): PartsOfWork<void> {
    const score = yield* scoreInParts(this.#book, taken);
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

/** The two halves of what is left to settle; null when the relaxed choice is a real one. */
function branches(book: HarvestBook, { settled, relaxed }: Node): readonly Settled[] | null {
  const doubtful = relaxed.ends.reduce<number | null>((most, end, at) => {
    const window = settled.windows[at];
    const isOpen = end !== null && window !== undefined && window.to - window.from > 1;
    const doubt = most === null ? TIE : (relaxed.ends[most]?.doubt ?? TIE);
    return isOpen && compareUsd(end.doubt, doubt) > 0 ? at : most;
  }, null);
  const end = doubtful === null ? null : relaxed.ends[doubtful];
  if (doubtful !== null && end !== null && end !== undefined) {
    return [
      withWindow(settled, doubtful, ({ from }) => ({ from, to: end.cut })),
      withWindow(settled, doubtful, ({ to }) => ({ from: end.cut, to })),
    ];
  }
  const charge = hasFixed(book) ? openCharge(book, settled, relaxed.high) : null;
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

const chargedLines = ({ lines }: HarvestBook) =>
  lines.map((line, at) => ({ at, line })).filter(({ line }) => isCharged(line));

/** A fixed cost that is neither paid nor excluded, of which the relaxed choice pays only a part. */
function openCharge(book: HarvestBook, settled: Settled, taken: Sold): string | null {
  for (const { at, line } of chargedLines(book)) {
    const window = settled.windows[at] ?? { from: 0, to: 0 };
    const open = line.lots.flatMap((lot, index) => {
      const isOpen =
        index >= window.from &&
        index < window.to &&
        isLoss(lot) &&
        !settled.charges.has(chargeOf(book, at, index));
      const units = taken[at]?.[index] ?? ZERO_QUANTITY;
      return isOpen ? [{ index, units, all: lot.lot.quantity }] : [];
    });
    const isByLot = book.fixedPer === "lot";
    // A fixed order is cut down to one lot before that lot's own cost is settled.
    const part =
      isByLot && (!line.isFixed || window.to - window.from === 1)
        ? open.find(({ units, all }) => isPart(units, all))
        : undefined;
    if (part !== undefined) {
      return chargeOf(book, at, part.index);
    }
    if (!isByLot && window.from === 0 && isUsedInPart(line.isFixed, open)) {
      return chargeOf(book, at, 0);
    }
  }
  return null;
}

/** True when an order's cost is counted by less than the whole: where lots are free in proportion, in a fixed order not at all. */
function isUsedInPart(
  isFixed: boolean,
  open: readonly { readonly units: Quantity; readonly all: Quantity }[],
): boolean {
  const units = sumQuantity(open.map((lot) => lot.units));
  return isFixed ? signQuantity(units) > 0 : isPart(units, sumQuantity(open.map(({ all }) => all)));
}

function isPart(units: Quantity, all: Quantity): boolean {
  return signQuantity(units) > 0 && compareQuantity(minQuantity(units, all), all) < 0;
}
