import {
  accountId,
  assetId,
  type Leg,
  type Transaction,
  transactionId,
} from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { type Books, ledgerFor } from "./arbitrary-ledger";
import { type Laws, mustEqual } from "./law";

const MINE = (id: string) => !id.startsWith("other ");
const other = (text: string) => `other ${text}`;

/** The same events for another person: other accounts, assets and ids. */
function othersOf(tx: Transaction): Transaction {
  const leg = <T extends Leg>(each: T): T => ({ ...each, asset: assetId(other(each.asset)) });
  const renamed: Record<string, unknown> = {
    ...tx,
    id: transactionId(other(tx.id)),
    account: accountId(other(tx.account)),
    fees: tx.fees.map(leg),
  };
  for (const side of ["sent", "received"] as const) {
    const found = renamed[side];
    if (found !== null && found !== undefined) {
      renamed[side] = leg(found as Leg);
    }
  }
  if (tx.kind === "transfer") {
    renamed["toAccount"] = accountId(other(tx.toAccount));
  }
  return renamed as unknown as Transaction;
}

/** An issue told once for a whole year, order or pool is told at whichever transaction comes first. */
const TOLD_ONCE: ReadonlySet<string> = new Set([
  "unsupported-year",
  "late-identification",
  "allocation-mismatch",
]);

const mine = (ledger: LedgerResult) => ({
  closedLots: ledger.closedLots.filter((lot) => MINE(lot.account)),
  openLots: ledger.openLots.filter((lot) => MINE(lot.account)),
  income: ledger.income.filter((event) => MINE(event.account)),
  removed: ledger.removed.filter((units) => MINE(units.account)),
  outside: {
    closedLots: ledger.outside.closedLots.filter((lot) => MINE(lot.account)),
    openLots: ledger.outside.openLots.filter((lot) => MINE(lot.account)),
    income: ledger.outside.income.filter((event) => MINE(event.account)),
    removed: ledger.outside.removed.filter((units) => MINE(units.account)),
  },
  washSales: ledger.washSales.filter(({ account }) => MINE(account)),
  cutoverMismatch: ledger.cutoverMismatch.filter(({ account }) => MINE(account)),
  issues: ledger.issues.filter(
    ({ account, code, message }) =>
      MINE(account) && !TOLD_ONCE.has(code) && !message.startsWith("One pool for all accounts"),
  ),
});

/** Another client's data changes nothing. */
export const STRANGERS: Laws = {
  "rows of other accounts and assets beside mine leave each of my figures as it is": ({
    told,
    ledger,
    others,
  }) => {
    const beside: Books = {
      ...told,
      transactions: [...others.transactions.map(othersOf), ...told.transactions],
    };
    mustEqual(mine(ledgerFor(beside)), mine(ledger), "my figures");
  },
};
