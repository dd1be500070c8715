import { valueAt } from "@/lib/money/price";
import { addQuantity, type Quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { addUsd, isZeroUsd, subtractUsd, timesRate, ZERO_USD } from "@/lib/money/usd";
import type { SaleTotals } from "./harvest";
import type { ReachInput } from "./reachable";
import {
  classOf,
  closeAt,
  firstUnits,
  type KnownLot,
  knownFront,
  NO_COSTS,
  simulateSale,
} from "./sale";

/** What a sale realises up to a quantity in the order of sale. */
export interface Point {
  readonly quantity: Quantity;
  readonly totals: SaleTotals;
}

/** One lot in the order of sale: where it begins and where it is sold whole. */
export interface Step {
  readonly lot: KnownLot;
  readonly before: Point;
  readonly after: Point;
}

/** Nothing sold. */
export const NOTHING: Point = {
  quantity: ZERO_QUANTITY,
  totals: { short: ZERO_USD, long: ZERO_USD, collectible: ZERO_USD, fees: ZERO_USD },
};

/**
 * The lots in their order of sale with running totals, in one pass; stops at an unknown basis. Equal to simulating each
 * sale up to the last decimals of a dollar, where shares are cut.
 */
export function* stepsOf(input: ReachInput): Generator<Step> {
  let before = NOTHING;
  for (const lot of knownFront(input.ordered)) {
    const after = pointAt(input, lot, before, lot.quantity);
    yield { lot, before, after };
    before = after;
  }
}

/** What selling everything before a lot and so many units of it realises. */
export function pointAt(input: ReachInput, lot: KnownLot, before: Point, units: Quantity): Point {
  const { price, sold, costs = NO_COSTS, collectible = false } = input;
  const quantity = addQuantity(before.quantity, units);
  if (!isZeroUsd(costs.fixed)) {
    // A fixed cost is spread over all units, so every lot's result changes with the quantity.
    return {
      quantity,
      totals: simulateSale(firstUnits(input.ordered, quantity, collectible), price, sold, costs)
        .totals,
    };
  }
  const gross = valueAt(price, units);
  const fees = timesRate(gross, costs.rate);
  const closed = closeAt({ lot, quantity: units }, subtractUsd(gross, fees), sold);
  const { totals } = before;
  const kind = classOf(closed.term, collectible);
  return {
    quantity,
    totals: {
      ...totals,
      [kind]: addUsd(totals[kind], closed.gain),
      fees: addUsd(totals.fees, fees),
    },
  };
}
