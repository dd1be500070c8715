import { percentText } from "@/lib/money/typed-decimal";
import { isZeroUsd } from "@/lib/money/usd";
import type { SaleCosts } from "@/lib/tax/harvest/sale";
import { accountNameOf, type Books } from "./books";
import { plainUsd } from "./plain";
import type { CostsView } from "./typed-costs";

/** An account that holds something, and what is said selling there costs, as one would type it; blank for nothing. */
export interface AccountCostsView {
  readonly id: string;
  readonly name: string;
  readonly fee: string;
  readonly feeFixed: string;
}

/** What an account charges as one would type it; blank for nothing. */
export function typedOf(costs: SaleCosts | undefined): Pick<CostsView, "fee" | "feeFixed"> {
  const percent = percentText(costs?.rate ?? "0");
  return {
    fee: percent === "0" ? "" : percent,
    feeFixed: costs === undefined || isZeroUsd(costs.fixed) ? "" : plainUsd(costs.fixed),
  };
}

/** Every account with open lots, by name. */
export function accountCostsView(books: Books): readonly AccountCostsView[] {
  const said = new Map(books.accountCosts.map((costs) => [costs.account, costs]));
  return [...new Set(books.ledger.openLots.map(({ account }) => account))]
    .map((account) => ({
      id: account,
      name: accountNameOf(books, account),
      ...typedOf(said.get(account)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
