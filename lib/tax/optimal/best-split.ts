import { minQuantity, signQuantity, subtractQuantity } from "@/lib/money/quantity";
import { subtractUsd, type Usd } from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { invariant } from "@/lib/result";
import { type Column, type OpenSale, takenOf } from "./anywhere-relaxed";
import { type HarvestBook, isCharged, scoreInParts, unitsOf } from "./harvest-book";
import type { Sold } from "./harvest-input";
import { compareScores, type Score, TIE } from "./problem";

/** The best real split so far. */
export class BestSplit {
  readonly #book: HarvestBook;
  #best: { readonly taken: Sold; readonly score: Score } | null = null;

  constructor(book: HarvestBook) {
    this.#book = book;
  }

  /** Keeps a choice, in the order of each account, when it is better; gives what the choice itself sells. */
  *offer(sale: OpenSale, column: Column): PartsOfWork<Sold> {
    const relaxed = takenOf(this.#book, sale, column);
    const taken = inOrder(this.#book, relaxed);
    const score = yield* scoreInParts(this.#book, taken);
    if (this.#best === null || compareScores(score, this.#best.score) < 0) {
      this.#best = { taken, score };
    }
    return relaxed;
  }

  /** There is one as soon as one was offered. */
  get found(): { readonly taken: Sold; readonly score: Score } {
    invariant(this.#best !== null, "the quantity is held, so a first choice exists");
    return this.#best;
  }

  /** What is no lower than this is of no interest. */
  get known(): Usd {
    return subtractUsd(this.found.score.figure, TIE);
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

/** An account that sells something, charges for it, and is not counted as used; null where there is none. */
export function openCharge(
  { lines }: HarvestBook,
  used: ReadonlyMap<number, boolean>,
  taken: Sold,
): number | null {
  const at = lines.findIndex(
    (line, index) => isCharged(line) && !used.has(index) && signQuantity(unitsOf(taken[index])) > 0,
  );
  return at < 0 ? null : at;
}
