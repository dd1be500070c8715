import { shareOf } from "@/lib/money/allocate";
import {
  addQuantity,
  compareQuantity,
  minQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { timesUsd } from "@/lib/money/ratio";
import { compareRate, unitRate } from "@/lib/money/unit-rate";
import { addUsd, compareUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { mapInParts, type PartsOfWork } from "@/lib/parts-of-work";
import type { Line } from "./line";

/**
 * Lots of one account and one class, the least gain of a unit first: of so many units out of it the first ones are the best, whatever
 * else is sold, since no year's tax falls when a gain rises.
 */
export interface UnitList {
  readonly line: number;
  readonly isShort: boolean;
  /** The places of its lots in the line. */
  readonly places: readonly number[];
  /** Before each lot, and of all. */
  readonly units: readonly Quantity[];
  readonly gains: readonly Usd[];
  readonly costs: readonly Usd[];
  /** The gain of each lot, and its costs, if it were as many units as are asked for. */
  readonly gainOfAll: readonly Usd[];
  readonly costOfAll: Usd;
}

/** What is to be small: dollars for each dollar of gain by class, and with or without the costs. */
export interface Weights {
  readonly short: Usd;
  readonly other: Usd;
  readonly countsCosts: boolean;
}

/** Lots between two parts of the work. */
const STEPS = 500;

interface Placed {
  readonly place: number;
  readonly isShort: boolean;
}

const ranked = new WeakMap<Line, readonly Placed[]>();

/** Made once a line. */
function* rankOf(line: Line): PartsOfWork<readonly Placed[]> {
  const before = ranked.get(line);
  if (before !== undefined) {
    return before;
  }
  const rates = yield* mapInParts(line.lots, ({ lot, gain, kind }, place) => ({
    place,
    isShort: kind === "short",
    rate: unitRate(gain, lot.quantity),
  }));
  const rank = rates.sort((a, b) => compareRate(a.rate, b.rate));
  yield null;
  ranked.set(line, rank);
  return rank;
}

/** The lists of an account's lots from one place up to another. */
export function* listsOf(
  line: Line,
  at: number,
  { from, to }: { readonly from: number; readonly to: number },
  asked: Quantity,
): PartsOfWork<readonly UnitList[]> {
  const rank = yield* rankOf(line);
  const inside = rank.filter(({ place }) => place >= from && place < to);
  const lists: UnitList[] = [];
  for (const isShort of [true, false]) {
    const places = inside.filter((each) => each.isShort === isShort).map(({ place }) => place);
    if (places.length > 0) {
      lists.push(yield* listOf(line, at, isShort, places, asked));
    }
  }
  return lists;
}

function* listOf(
  { lots }: Line,
  line: number,
  isShort: boolean,
  places: readonly number[],
  asked: Quantity,
): PartsOfWork<UnitList> {
  let [units, gain, cost, costOfAll] = [ZERO_QUANTITY, ZERO_USD, ZERO_USD, ZERO_USD];
  const list = { units: [units], gains: [gain], costs: [cost], gainOfAll: [] as Usd[] };
  for (const [index, place] of places.entries()) {
    const lot = lots[place];
    if (index % STEPS === STEPS - 1) {
      yield null;
    }
    if (lot !== undefined) {
      const held = lot.lot.quantity;
      [units, gain, cost] = [
        addQuantity(units, held),
        addUsd(gain, lot.gain),
        addUsd(cost, lot.cost),
      ];
      list.units.push(units);
      list.gains.push(gain);
      list.costs.push(cost);
      list.gainOfAll.push(shareOf(lot.gain, asked, held));
      costOfAll = shareOf(lot.cost, asked, held);
    }
  }
  return { line, isShort, places, ...list, costOfAll };
}

/** Units in a list. */
export function heldIn({ units }: UnitList): Quantity {
  return units.at(-1) ?? ZERO_QUANTITY;
}

/** Gains and costs of the first so many units of a list. */
export function firstOf(
  { units, gains, costs }: UnitList,
  many: Quantity,
): { readonly gain: Usd; readonly cost: Usd } {
  const whole = lastWithin(units.length - 1, (at) => compareQuantity(units[at] ?? many, many) <= 0);
  const [before, next] = [units[whole] ?? ZERO_QUANTITY, units[whole + 1]];
  const partOf = (sums: readonly Usd[]): Usd => {
    const sum = sums[whole] ?? ZERO_USD;
    const after = sums[whole + 1];
    return next === undefined || after === undefined
      ? sum
      : addUsd(
          sum,
          shareOf(
            subtractUsd(after, sum),
            subtractQuantity(many, before),
            subtractQuantity(next, before),
          ),
        );
  };
  return { gain: partOf(gains), cost: partOf(costs) };
}

/** The last number up to `last` for which something holds that holds for zero, and for none after the first for which it does not. */
function lastWithin(last: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, last];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** How many lots of a list are sold at least and at most. */
type Bounds = { from: number; to: number };

/**
 * The units of each list when so many are sold out of all of them and what is weighed comes to least; rates are zero or more. The lists
 * hold as many. Lots are searched by halves, so that ten thousand cost little more than a hundred.
 */
export function leastUnits(
  lists: readonly UnitList[],
  quantity: Quantity,
  weights: Weights,
): readonly Quantity[] {
  const bounds = lists.map(({ places }): Bounds => ({ from: 0, to: places.length }));
  const priceOf = (list: number, at: number): Usd => weighed(lists[list], at, weights);
  for (;;) {
    const widest = bounds.reduce(
      (best, { from, to }, list) => (to - from > width(bounds[best]) ? list : best),
      0,
    );
    const own = bounds[widest];
    if (own === undefined || width(own) === 0) {
      break;
    }
    const middle = (own.from + own.to) >> 1;
    const price = priceOf(widest, middle);
    const before = bounds.map(({ from, to }, list) =>
      list === widest
        ? middle
        : from +
          lastWithin(to - from, (more) => {
            const order = more === 0 ? -1 : compareUsd(priceOf(list, from + more - 1), price);
            return order < 0 || (order === 0 && list < widest);
          }),
    );
    const units = sumQuantity(
      before.map((many, list) => lists[list]?.units[many] ?? ZERO_QUANTITY),
    );
    const isSold = compareQuantity(units, quantity) < 0;
    bounds.forEach((each, list) => {
      const many = before[list] ?? 0;
      if (isSold) {
        each.from = list === widest ? middle + 1 : many;
      } else {
        each.to = many;
      }
    });
  }
  return lessTheLast(lists, bounds, quantity, priceOf);
}

const width = (bounds: Bounds | undefined): number =>
  bounds === undefined ? 0 : bounds.to - bounds.from;

function weighed(list: UnitList | undefined, at: number, weights: Weights): Usd {
  const gain = list?.gainOfAll[at] ?? ZERO_USD;
  const tax = timesUsd(gain, list?.isShort === true ? weights.short : weights.other);
  return weights.countsCosts ? addUsd(tax, list?.costOfAll ?? ZERO_USD) : tax;
}

/** All lots whole but the dearest one, of which as much is left as is too much. */
function lessTheLast(
  lists: readonly UnitList[],
  bounds: readonly Bounds[],
  quantity: Quantity,
  priceOf: (list: number, at: number) => Usd,
): readonly Quantity[] {
  const units = lists.map((list, at) => list.units[bounds[at]?.from ?? 0] ?? ZERO_QUANTITY);
  const over = subtractQuantity(sumQuantity(units), quantity);
  let [last, dearest]: [number, Usd | null] = [-1, null];
  bounds.forEach(({ from }, list) => {
    const price = from === 0 ? null : priceOf(list, from - 1);
    if (price !== null && (dearest === null || compareUsd(price, dearest) >= 0)) {
      [last, dearest] = [list, price];
    }
  });
  return units.map((each, list) => (list === last ? subtractQuantity(each, over) : each));
}

/** Adds the first so many units of a list to what is sold of each lot. */
export function takeFirst(list: UnitList, { lots }: Line, many: Quantity, taken: Quantity[]): void {
  let left = many;
  for (const place of list.places) {
    const units = minQuantity(left, lots[place]?.lot.quantity ?? ZERO_QUANTITY);
    if (signQuantity(units) <= 0) {
      return;
    }
    taken[place] = addQuantity(taken[place] ?? ZERO_QUANTITY, units);
    left = subtractQuantity(left, units);
  }
}
