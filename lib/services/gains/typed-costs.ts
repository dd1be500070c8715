import { rateOfPercent } from "@/lib/money/typed-decimal";
import { ZERO_USD } from "@/lib/money/usd";
import type { SaleCosts } from "@/lib/tax/harvest/sale";
import { zeroableUsdField } from "../typed-text";

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
  const rate = fee === "" ? "0" : rateOfPercent(fee);
  const fixed = zeroableUsdField.safeParse(feeFixed);
  return {
    costs: { rate: rate ?? "0", fixed: fixed.success ? fixed.data : ZERO_USD },
    view: {
      fee,
      feeFixed,
      errors: {
        ...(rate === null ? { fee: "A percentage from 0 to 50, such as 0.6." } : {}),
        ...(fixed.success ? {} : { feeFixed: "Dollars such as 2.99, zero or more." }),
      },
    },
  };
}
