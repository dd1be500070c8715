import { asc, desc, eq } from "drizzle-orm";
import type { AccountCosts } from "@/lib/tax/harvest/account-costs";
import { accountCosts } from "../schema/account-costs";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** What was last said selling costs, by account. */
export async function listAccountCosts(tx: ClientTx): Promise<readonly AccountCosts[]> {
  const { accountId, order, rate, fixed } = accountCosts;
  return tx.db
    .selectDistinctOn([accountId], { account: accountId, rate, fixed })
    .from(accountCosts)
    .where(eq(accountCosts.clientId, tx.clientId))
    .orderBy(asc(accountId), desc(order));
}

/** Says what selling in an account costs; earlier words stay on record. */
export async function insertAccountCosts(tx: ClientWriteTx, costs: AccountCosts): Promise<void> {
  const { account: accountId, rate, fixed } = costs;
  await tx.db
    .insert(accountCosts)
    .values({ clientId: tx.clientId, accountId, rate, fixed, enteredBy: tx.userId });
}
