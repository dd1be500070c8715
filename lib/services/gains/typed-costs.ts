import { ZERO_USD } from "@/lib/money/usd";
import { readDollars, readFee, type TypedErrors } from "@/lib/planner/typed";
import type { SaleCosts } from "@/lib/tax/harvest/sale";

/** Costs of selling as typed: percent of the gross, dollars of each sale. */
export interface TypedCosts {
  readonly fee?: string | undefined;
  readonly feeFixed?: string | undefined;
}

/** The same with what is wrong with it. */
export interface CostsView {
  readonly fee: string;
  readonly feeFixed: string;
  readonly errors: Readonly<Record<string, string>>;
}

/** Costs that could be read; what could not counts as nothing and is said by its field. */
export function readCosts(typed: TypedCosts): {
  readonly costs: SaleCosts;
  readonly view: CostsView;
} {
  const [fee, feeFixed] = [(typed.fee ?? "").trim(), (typed.feeFixed ?? "").trim()];
  const errors: TypedErrors = {};
  const rate = readFee(fee, "fee", errors);
  const fixed = readDollars(feeFixed, ZERO_USD, "feeFixed", errors);
  return { costs: { rate, fixed }, view: { fee, feeFixed, errors } };
}
