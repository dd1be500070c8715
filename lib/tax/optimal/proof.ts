import { subtractUsd, type Usd } from "@/lib/money/usd";
import { compareFigures } from "./problem";

/** How sure an optimum is: nothing is better, or nothing is better by more than `within` (a true bound in dollars of this year). */
export type Proof = { readonly proven: true } | { readonly proven: false; readonly within: Usd };

/** What a figure and a true lower bound say. */
export function proofOf(figure: Usd, bound: Usd): Proof {
  return compareFigures(bound, figure) >= 0
    ? { proven: true }
    : { proven: false, within: subtractUsd(figure, bound) };
}
