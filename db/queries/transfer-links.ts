import { and, eq, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import { type TransactionId, transactionId } from "@/lib/tax/transaction";
import type { BatchId } from "../ids";
import { transactions } from "../schema/transactions";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { toColumns } from "./transaction-rows";
import type { NewEntry } from "./transactions";

/** The two rows a transfer stands for: the one that left and the one that arrived. */
export interface TransferLink {
  readonly sent: TransactionId;
  readonly received: TransactionId;
}

/** The pair a transfer was made of; null for a transfer told as one, and for anything else. */
export async function getLink(tx: ClientTx, id: TransactionId): Promise<TransferLink | null> {
  const [row] = await tx.db
    .select({ detail: transactions.detail })
    .from(transactions)
    .where(and(eq(transactions.clientId, tx.clientId), eq(transactions.id, id)));
  const sent = row?.detail["linkedSent"] ?? null;
  const received = row?.detail["linkedReceived"] ?? null;
  return sent === null || received === null
    ? null
    : { sent: transactionId(sent), received: transactionId(received) };
}

/** Adds a transfer that stands for two rows, or the correction of one. The pair must be voided in the same transaction. */
export async function insertLinkedTransfer(
  tx: ClientWriteTx,
  entry: NewEntry,
  link: TransferLink,
): Promise<void> {
  const columns = toColumns(entry.transaction);
  const added = await tx.db.insert(transactions).values({
    ...columns,
    detail: { ...columns.detail, linkedSent: link.sent, linkedReceived: link.received },
    clientId: tx.clientId,
    question: entry.question ?? null,
    fingerprint: entry.fingerprint ?? null,
    replacesId: entry.replaces ?? null,
    enteredBy: tx.userId,
  });
  invariant(added.rowCount === 1, "one transfer was added");
}

/** Transfers that count and have a side in one import. */
export async function listTransfersTouching(
  tx: ClientTx,
  batch: BatchId,
): Promise<TransactionId[]> {
  const { rows } = await tx.db.execute<{ id: TransactionId }>(sql`
    select distinct t.id from transactions t
      join transactions side on side.client_id = t.client_id
        and side.id::text in (t.detail ->> 'linkedSent', t.detail ->> 'linkedReceived')
    where t.client_id = ${tx.clientId} and t.voided_at is null and t.kind = 'transfer'
      and t.detail ? 'linkedSent' and side.batch_id = ${batch}`);
  return rows.map((row) => row.id);
}
