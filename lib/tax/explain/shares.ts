import { shareOf } from "@/lib/money/allocate";
import type { Quantity } from "@/lib/money/quantity";
import { subtractUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
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
  const cut =
    amount === null || share.whole === null
      ? ZERO_USD
      : subtractUsd(amount, shareOf(share.whole, share.units, share.of));
  return made(words, amount, { kind: "share", units: share.units, of: share.of, cut }, parts);
}

/** A figure out of draws: their sum, or one of several shares of it. */
export function fromSource(
  facts: Facts,
  words: Words,
  amount: Usd | null,
  { draws, drawnUnits, sharedBy }: Source,
  { units, side }: { readonly units: Quantity; readonly side: BasisSide },
): Figure {
  const parts = draws.map((at) => plus(stepAddress(at, "drawn", side)));
  if (sharedBy === 1) {
    const operation: Operation = { kind: parts.length === 1 ? "same" : "sum" };
    return made(words, amount, operation, parts);
  }
  const states = draws.map((at) => facts.lineage.steps[at]?.moved);
  const bases = states.map((state) => (state === undefined ? null : basisOf(state, side)));
  const known = bases.filter((basis) => basis !== null);
  const whole = known.length === bases.length ? sumUsd(known) : null;
  return shared(words, amount, { units, of: drawnUnits, whole }, parts);
}
