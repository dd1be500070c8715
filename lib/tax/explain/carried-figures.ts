import { allocate } from "@/lib/money/allocate";
import { type Quantity, quantityText, sumQuantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { Facts } from "./facts";
import { type Figure, plus, type Words } from "./figure";
import { BASIS_RULE, fromSource, shared } from "./shares";

/** Basis that went on. */
export interface Carried {
  readonly amount: Usd;
  readonly total: Usd;
  readonly of: Quantity;
  readonly fees: readonly number[];
}

/** Basis of the fee units of a move that went on to what a step placed; null when the move carried none. */
export function carriedBy(facts: Facts, at: number): Carried | null {
  const { steps } = facts.lineage;
  const id = steps[at]?.transaction ?? null;
  if (id === null || facts.transaction(id)?.kind !== "transfer") {
    return null;
  }
  const basisOfFee = (fee: number) => facts.removed[fee - 1]?.basis ?? null;
  // A fee whose basis is not known carries none on.
  const fees = facts.carriedFees(id).filter((fee) => basisOfFee(fee) !== null);
  const known = fees.flatMap((fee) => basisOfFee(fee) ?? []);
  const arrivals = facts.arrivals(id);
  const index = arrivals.indexOf(at);
  if (fees.length === 0 || index < 0) {
    return null;
  }
  const total = sumUsd(known);
  const units = arrivals.map((each) => steps[each]?.moved.quantity ?? ZERO_QUANTITY);
  return { amount: allocate(total, units)[index] ?? ZERO_USD, total, of: sumQuantity(units), fees };
}

/** Basis of the network fee that a move carried on, by units over what arrived. */
export function carriedFigure(facts: Facts, step: number): Figure | null {
  const carried = carriedBy(facts, step - 1);
  const units = facts.lineage.steps[step - 1]?.moved.quantity;
  if (carried === null || units === undefined) {
    return null;
  }
  const words: Words = {
    label: "Basis of the network fee, carried on",
    how: "the basis of the units that paid the fee of the move, by units over what arrived",
    authority: "No authority on point; the client's setting",
  };
  return shared(
    words,
    carried.amount,
    { units, of: carried.of, whole: carried.total },
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
