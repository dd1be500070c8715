import { allocate } from "@/lib/money/allocate";
import { type Quantity, quantityText, sumQuantity } from "@/lib/money/quantity";
import { sumUsd, type Usd } from "@/lib/money/usd";
import { itemAt } from "@/lib/tax/forms/item-at";
import type { Facts } from "./facts";
import { type Figure, plus, type Words } from "./figure";
import { BASIS_RULE, fromSource, shared } from "./shares";

/** Basis that went on. */
export interface Carried {
  readonly amount: Usd;
  readonly total: Usd;
  /** Units it went on to, of all that arrived. */
  readonly units: Quantity;
  readonly of: Quantity;
  readonly fees: readonly number[];
}

/** Basis of the fee units of a move that went on to what a step placed; null when the move carried none. */
export function carriedBy(facts: Facts, at: number): Carried | null {
  const { steps } = facts.lineage;
  const transfer = steps[at]?.transaction ?? null;
  const fees = transfer === null ? [] : facts.carriedFees(transfer);
  const arrivals = transfer === null ? [] : facts.arrivals(transfer);
  const index = arrivals.indexOf(at);
  if (fees.length === 0 || index < 0) {
    return null;
  }
  const total = sumUsd(fees.map(({ basis }) => basis));
  const units = arrivals.map((each) => itemAt(steps, each).moved.quantity);
  return {
    amount: itemAt(allocate(total, units), index),
    total,
    units: itemAt(units, index),
    of: sumQuantity(units),
    fees: fees.map(({ number }) => number),
  };
}

/** Basis of the network fee that a move carried on, by units over what arrived. */
export function carriedFigure(facts: Facts, step: number): Figure | null {
  const carried = carriedBy(facts, step - 1);
  if (carried === null) {
    return null;
  }
  const { units, of, total: whole } = carried;
  const words: Words = {
    label: "Basis of the network fee, carried on",
    how: "the basis of the units that paid the fee of the move, by units over what arrived",
    authority: "No authority on point; the client's setting",
  };
  return shared(
    words,
    carried.amount,
    { units, of, whole },
    carried.fees.map((removed) => plus({ at: "removed", removed })),
  );
}

/** Basis of units that left without a sale. */
export function removedFigure(facts: Facts, removed: number): Figure | null {
  const units = facts.removed[removed - 1];
  const source = units === undefined ? undefined : facts.lineage.sourceOfRemoved.get(units);
  if (units === undefined || source === undefined) {
    return null;
  }
  const words: Words = {
    label: `Basis of ${quantityText(units.quantity)} ${units.asset} that left (${units.why})`,
    how: "the basis of the units drawn",
    authority: BASIS_RULE,
  };
  return fromSource(facts, words, units.basis, source, { units: units.quantity, side: "gain" });
}
