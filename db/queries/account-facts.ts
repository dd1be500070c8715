import { asc, desc, eq } from "drizzle-orm";
import type { AccountFacts } from "@/lib/tax/facts";
import { accountFacts } from "../schema/account-facts";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** What was last said about each account somebody spoke of, by account. */
export async function listAccountFacts(tx: ClientTx): Promise<AccountFacts[]> {
  return tx.db
    .selectDistinctOn([accountFacts.accountId], {
      account: accountFacts.accountId,
      custody: accountFacts.custody,
      owner: accountFacts.owner,
    })
    .from(accountFacts)
    .where(eq(accountFacts.clientId, tx.clientId))
    .orderBy(asc(accountFacts.accountId), desc(accountFacts.order));
}

/** A new version of the facts of one account; earlier ones stay on record. */
export async function insertAccountFacts(tx: ClientWriteTx, facts: AccountFacts): Promise<void> {
  const { account: accountId, custody, owner } = facts;
  await tx.db
    .insert(accountFacts)
    .values({ clientId: tx.clientId, accountId, custody, owner, enteredBy: tx.userId });
}
