import { percentText } from "@/lib/money/typed-decimal";
import { isZeroUsd } from "@/lib/money/usd";
import { accountNameOf, type Books } from "./books";
import { plainUsd } from "./plain";

/** An account that holds something, and what is said selling there costs, as one would type it; blank for nothing. */
export interface AccountCostsView {
  readonly id: string;
  readonly name: string;
  readonly fee: string;
  readonly feeFixed: string;
}

function feeOf(rate = "0"): string {
  const percent = percentText(rate);
  return percent === "0" ? "" : percent;
}

/** Every account with open lots, by name. */
export function accountCostsView(books: Books): readonly AccountCostsView[] {
  const said = new Map(books.accountCosts.map((costs) => [costs.account, costs]));
  return [...new Set(books.ledger.openLots.map(({ account }) => account))]
    .map((account) => {
      const costs = said.get(account);
      return {
        id: account,
        name: accountNameOf(books, account),
        fee: feeOf(costs?.rate),
        feeFixed: costs === undefined || isZeroUsd(costs.fixed) ? "" : plainUsd(costs.fixed),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
