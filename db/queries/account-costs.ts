import { asc, desc, eq } from "drizzle-orm";
import type { AccountCosts } from "@/lib/tax/harvest/account-costs";
import type { Instant } from "@/lib/time/instant";
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

/** Everything that was ever said of it, the earliest first. */
export async function listAccountCostVersions(
  tx: ClientTx,
): Promise<readonly (AccountCosts & { readonly enteredAt: Instant })[]> {
  const { accountId, order, rate, fixed, enteredAt } = accountCosts;
  return tx.db
    .select({ account: accountId, rate, fixed, enteredAt })
    .from(accountCosts)
    .where(eq(accountCosts.clientId, tx.clientId))
    .orderBy(asc(order));
}

/** Says what selling in an account costs; earlier words stay on record. */
export async function insertAccountCosts(tx: ClientWriteTx, costs: AccountCosts): Promise<void> {
  const { account: accountId, rate, fixed } = costs;
  await tx.db
    .insert(accountCosts)
    .values({ clientId: tx.clientId, accountId, rate, fixed, enteredBy: tx.userId });
}
