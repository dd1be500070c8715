import { sql } from "drizzle-orm";
import { type TransactionId, transactionId } from "@/lib/tax/transaction";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { clientVault } from "./keys";
import { insertDismissal, reasonAt } from "./review-dismissals";

/** A row somebody said is no move between own accounts, and why. `row`: as it was told first. */
export interface NotTransfer {
  readonly row: TransactionId;
  readonly reason: string;
}

const MARK = "not-a-transfer:";

/** Rows that are never proposed as a side of a transfer, as it was last said. */
export async function listNotTransfers(tx: ClientTx): Promise<readonly NotTransfer[]> {
  const { rows } = await tx.db.execute<{ id: string; item: string; reason: string }>(sql`
    select id, item, reason from (
      select distinct on (item) id, item, state, reason from review_dismissals
      where client_id = ${tx.clientId} and item like ${`${MARK}%`}
      order by item, "order" desc) latest
    where state = 'dismissed'`);
  const vault = rows.length === 0 ? null : await clientVault(tx);
  return rows.map(({ id, item, reason }) => ({
    row: transactionId(item.slice(MARK.length)),
    reason: vault?.read(reasonAt(id), reason) ?? "",
  }));
}

/** Says that a row is no transfer, with a reason of 3 to 300 characters; null takes it back. Earlier words stay on record. */
export async function insertNotTransfer(
  tx: ClientWriteTx,
  row: TransactionId,
  reason: string | null,
): Promise<void> {
  const state = reason === null ? "open" : "dismissed";
  await insertDismissal(tx, { item: `${MARK}${row}`, state, reason: reason ?? "" });
}
