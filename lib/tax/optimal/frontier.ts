import {
  addQuantity,
  compareQuantity,
  isZeroQuantity,
  minQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { compareRatio, type RatioKey, ratioKey } from "@/lib/money/ratio";
import { compareRate, type UnitRate, unitRate } from "@/lib/money/unit-rate";
import { addUsd, negateUsd, signUsd, subtractUsd, type Usd } from "@/lib/money/usd";
import { mapInParts, type PartsOfWork } from "@/lib/parts-of-work";
import { invariant } from "@/lib/result";
import { addVertex, type Chain, combine, NOTHING_SOLD, type Vertex } from "./chain";
import { type PricedLot, partSold } from "./priced-lot";

/** Lots of which exactly so many units are sold, any of them. */
export interface Pool {
  readonly lots: readonly PricedLot[];
  /** Not more than the lots hold. */
  readonly quantity: Quantity;
}

/** So many units of one lot instead of another one of the same pool: more short gain, less of the other class. */
export interface Swap {
  readonly pool: number;
  readonly enters: number;
  readonly leaves: number;
  readonly units: Quantity;
  readonly change: Vertex;
}

/** The choices of a pool no other choice beats in every class: where they begin (least short gain), and the swaps onward. */
export interface Frontier {
  readonly taken: readonly Quantity[];
  readonly swaps: readonly Swap[];
}

/** Exchanges between two parts of the work. */
const STEPS = 500;

/**
 * For x units of short-term lots the least gains are those of the x units with the least short gain and of the rest with the
 * least long gain. As x grows by one unit a dearer short unit enters and a dear long one leaves, so (short, long) is a convex
 * path; the part of it that trades one class for the other is the frontier. As no year's tax falls when a gain rises, a least
 * tax is on it. A part of the work is some hundred swaps.
 */
export function* frontierInParts(pool: Pool, number: number): PartsOfWork<Frontier> {
  const [shorts, others] = [sortedLots(pool, true), sortedLots(pool, false)];
  yield null;
  const taken = pool.lots.map(() => ZERO_QUANTITY);
  const left = fill(pool, others, taken, pool.quantity);
  fill(pool, shorts, taken, left);
  const forward: Swap[] = [];
  const backward: Swap[] = [];
  let steps = 0;
  for (const step of exchanges(pool, shorts, others, taken)) {
    steps += 1;
    if (steps % STEPS === 0) {
      yield null;
    }
    const way = wayOf(pool, step);
    if (way === "neither") {
      break;
    }
    if (way !== "forward") {
      apply(taken, step);
    }
    if (way === "forward") {
      forward.push(swapOf(pool, number, step));
    } else if (way === "backward") {
      const { enters, leaves } = step;
      backward.push(swapOf(pool, number, { ...step, enters: leaves, leaves: enters }));
    }
  }
  return { taken, swaps: [...backward.reverse(), ...forward] };
}

/** "both": it lowers both classes. "forward" and "backward": one for the other, so it is a choice. "neither": it and all after it raise both. */
function wayOf(pool: Pool, step: Exchange): "both" | "forward" | "backward" | "neither" {
  const [enters, leaves] = [signUsd(gainOf(pool, step.enters)), signUsd(gainOf(pool, step.leaves))];
  if (enters <= 0 && leaves >= 0) {
    return "both";
  }
  return enters > 0 && leaves > 0 ? "forward" : enters < 0 && leaves < 0 ? "backward" : "neither";
}

/** Swaps of several pools whose other class is the same, as one convex chain: steepest first, so it is the frontier of all of them together. */
export function* chainInParts(
  list: readonly Swap[],
): PartsOfWork<{ readonly chain: Chain; readonly swaps: readonly Swap[] }> {
  const sloped = yield* mapInParts(list, slopedOf);
  const swaps = sloped.sort(bySlope).map(({ swap }) => swap);
  yield null;
  let sum = NOTHING_SOLD;
  const sums = yield* mapInParts(swaps, ({ change }) => {
    sum = addVertex(sum, change);
    return sum;
  });
  return { chain: { vertices: [NOTHING_SOLD, ...sums], isSorted: true }, swaps };
}

interface Sloped {
  readonly swap: Swap;
  readonly fall: Usd;
  readonly key: RatioKey;
}

function slopedOf(swap: Swap): Sloped {
  const fall = otherFall(swap);
  return { swap, fall, key: ratioKey(fall, swap.change.gains.short) };
}

function bySlope(a: Sloped, b: Sloped): number {
  return a.key < b.key
    ? 1
    : a.key > b.key
      ? -1
      : compareRatio(b.fall, b.swap.change.gains.short, a.fall, a.swap.change.gains.short);
}

/** How much a swap lowers the class that is not short. */
function otherFall({ change }: Swap): Usd {
  return negateUsd(addUsd(change.gains.long, change.gains.collectible));
}

interface Exchange {
  readonly enters: number;
  readonly leaves: number;
  readonly units: Quantity;
}

function swapOf(pool: Pool, number: number, { enters, leaves, units }: Exchange): Swap {
  const plus = partSold(lotAt(pool, enters), units, false);
  const minus = partSold(lotAt(pool, leaves), units, false);
  const change = { ...combine(plus, minus, subtractUsd), value: NOTHING_SOLD.value };
  return { pool: number, enters, leaves, units, change };
}

/** Every exchange of the dearest long units sold for the cheapest short units not sold, lot edge to lot edge. */
function* exchanges(
  pool: Pool,
  shorts: readonly number[],
  others: readonly number[],
  start: readonly Quantity[],
): Generator<Exchange> {
  const taken = [...start];
  let [at, from] = [0, others.length - 1];
  for (;;) {
    const [enters, leaves] = [shorts[at], others[from]];
    if (enters === undefined || leaves === undefined) {
      return;
    }
    const room = subtractQuantity(lotAt(pool, enters).lot.quantity, taken[enters] ?? ZERO_QUANTITY);
    const used = taken[leaves] ?? ZERO_QUANTITY;
    if (isZeroQuantity(room)) {
      at += 1;
    } else if (isZeroQuantity(used)) {
      from -= 1;
    } else {
      const step = { enters, leaves, units: minQuantity(room, used) };
      apply(taken, step);
      yield step;
    }
  }
}

function apply(taken: Quantity[], { enters, leaves, units }: Exchange): void {
  taken[enters] = addQuantity(taken[enters] ?? ZERO_QUANTITY, units);
  taken[leaves] = subtractQuantity(taken[leaves] ?? ZERO_QUANTITY, units);
}

/** Takes units of lots in their order; gives what is left to take. */
function fill(
  pool: Pool,
  order: readonly number[],
  taken: Quantity[],
  quantity: Quantity,
): Quantity {
  let left = quantity;
  for (const index of order) {
    const units = minQuantity(left, lotAt(pool, index).lot.quantity);
    taken[index] = units;
    left = subtractQuantity(left, units);
  }
  return left;
}

/** The short (or other) lots of a pool, least gain per unit first. */
function sortedLots(pool: Pool, isShort: boolean): readonly number[] {
  const ranked = pool.lots.flatMap(({ lot, kind, gain }, index) =>
    (kind === "short") === isShort ? [{ index, rate: unitRate(gain, lot.quantity) }] : [],
  );
  ranked.sort((a: { rate: UnitRate }, b: { rate: UnitRate }) => compareRate(a.rate, b.rate));
  return ranked.map(({ index }) => index);
}

function lotAt({ lots }: Pool, index: number): PricedLot {
  const lot = lots[index];
  invariant(lot !== undefined, "a pool has this lot");
  return lot;
}

const gainOf = (pool: Pool, index: number): Usd => lotAt(pool, index).gain;

/** True when the pool holds what is to be sold. */
export function holdsEnough({ lots, quantity }: Pool): boolean {
  const held = sumQuantity(lots.map(({ lot }) => lot.quantity));
  return signQuantity(quantity) >= 0 && compareQuantity(quantity, held) <= 0;
}
