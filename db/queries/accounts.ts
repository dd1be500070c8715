import { and, asc, eq } from "drizzle-orm";
import type { AccountId } from "@/lib/tax/transaction";
import type { Instant } from "@/lib/time/instant";
import { accounts } from "../schema/accounts";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** An exchange account or a wallet. `source` is the importer that feeds it, null when kept by hand. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  readonly source: string | null;
  readonly createdAt: Instant;
}

const COLUMNS = {
  id: accounts.id,
  name: accounts.name,
  source: accounts.source,
  createdAt: accounts.createdAt,
};

/** The client's accounts by name. */
export async function listAccounts(tx: ClientTx): Promise<Account[]> {
  return tx.db
    .select(COLUMNS)
    .from(accounts)
    .where(eq(accounts.clientId, tx.clientId))
    .orderBy(asc(accounts.name));
}

/** One account; null when the client has none of that id. */
export async function getAccount(tx: ClientTx, id: AccountId): Promise<Account | null> {
  const [row] = await tx.db
    .select(COLUMNS)
    .from(accounts)
    .where(and(eq(accounts.clientId, tx.clientId), eq(accounts.id, id)));
  return row ?? null;
}

/** The accounts of these names, made where there are none yet. Two imports at once make each name once. */
export async function ensureAccounts(
  tx: ClientWriteTx,
  wanted: readonly { name: string; source: string | null }[],
): Promise<Map<string, AccountId>> {
  if (wanted.length > 0) {
    const rows = wanted.map((account) => ({
      clientId: tx.clientId,
      name: account.name,
      source: account.source,
      createdBy: tx.userId,
    }));
    await tx.db.insert(accounts).values(rows).onConflictDoNothing();
  }
  const all = await listAccounts(tx);
  return new Map(all.map((account) => [account.name, account.id]));
}

/** Gives an account another name. Throws when the client has another account of that name. */
export async function renameAccount(tx: ClientWriteTx, id: AccountId, name: string): Promise<void> {
  await tx.db
    .update(accounts)
    .set({ name })
    .where(and(eq(accounts.clientId, tx.clientId), eq(accounts.id, id)));
}
