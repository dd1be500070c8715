import { ZERO_USD } from "@/lib/money/usd";
import { readDollars, readFee, type TypedErrors } from "@/lib/planner/typed";
import { NO_COSTS, type SaleCosts } from "@/lib/tax/harvest/sale";
import type { AccountId } from "@/lib/tax/transaction";
import type { Books } from "./books";

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

/** What selling costs: as typed, for every account alike; where nothing was typed each account charges what is said of it. */
export interface AskedCosts extends SaleCosts {
  readonly isTyped: boolean;
}

/** Nothing typed. */
export const UNTYPED_COSTS: AskedCosts = { ...NO_COSTS, isTyped: false };

/** What accounts charge where nothing was typed. */
export function accountCosts(
  { accountCosts: said }: Pick<Books, "accountCosts">,
  { isTyped }: Pick<AskedCosts, "isTyped">,
): ReadonlyMap<AccountId, SaleCosts> {
  return new Map(isTyped ? [] : said.map(({ account, rate, fixed }) => [account, { rate, fixed }]));
}

/** Costs that could be read; what could not counts as nothing and is said by its field. */
export function readCosts(typed: TypedCosts): {
  readonly costs: AskedCosts;
  readonly view: CostsView;
} {
  const [fee, feeFixed] = [(typed.fee ?? "").trim(), (typed.feeFixed ?? "").trim()];
  const errors: TypedErrors = {};
  const rate = readFee(fee, "fee", errors);
  const fixed = readDollars(feeFixed, ZERO_USD, "feeFixed", errors);
  const isTyped = fee !== "" || feeFixed !== "";
  return { costs: { rate, fixed, isTyped }, view: { fee, feeFixed, errors } };
}
