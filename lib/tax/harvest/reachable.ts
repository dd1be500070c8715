import type { Price } from "@/lib/money/price";
import { type Quantity, signQuantity } from "@/lib/money/quantity";
import { addUsd, compareUsd, negateUsd, type Usd, usd, ZERO_USD } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import type { Outcome } from "@/lib/tax/worksheets/year-return";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { SaleTotals, Saving } from "./harvest";
import { floorToOrder } from "./orderable";
import { NOTHING, type Point, stepsOf } from "./running-sale";
import { firstUnits, NO_COSTS, type SaleCosts, type SimulatedSale, simulateSale } from "./sale";
import { type Situation, savingIn } from "./saving";

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
  /** The asset is a collectible: its long gains and losses are in the 28 % group. */
  readonly collectible?: boolean;
}

/** Selling exactly this many units. */
export function reach(input: ReachInput, quantity: Quantity, now?: Outcome): Reach {
  const parts = firstUnits(input.ordered, quantity, input.collectible);
  const sale = simulateSale(parts, input.price, input.sold, input.costs ?? NO_COSTS);
  return { quantity, sale, saving: savingIn(input.situation, sale.totals, now) };
}

/** What is not worth a line: less than one cent. */
export const CENT = usd("0.01");

/**
 * The whole lots in the order of sale with the greatest net loss, as an order one can place; null without a cent of loss. A fixed
 * cost lowers every order alike, so it has no part in which of them it is.
 */
export function deepestLoss(input: ReachInput): Reach | null {
  const free = { ...input, costs: { rate: input.costs?.rate ?? "0", fixed: ZERO_USD } };
  let deepest: Point = NOTHING;
  for (const { after } of stepsOf(free)) {
    if (deepest === NOTHING || compareUsd(netGain(after.totals), netGain(deepest.totals)) < 0) {
      deepest = after;
    }
  }
  const order = floorToOrder(deepest.quantity);
  if (signQuantity(order) <= 0) {
    return null;
  }
  const found = reach(input, order);
  return compareUsd(negateUsd(netGain(found.sale.totals)), CENT) >= 0 ? found : null;
}

/** Net gain of a sale over all classes. */
export function netGain(totals: SaleTotals): Usd {
  return addUsd(addUsd(totals.short, totals.long), totals.collectible);
}
