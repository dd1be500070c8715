import { shareOf } from "@/lib/money/allocate";
import { type Quantity, sumQuantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { compareRatio } from "@/lib/money/ratio";
import { addUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { addVertex, NOTHING_SOLD, type Vertex } from "./chain";
import { type LineEnd, lineEnd, reachesOf, type Window } from "./fixed-line";
import { dearest, type HarvestBook, hasFixed, isCharged } from "./harvest-book";
import type { Sold } from "./harvest-input";
import { isLoss, type Line } from "./line";
import { type FreeLot, type LossChain, lossChains, takeAt } from "./loss-chains";
import { type GainClass, type PricedLot, partSold, sumVertices } from "./priced-lot";
import type { Score } from "./problem";
import { leastInParts } from "./search";

/** What is settled so far: of each line that what is sold ends inside a window, and which fixed costs are paid or never paid. */
export interface Settled {
  readonly windows: readonly Window[];
  readonly charges: ReadonlyMap<string, "paid" | "never">;
}

/** The best choice if open questions could be answered class by class: free lots, and the ends of lines in a fixed order. */
export interface Relaxed {
  /** Real choices next to it: with the furthest end of each line, and with the nearest; null where no line has an end. */
  readonly high: Sold;
  readonly low: Sold | null;
  readonly ends: readonly (LineEnd | null)[];
  /** No real choice that keeps to what is settled has a better score than this. */
  readonly bound: Score;
}

/** Nothing settled. */
export function openOf(book: HarvestBook): Settled {
  return {
    windows: book.lines.map(({ lots }) => ({ from: 0, to: lots.length })),
    charges: new Map(),
  };
}

/** The fixed cost a lot of a line is charged with. */
export function chargeOf({ fixedPer }: HarvestBook, line: number, index: number): string {
  return fixedPer === "lot" ? `${line}/${index}` : `${line}`;
}

const PATIENCE = 4000;

/**
 * A true lower bound of everything that keeps to what is settled, and the choice that reaches it. Why it bounds: each class of a
 * line in a fixed order may end where it likes; and an open fixed cost counted in proportion to the units sold is no more than
 * the whole of it, which lowers the tax by less than itself (no marginal rate of this tax reaches one; property test).
 */
export function* relax(book: HarvestBook, settled: Settled): PartsOfWork<Relaxed> {
  const { sum, chains } = yield* settledParts(book, settled);
  const start = addVertex({ ...NOTHING_SOLD, gains: book.situation.gains }, sum);
  const found = yield* leastInParts({
    surface: book.surface,
    start,
    chains: chains.map(({ chain }) => chain),
    patience: PATIENCE,
  });
  const taken = book.lines.map(({ lots }) => lots.map(() => ZERO_QUANTITY));
  takeAt(chains, found.spots, taken);
  const ends = book.lines.map((line, at) => {
    const window = settled.windows[at] ?? { from: 0, to: 0 };
    return line.isFixed ? lineEnd(line, at, window, chains, found.spots) : null;
  });
  const isOpen = ends.some((end) => end !== null);
  return {
    high: taken.map((list, at) => ends[at]?.high ?? list),
    low: isOpen ? taken.map((list, at) => ends[at]?.low ?? list) : null,
    ends,
    bound: { figure: found.bound, value: found.isLeastValue ? found.value : ZERO_USD },
  };
}

interface Parts {
  readonly sum: Vertex;
  readonly chains: readonly LossChain[];
}

const made = new WeakMap<HarvestBook["lines"], Parts>();

/** What is settled of all lines, and chains of the rest; where nothing ever has to be settled made once for the same lines. */
function* settledParts(book: HarvestBook, settled: Settled): PartsOfWork<Parts> {
  const isPriced = book.lossPrice !== null;
  const isDivisible = !isPriced && !hasFixed(book) && book.lines.every(({ isFixed }) => !isFixed);
  const before = isDivisible ? made.get(book.lines) : undefined;
  if (before !== undefined) {
    return before;
  }
  const parts: Part[] = [];
  for (const [at, line] of book.lines.entries()) {
    parts.push(settledPart(book, settled, line, at));
    yield null;
  }
  const all = {
    sum: sumVertices(parts.map(({ sum }) => sum)),
    chains: lossChains(parts.flatMap(({ free }) => free)),
  };
  if (isDivisible) {
    made.set(book.lines, all);
  }
  return all;
}

interface Placed {
  readonly lot: PricedLot;
  readonly index: number;
}

const ranked = new WeakMap<Line, readonly Placed[]>();

/**
 * The loss lots of a line, ranked once where lots can be named: those that lose most for a unit come first among its costs whatever fixed
 * cost is shared out over units, so that ranking lots of all lines again only has to merge them.
 */
function lossesOf(line: Line): readonly Placed[] {
  const before = ranked.get(line);
  if (before !== undefined) {
    return before;
  }
  const losses = line.lots.map((lot, index) => ({ lot, index })).filter(({ lot }) => isLoss(lot));
  if (!line.isFixed) {
    losses.sort((a, b) => compareRatio(a.lot.gain, a.lot.value, b.lot.gain, b.lot.value));
  }
  ranked.set(line, losses);
  return losses;
}

interface Part {
  readonly sum: Vertex;
  readonly free: readonly FreeLot[];
}

/** A line whose order's cost is paid, never paid or open is each made once. */
function settledPart(book: HarvestBook, settled: Settled, line: Line, at: number): Part {
  if (line.isFixed || book.lossPrice !== null || book.fixedPer === "lot") {
    return freshPart(book, settled, line, at);
  }
  const own = madeParts.get(line) ?? new Map<string, Part>();
  const key = `${at} ${settled.charges.get(chargeOf(book, at, 0)) ?? "open"}`;
  const part = own.get(key) ?? freshPart(book, settled, line, at);
  own.set(key, part);
  madeParts.set(line, own);
  return part;
}

const madeParts = new WeakMap<Line, Map<string, Part>>();

function freshPart(book: HarvestBook, settled: Settled, line: Line, at: number): Part {
  const window = settled.windows[at] ?? { from: 0, to: 0 };
  const forced = line.lots.slice(0, window.from);
  const open = lossesOf(line)
    .filter(({ index }) => index >= window.from && index < window.to)
    .filter(({ index }) => settled.charges.get(chargeOf(book, at, index)) !== "never");
  const openUnits = sumQuantity(open.map(({ lot }) => lot.lot.quantity));
  const isPaid = (index: number) =>
    index < window.from ||
    (book.fixedPer === "order" && window.from > 0) ||
    settled.charges.get(chargeOf(book, at, index)) === "paid";
  const free = line.isFixed
    ? reachesOf(line, at, openWindow(book, settled, at, window), fixedOf(line, isPaid(window.from)))
    : open.map(({ lot, index }) => ({
        line: at,
        index,
        kind: lot.kind,
        units: lot.lot.quantity,
        whole: priced(
          book,
          isPaid(index) ? wholeOf(lot) : charged(lot, shareOfFixed(line, lot, openUnits)),
        ),
      }));
  const paid = open.filter(({ index }) => isPaid(index)).map(({ lot }) => lot);
  return {
    sum: addVertex(sumVertices(forced.map(wholeOf)), paidCosts(line, forced, paid)),
    free,
  };
}

/** A first lot whose own cost is never paid is not sold, so the line ends before it. */
function openWindow(book: HarvestBook, { charges }: Settled, at: number, window: Window): Window {
  const isShut = charges.get(chargeOf(book, at, window.from)) === "never";
  return isShut ? { from: window.from, to: window.from } : window;
}

/** The fixed cost of each lot of a fixed order; one already paid, or of a whole order, is not counted again here. */
function fixedOf({ costs }: Line, isFirstPaid: boolean): Usd {
  return costs.fixedPer === "lot" && !isFirstPaid ? costs.fixed : ZERO_USD;
}

const wholeOf = (lot: PricedLot): Vertex => partSold(lot, lot.lot.quantity, true);

/** All of a lot with an amount of fixed cost on it. */
function charged(lot: PricedLot, fixed: Usd): Vertex {
  const whole = wholeOf(lot);
  return {
    gains: { ...whole.gains, [lot.kind]: subtractUsd(whole.gains[lot.kind], fixed) },
    cost: addUsd(whole.cost, fixed),
    value: whole.value,
  };
}

/** At what its loss is worth elsewhere, where that is more than its costs. */
function priced({ lossPrice }: HarvestBook, whole: Vertex): Vertex {
  return lossPrice === null
    ? whole
    : {
        gains: whole.gains,
        cost: dearest(lossPrice, whole),
        value: whole.value,
      };
}

function shareOfFixed({ costs }: Line, { lot }: PricedLot, openUnits: Quantity): Usd {
  return costs.fixedPer === "lot" ? costs.fixed : shareOf(costs.fixed, lot.quantity, openUnits);
}

/**
 * Fixed costs that are paid for certain. They lower the gain of the lots sold; where an order may hold lots of several classes
 * each class is lowered by all of it, which is no less than its share.
 */
function paidCosts(line: Line, forced: readonly PricedLot[], open: readonly PricedLot[]): Vertex {
  const all = [...forced, ...open];
  if (!isCharged(line) || all.length === 0) {
    return NOTHING_SOLD;
  }
  const { fixed, fixedPer } = line.costs;
  if (fixedPer === "lot") {
    return sumVertices(all.map((lot) => costIn(fixed, [lot.kind])));
  }
  return costIn(fixed, [...new Set(all.map(({ kind }) => kind))]);
}

function costIn(fixed: Usd, kinds: readonly GainClass[]): Vertex {
  const lowered = (kind: GainClass) =>
    kinds.includes(kind) ? subtractUsd(ZERO_USD, fixed) : ZERO_USD;
  return {
    gains: { short: lowered("short"), long: lowered("long"), collectible: lowered("collectible") },
    cost: fixed,
    value: ZERO_USD,
  };
}
