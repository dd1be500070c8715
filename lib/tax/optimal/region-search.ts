import type { Quantity } from "@/lib/money/quantity";
import type { Point } from "@/lib/money/summit";
import {
  addUsd,
  compareUsd,
  maxUsd,
  minUsd,
  subtractUsd,
  type Usd,
  usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { Heap } from "@/lib/tax/lot-selection/heap";
import {
  columnAt,
  leastWithin,
  type OpenSale,
  openSale,
  type Relaxed,
  type Settled,
} from "./anywhere-relaxed";
import { type BestSplit, openCharge } from "./best-split";
import type { Window } from "./fixed-line";
import {
  type Bend,
  bendsOf,
  cornersOf,
  drawnIn,
  halvesAt,
  middleBend,
  type Region,
  type TwoGains,
} from "./gain-region";
import { gapOf, type HarvestBook } from "./harvest-book";
import type { Sold } from "./harvest-input";
import { figureOf, type Pieces } from "./surface";

/** Gains of the year within a region, with ends of accounts settled, and a figure nothing inside goes below. */
interface Block {
  readonly sale: OpenSale;
  readonly region: Region;
  readonly bound: Usd;
}

/** What a search says of one pattern of accounts used. */
export interface RegionFound {
  /** No sale with these accounts has a lower figure. */
  readonly bound: Usd;
  /** An account the lowest figure counts without its fixed cost; null where nothing is open. */
  readonly charge: number | null;
  readonly patience: number;
}

const FIRST_HINT: Point = { x: usd("0.22"), y: usd("0.15") };

/**
 * Branch and bound over the gains the year ends with, and where it cannot be otherwise over where the sale of each account that sells by
 * a method ends. The gains are cut wherever the tax can bend, until it is straight: there the best sale out of any lots, each account at
 * its own share, is one linear program, however many lots there are.
 */
export class RegionSearch {
  readonly #book: HarvestBook;
  readonly #quantity: Quantity;
  readonly #root: OpenSale;
  readonly #best: BestSplit;
  readonly #bends: readonly Bend[];
  readonly #open = new Heap<Block>((a, b) => compareUsd(a.bound, b.bound) < 0);
  /** Bounds of what is closed for good. */
  readonly #closed: Usd[] = [];
  /** The lowest bound that leaves a fixed cost out, and whose. */
  #charge: { readonly bound: Usd; readonly line: number } | null = null;
  /** Where the last bound was highest, by piece: the next one is not far. */
  readonly #hints = new Map<keyof Pieces, Point>();

  constructor(book: HarvestBook, quantity: Quantity, root: OpenSale, best: BestSplit) {
    this.#book = book;
    this.#quantity = quantity;
    this.#root = root;
    this.#best = best;
    this.#bends = bendsOf(book.surface.planes, book.situation.gains, root.kind);
    const region = reachOf(root);
    this.#open.push({ sale: root, region, bound: this.#leastIn(region) });
  }

  /** Parts tell how many regions are looked into, with so many before. */
  *run(patience: number, before: number): PartsOfWork<RegionFound> {
    let left = patience;
    for (let block = this.#open.pop(); block !== null; block = this.#open.pop()) {
      if (this.#isHopeless(block.bound)) {
        break;
      }
      if (left <= 0) {
        this.#closed.push(block.bound);
        break;
      }
      const bend = middleBend(this.#bends, block.region);
      if (bend === null) {
        left -= 1;
        yield* this.#lookInto(block);
        yield before + patience - left;
      } else {
        this.#cut(block, bend);
      }
    }
    const all = [...this.#closed, ...(this.#charge === null ? [] : [this.#charge.bound])];
    const bound = all.reduce(minUsd, this.#best.found.score.figure);
    return { bound, charge: this.#charge?.line ?? null, patience: left };
  }

  /** Nothing lower than what is known, or than what has to be settled elsewhere. */
  #isHopeless(bound: Usd): boolean {
    const { known } = this.#best;
    const least = this.#charge === null ? known : minUsd(known, this.#charge.bound);
    return compareUsd(bound, least) >= 0;
  }

  #cut({ sale, region, bound }: Block, bend: Bend): void {
    for (const half of halvesAt(region, bend)) {
      this.#open.push({ sale, region: half, bound: maxUsd(bound, this.#leastIn(half)) });
    }
  }

  /** The tax at gains of the two classes sold. */
  #piecesAt({ short, other }: TwoGains): Pieces {
    const { gains } = this.#book.situation;
    return this.#book.surface.at({ ...gains, short, [this.#root.kind]: other });
  }

  /** No year's tax falls when a gain rises. */
  #leastIn({ short, other }: Region): Usd {
    return figureOf(this.#piecesAt({ short: short.least, other: other.least }));
  }

  /** Settles a region without a bend. */
  *#lookInto(block: Block): PartsOfWork<void> {
    const corners = cornersOf(block.region).map((gains) => ({
      gains,
      pieces: this.#piecesAt(gains),
    }));
    const isOne = corners.every(({ pieces }) => compareUsd(pieces.byParts, pieces.whole) === 0);
    const pieces: readonly (keyof Pieces)[] = isOne ? ["whole"] : ["byParts", "whole"];
    for (const piece of pieces) {
      const taxed = corners.map((corner) => ({ gains: corner.gains, tax: corner.pieces[piece] }));
      const hint = this.#hints.get(piece) ?? FIRST_HINT;
      const found = yield* leastWithin(block.sale, taxed, this.#best.known, hint);
      this.#hints.set(piece, found.at);
      yield* this.#settle(block, found);
    }
  }

  *#settle({ sale, region, bound: least }: Block, found: Relaxed): PartsOfWork<void> {
    if (found.column === null) {
      return;
    }
    const bound = maxUsd(found.bound, least);
    const taken = yield* this.#best.offer(sale, found.column);
    const parts = branches(this.#book, sale.settled, taken);
    if (parts !== null) {
      for (const settled of parts) {
        const part = yield* openSale(this.#book, this.#quantity, settled, sale.kind);
        if (part !== null) {
          this.#open.push({ sale: part, region, bound });
        }
      }
      return;
    }
    const line = openCharge(this.#book, sale.settled.used, taken);
    if (line === null) {
      this.#closed.push(bound);
    } else if (this.#charge === null || compareUsd(bound, this.#charge.bound) < 0) {
      this.#charge = { bound, line };
    }
  }
}

/** Gains no sale gets out of: at least those of the lots best for a class alone, at most all there are. */
function reachOf(sale: OpenSale): Region {
  const one = usd("1");
  const leastOf = (x: Usd, y: Usd): TwoGains => columnAt(sale, { x, y }, false).gains;
  const sum = leastOf(one, one);
  const { gains } = sale.certain;
  const most = (isShort: boolean, from: Usd): Usd =>
    sale.lists
      .filter((list) => list.isShort === isShort)
      .reduce((all, list) => addUsd(all, gainsIn(list.gains)), from);
  const [short, other] = [most(true, gains.short), most(false, gains[sale.kind])];
  return drawnIn({
    short: { least: leastOf(one, ZERO_USD).short, most: short },
    other: { least: leastOf(ZERO_USD, one).other, most: other },
    both: { least: addUsd(sum.short, sum.other), most: addUsd(short, other) },
  });
}

/** All gains of a list without its losses: losses come first, so sums fall and then rise. */
function gainsIn(sums: readonly Usd[]): Usd {
  return subtractUsd(sums.at(-1) ?? ZERO_USD, sums.reduce(minUsd, ZERO_USD));
}

/** The two halves of what is left to settle; null when every account's order is kept. */
function branches(book: HarvestBook, settled: Settled, taken: Sold): readonly Settled[] | null {
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
  return null;
}
