import type { Quantity } from "@/lib/money/quantity";
import { isZeroQuantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { subtractUsd, sumUsd, type Usd } from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import type { SaleTotals } from "@/lib/tax/harvest/harvest";
import {
  type SaleCosts,
  type SalePart,
  type SimulatedSale,
  simulateInParts,
} from "@/lib/tax/harvest/sale";
import { afterSale, type Situation } from "@/lib/tax/harvest/saving";
import { type Outcome, outcomeOf } from "@/lib/tax/worksheets/year-return";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { IntendedSale } from "./optimal-lots";
import type { PricedLot } from "./priced-lot";

/** One way to fill the intended sales, with what it does to the year by the whole worksheets. */
export interface Choice {
  /** One for each intended sale, in their order: the lots as they close. */
  readonly sales: readonly SimulatedSale[];
  readonly totals: SaleTotals;
  readonly after: Outcome;
  /** Tax after the sales less tax without them. */
  readonly addedTax: Usd;
}

/** What a choice is computed with. */
export interface ChoiceInput {
  readonly situation: Situation;
  readonly now: Outcome;
  readonly sold: CalendarDate;
  readonly costs: SaleCosts;
}

/** The whole return with these parts of lots sold, one list for each sale. A part of the work is some hundred lots. */
export function* choiceInParts(
  input: ChoiceInput,
  sales: readonly IntendedSale[],
  parts: readonly (readonly SalePart[])[],
): PartsOfWork<Choice> {
  const simulated: SimulatedSale[] = [];
  for (const [at, { price, costs }] of sales.entries()) {
    simulated.push(
      yield* simulateInParts(parts[at] ?? [], price, input.sold, costs ?? input.costs),
    );
  }
  yield null;
  const totals = totalsOf(simulated);
  const after = outcomeOf(afterSale(input.situation, totals));
  return {
    sales: simulated,
    totals,
    after,
    addedTax: subtractUsd(after.tax.total, input.now.tax.total),
  };
}

/** What several orders realise together. */
export function totalsOf(sales: readonly Pick<SimulatedSale, "totals">[]): SaleTotals {
  const sum = (of: (totals: SaleTotals) => Usd) => sumUsd(sales.map(({ totals }) => of(totals)));
  return {
    short: sum((totals) => totals.short),
    long: sum((totals) => totals.long),
    collectible: sum((totals) => totals.collectible),
    fees: sum((totals) => totals.fees),
  };
}

/** The lots of a pool that are sold, in their order. */
export function partsTaken(
  lots: readonly PricedLot[],
  taken: readonly Quantity[],
  collectible: boolean,
): readonly SalePart[] {
  return lots.flatMap(({ lot }, index) => {
    const quantity = taken[index] ?? ZERO_QUANTITY;
    return isZeroQuantity(quantity) ? [] : [{ lot, quantity, collectible }];
  });
}
