import { and, eq, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import { type AccountId, type TransactionId, transactionId } from "@/lib/tax/transaction";
import type { BatchId } from "../ids";
import { transactions } from "../schema/transactions";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { toldBy } from "./further-files";
import { toColumns } from "./transaction-rows";
import type { NewEntry } from "./transactions";

/** The rows a transfer stands for: those that left and those that arrived. Several transfers may stand for the same rows. */
export interface TransferLink {
  readonly sent: readonly TransactionId[];
  readonly received: readonly TransactionId[];
}

/** The rows a transfer was made of; null for a transfer told as one, and for anything else. */
export async function getLink(tx: ClientTx, id: TransactionId): Promise<TransferLink | null> {
  const [row] = await tx.db
    .select({ detail: transactions.detail })
    .from(transactions)
    .where(and(eq(transactions.clientId, tx.clientId), eq(transactions.id, id)));
  const { linkedSent = null, linkedReceived = null } = row?.detail ?? {};
  return linkedSent === null || linkedReceived === null
    ? null
    : { sent: idsIn(linkedSent), received: idsIn(linkedReceived) };
}

/** Adds a transfer that stands for rows, or the correction of one. The rows must be voided in the same transaction. */
export async function insertLinkedTransfer(
  tx: ClientWriteTx,
  entry: NewEntry,
  link: TransferLink,
): Promise<void> {
  const columns = toColumns(entry.transaction);
  const added = await tx.db.insert(transactions).values({
    ...columns,
    detail: {
      ...columns.detail,
      linkedSent: textOf(link.sent),
      linkedReceived: textOf(link.received),
    },
    clientId: tx.clientId,
    question: entry.question ?? null,
    fingerprint: entry.fingerprint ?? null,
    replacesId: entry.replaces ?? null,
    enteredBy: tx.userId,
  });
  invariant(added.rowCount === 1, "one transfer was added");
}

/** What counts and stands for exactly these rows: transfers, and the conversion of a bridge. */
export async function listTransfersOf(
  tx: ClientTx,
  link: TransferLink,
): Promise<readonly TransactionId[]> {
  const { rows } = await tx.db.execute<{ id: TransactionId }>(sql`
    select id from transactions
    where client_id = ${tx.clientId} and voided_at is null and kind in ('transfer', 'conversion')
      and detail ->> 'linkedSent' = ${textOf(link.sent)}
      and detail ->> 'linkedReceived' = ${textOf(link.received)}`);
  return rows.map((row) => row.id);
}

/**
 * Transfers that count and have a side that an import told, alone or with others. Each side is looked up by itself: as a join, a server
 * that does not yet know how large the import was goes through all transfers for each of its rows.
 */
export async function listTransfersTouching(
  tx: ClientTx,
  batch: BatchId,
): Promise<TransactionId[]> {
  const { rows } = await tx.db.execute<{ id: TransactionId }>(sql`
    select distinct link.id from (
      select id, unnest(string_to_array(detail ->> 'linkedSent', ',')
        || string_to_array(detail ->> 'linkedReceived', ','))::uuid as side
      from transactions
      where client_id = ${tx.clientId} and voided_at is null and kind = 'transfer' and detail ? 'linkedSent'
    ) link
    where (select ${toldBy(batch)} from transactions t where t.client_id = ${tx.clientId} and t.id = link.side)`);
  return rows.map((row) => row.id);
}

/** How many transfers that count lead from one account to another. */
export async function countTransferRoutes(
  tx: ClientTx,
): Promise<
  readonly { readonly from: AccountId; readonly to: AccountId; readonly count: number }[]
> {
  const { rows } = await tx.db.execute<{ from: AccountId; to: AccountId; count: number }>(sql`
    select account_id as "from", to_account_id as "to", count(*)::int as count from transactions
    where client_id = ${tx.clientId} and voided_at is null and kind = 'transfer'
    group by account_id, to_account_id`);
  return rows;
}

/** Rows that stood in a transfer which a person took apart: what must not be linked again by itself. */
export async function listSeparatedLinks(tx: ClientTx): Promise<readonly TransferLink[]> {
  const { rows } = await tx.db.execute<{ sent: string; received: string }>(sql`
    select distinct detail ->> 'linkedSent' as sent, detail ->> 'linkedReceived' as received from transactions
    where client_id = ${tx.clientId} and void_reason = 'unlinked' and kind = 'transfer' and detail ? 'linkedSent'`);
  return rows.map((row) => ({ sent: idsIn(row.sent), received: idsIn(row.received) }));
}

function textOf(ids: readonly TransactionId[]): string {
  return [...ids].sort().join(",");
}

function idsIn(text: string): readonly TransactionId[] {
  return text.split(",").map(transactionId);
}
