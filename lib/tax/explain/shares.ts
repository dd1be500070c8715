import { shareOf } from "@/lib/money/allocate";
import type { Quantity } from "@/lib/money/quantity";
import { subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { addKnown } from "@/lib/tax/book";
import { itemAt } from "@/lib/tax/forms/item-at";
import type { PartState } from "@/lib/tax/trace";
import type { BasisSide, FigureAddress, StepFigure } from "./address";
import type { Operation } from "./explanation";
import type { Facts } from "./facts";
import { type Figure, made, type PartName, plus, type Words } from "./figure";
import type { Source } from "./lineage";

/** The rule of a basis that follows its units. */
export const BASIS_RULE = "IRC 1012; Reg. 1.1012-1(j)";

/** The address of a figure of a step, whose position in the trace is counted from 0. */
export function stepAddress(at: number, of: StepFigure, side: BasisSide): FigureAddress {
  return { at: "step", step: at + 1, of, side };
}

/** One of the two bases of a part. */
export const basisOf = (state: PartState, side: BasisSide): Usd | null =>
  side === "gain" ? state.basis : state.lossBasis;

/** A share of a whole by units; what cutting earlier shares left to it is said. */
export function shared(
  words: Words,
  amount: Usd | null,
  share: { readonly units: Quantity; readonly of: Quantity; readonly whole: Usd | null },
  parts: readonly PartName[],
): Figure {
  const { units, of } = share;
  const exact = shareOfKnown(share.whole, units, of);
  const cut = amount === null || exact === null ? ZERO_USD : subtractUsd(amount, exact);
  return made(words, amount, { kind: "share", units, of, cut }, parts);
}

/** A share of a whole by units, cut at the last decimal; of one that is not known, not known either. */
export const shareOfKnown = (whole: Usd | null, units: Quantity, of: Quantity): Usd | null =>
  whole === null ? null : shareOf(whole, units, of);

/** One basis of all that was drawn; null when one of the draws' is not known. */
export function drawnBasis({ lineage }: Facts, { draws }: Source, side: BasisSide): Usd | null {
  return draws
    .map((at) => basisOf(itemAt(lineage.steps, at).moved, side))
    .reduce(addKnown, ZERO_USD);
}

/** A figure out of draws: their sum, or one of several shares of it. */
export function fromSource(
  facts: Facts,
  words: Words,
  amount: Usd | null,
  source: Source,
  { units, side }: { readonly units: Quantity; readonly side: BasisSide },
): Figure {
  const parts = source.draws.map((at) => plus(stepAddress(at, "drawn", side)));
  if (source.sharedBy === 1) {
    const operation: Operation = { kind: parts.length === 1 ? "same" : "sum" };
    return made(words, amount, operation, parts);
  }
  const whole = drawnBasis(facts, source, side);
  return shared(words, amount, { units, of: source.drawnUnits, whole }, parts);
}
