import { partByUsd } from "@/lib/money/allocate";
import {
  addQuantity,
  compareQuantity,
  type Quantity,
  signQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import {
  compareUsd,
  isZeroUsd,
  negateUsd,
  subtractUsd,
  type Usd,
  usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { SaleTotals } from "@/lib/tax/harvest/harvest";
import { floorToOrder, nextOrder } from "@/lib/tax/harvest/orderable";
import { CENT, type Reach, type ReachInput, reach } from "@/lib/tax/harvest/reachable";
import { NOTHING, type Point, pointAt, stepsOf } from "@/lib/tax/harvest/running-sale";
import { knownFront } from "@/lib/tax/harvest/sale";
import { afterSale, type Situation, savingIn } from "@/lib/tax/harvest/saving";
import { type Plane, planesOf, sideOf } from "@/lib/tax/optimal/planes";
import { outcomeOf } from "@/lib/tax/worksheets/year-return";

// The best sale out of one account by looking at every point where the tax can bend: another way to the answers of
// `lib/tax/optimal`, kept for its tests.

/**
 * One entry for each whole-lot prefix, with all its lots: a lot further back can only be sold after all before it. Stops at
 * an unknown basis. As long as the square of the lots; what only looks for a best one uses `bestQuantity` or `deepestLoss`.
 */
export function prefixes(input: ReachInput): readonly Reach[] {
  const now = outcomeOf(input.situation);
  const list: Reach[] = [];
  let quantity = ZERO_QUANTITY;
  for (const lot of knownFront(input.ordered)) {
    quantity = addQuantity(quantity, lot.quantity);
    list.push(reach(input, quantity, now));
  }
  return list;
}

/** The whole-lot prefix with the highest net saving; null when selling nothing is at least as good. The first wins a tie. */
export function bestPrefix(list: readonly Reach[]): Reach | null {
  return best(list);
}

// Two savings closer than this are equal: a kink is met only within the last decimal of a quantity.
const SAME = usd("0.000001");

const isMore = (saving: Usd, than: Usd): boolean => compareUsd(subtractUsd(saving, than), SAME) > 0;

function best(list: readonly Reach[]): Reach | null {
  let found: Reach | null = null;
  for (const each of list) {
    const least = found === null ? ZERO_USD : found.saving.netSaving;
    if (isMore(each.saving.netSaving, least)) {
      found = each;
    }
  }
  return found;
}

/**
 * The quantity with the highest net saving over every divisible quantity in the order of sale, the smallest on a tie; null
 * when selling nothing is at least as good. Exact up to the last decimal of a quantity: the tax is a straight line between
 * the kinks, so only kinks and whole lots are tried, by running totals. With a fixed cost, compare it with selling nothing.
 */
export function bestQuantity(input: ReachInput): Reach | null {
  const now = outcomeOf(input.situation);
  const most = savingIn(input.situation, BOTTOMLESS, now).saving;
  let found = NOTHING;
  let saved = ZERO_USD;
  for (const point of pointsToTry(input)) {
    if (isNoBetter(point.totals, found.totals)) {
      continue;
    }
    const { netSaving } = savingIn(input.situation, point.totals, now);
    if (isMore(netSaving, saved)) {
      found = point;
      saved = netSaving;
    }
    if (!isMore(most, saved)) {
      break;
    }
  }
  return found === NOTHING ? null : reach(input, found.quantity, now);
}

// A loss past every kink: tax never rises when gains fall, so no sale saves more than this one.
const BOTTOMLESS: SaleTotals = {
  ...NOTHING.totals,
  short: usd("-1000000000000000"),
  long: usd("-1000000000000000"),
};

/**
 * Gains at least as high: as tax never falls when gains rise, a larger sale (its fees are no lower) cannot save more than a
 * smaller one.
 */
function isNoBetter(larger: SaleTotals, smaller: SaleTotals): boolean {
  return (
    compareUsd(larger.short, smaller.short) >= 0 &&
    compareUsd(larger.long, smaller.long) >= 0 &&
    compareUsd(larger.collectible, smaller.collectible) >= 0
  );
}

/**
 * `bestQuantity` as an order one can place: at most eight decimals, the better of the two next to it. Null when it saves
 * less than a cent.
 */
export function bestOrder(input: ReachInput): Reach | null {
  const exact = bestQuantity(input);
  const tried = exact === null ? [] : ordersAt(input, exact);
  const found = best(tried);
  return found === null || compareUsd(found.saving.netSaving, CENT) < 0 ? null : found;
}

function ordersAt(input: ReachInput, exact: Reach): readonly Reach[] {
  const below = floorToOrder(exact.quantity);
  const held = sumQuantity(knownFront(input.ordered).map(({ quantity }) => quantity));
  return [below, nextOrder(below)]
    .filter((each) => compareQuantity(each, held) <= 0)
    .map((each) => reach(input, each, exact.saving.now));
}

/** Every whole-lot prefix and, inside each lot, the quantities at which the slope of the tax can change; ascending. */
function* pointsToTry(input: ReachInput): Generator<Point> {
  const planes = planesOf(input.situation);
  for (const { lot, before, after } of stepsOf(input)) {
    const parts = between(input.situation, planes, before.totals, after.totals, lot.quantity);
    for (const part of [...parts].sort(compareQuantity)) {
      yield pointAt(input, lot, before, part);
    }
    yield after;
  }
}

/** Quantities inside one lot at which the year's gains meet a plane on which the tax can bend. */
function between(
  situation: Situation,
  planes: readonly Plane[],
  before: SaleTotals,
  after: SaleTotals,
  quantity: Quantity,
): readonly Quantity[] {
  const [start, end] = [afterSale(situation, before).gains, afterSale(situation, after).gains];
  const has28 =
    compareUsd(start.collectible, situation.carryoverIn.long) > 0 ||
    compareUsd(end.collectible, situation.carryoverIn.long) > 0;
  return planes
    .filter(({ of28 }) => has28 || !of28)
    .flatMap((plane) => meets(sideOf(plane, start), sideOf(plane, end), quantity));
}

/** The quantity at which a figure that runs from `from` to `to` over the whole quantity is zero, where that is inside. */
function meets(from: Usd, to: Usd, quantity: Quantity): readonly Quantity[] {
  const span = subtractUsd(to, from);
  if (isZeroUsd(span)) {
    return [];
  }
  const part = partByUsd(quantity, negateUsd(from), span);
  return signQuantity(part) > 0 && compareQuantity(part, quantity) < 0 ? [part] : [];
}
