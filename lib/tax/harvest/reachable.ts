import { partByUsd } from "@/lib/money/allocate";
import type { Price } from "@/lib/money/price";
import {
  addQuantity,
  compareQuantity,
  type Quantity,
  signQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import {
  addUsd,
  compareUsd,
  isZeroUsd,
  signUsd,
  subtractUsd,
  type Usd,
  usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { net, type Outcome, outcomeOf } from "@/lib/tax/worksheets/year-return";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { SaleTotals, Saving } from "./harvest";
import { kinksOf } from "./kinks";
import {
  firstUnits,
  isKnown,
  NO_COSTS,
  type SaleCosts,
  type SimulatedSale,
  simulateSale,
} from "./sale";
import { afterSale, type Situation, savingIn } from "./saving";

/** Selling so many units as one order: what goes, and what it saves. */
export interface Reach {
  readonly quantity: Quantity;
  readonly sale: SimulatedSale;
  readonly saving: Saving;
}

/** What can be sold: lots in the order the method in force takes them, at one price on one day. */
export interface ReachInput {
  readonly situation: Situation;
  readonly ordered: readonly OpenLot[];
  readonly price: Price;
  readonly sold: CalendarDate;
  readonly costs?: SaleCosts;
}

/** One entry for each whole-lot prefix: a lot further back can only be sold after all before it. Stops at an unknown basis. */
export function prefixes(input: ReachInput): readonly Reach[] {
  const now = outcomeOf(input.situation);
  const list: Reach[] = [];
  let quantity = ZERO_QUANTITY;
  for (const lot of input.ordered) {
    if (!isKnown(lot)) {
      break;
    }
    quantity = addQuantity(quantity, lot.quantity);
    list.push(reach(input, quantity, now));
  }
  return list;
}

/** Selling exactly this many units. */
export function reach(input: ReachInput, quantity: Quantity, now?: Outcome): Reach {
  const parts = firstUnits(input.ordered, quantity);
  const sale = simulateSale(parts, input.price, input.sold, input.costs ?? NO_COSTS);
  return { quantity, sale, saving: savingIn(input.situation, sale.totals, now) };
}

/** The whole-lot prefix with the highest net saving; null when selling nothing is at least as good. The first wins a tie. */
export function bestPrefix(list: readonly Reach[]): Reach | null {
  return best(list);
}

// Two savings closer than this are equal: a kink is met only within the last decimal of a quantity.
const SAME = usd("0.000001");

function best(list: readonly Reach[]): Reach | null {
  let found: Reach | null = null;
  for (const each of list) {
    const least = found === null ? ZERO_USD : found.saving.netSaving;
    if (compareUsd(subtractUsd(each.saving.netSaving, least), SAME) > 0) {
      found = each;
    }
  }
  return found;
}

/**
 * The quantity with the highest net saving over every divisible quantity in the order of sale, the smallest on a tie; null
 * when selling nothing is at least as good. Exact up to the last decimal of a quantity: the tax is a straight line between
 * the kinks, so only kinks and whole lots are tried. With a fixed cost, compare it with selling nothing.
 */
export function bestQuantity(input: ReachInput): Reach | null {
  const now = outcomeOf(input.situation);
  const tried = quantitiesToTry(input).map((quantity) => reach(input, quantity, now));
  return best(tried);
}

function quantitiesToTry(input: ReachInput): readonly Quantity[] {
  const kinks = kinksOf(input.situation);
  const quantities: Quantity[] = [];
  let from = ZERO_QUANTITY;
  let before = NOTHING;
  for (const lot of input.ordered) {
    if (!isKnown(lot)) {
      break;
    }
    const to = addQuantity(from, lot.quantity);
    const after = simulateSale(
      firstUnits(input.ordered, to),
      input.price,
      input.sold,
      input.costs,
    ).totals;
    quantities.push(
      ...between(input.situation, kinks, before, after, lot.quantity).map((part) =>
        addQuantity(from, part),
      ),
      to,
    );
    from = to;
    before = after;
  }
  return quantities.sort(compareQuantity);
}

const NOTHING: SaleTotals = {
  short: ZERO_USD,
  long: ZERO_USD,
  collectible: ZERO_USD,
  fees: ZERO_USD,
};

/** Quantities inside one lot at which line 7 or line 16 meets a kink, or line 15 meets zero. */
function between(
  situation: Situation,
  kinks: ReturnType<typeof kinksOf>,
  before: SaleTotals,
  after: SaleTotals,
  quantity: Quantity,
): readonly Quantity[] {
  const [start, end] = [lines(situation, before), lines(situation, after)];
  return [
    ...meets(start.line7, end.line7, kinks.short, quantity),
    ...meets(start.line15, end.line15, [ZERO_USD], quantity),
    ...meets(start.line16, end.line16, kinks.total, quantity),
  ];
}

/** Quantities at which a line that runs from `from` to `to` over the whole quantity meets one of the levels. */
function meets(
  from: Usd,
  to: Usd,
  levels: readonly Usd[],
  quantity: Quantity,
): readonly Quantity[] {
  const span = subtractUsd(to, from);
  if (isZeroUsd(span)) {
    return [];
  }
  return levels
    .map((level) => subtractUsd(level, from))
    .filter((way) => signUsd(way) === signUsd(span))
    .map((way) => partByUsd(quantity, way, span))
    .filter((part) => signQuantity(part) > 0 && compareQuantity(part, quantity) < 0);
}

function lines(situation: Situation, sale: SaleTotals): { line7: Usd; line15: Usd; line16: Usd } {
  const { gains, carryoverIn, rules, profile } = afterSale(situation, sale);
  return net(gains, carryoverIn, rules.lossLimit[profile.filingStatus]);
}

/** Net gain of a sale over all classes. */
export function netGain(totals: SaleTotals): Usd {
  return addUsd(addUsd(totals.short, totals.long), totals.collectible);
}
