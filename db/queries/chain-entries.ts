import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { type AccountId, type TransactionId, transactionId } from "@/lib/tax/transaction";
import type { BatchId } from "../ids";
import { transactions } from "../schema/transactions";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { toldBy } from "./further-files";
import { toColumns } from "./transaction-rows";
import { entryOf, type LedgerEntry, type NewEntry } from "./transactions";
import type { TransferLink } from "./transfer-links";

/** Every version of what these files told that was not undone, voided ones as well. */
export async function listTold(
  tx: ClientTx,
  batches: readonly BatchId[],
): Promise<readonly LedgerEntry[]> {
  const rows = await tx.db
    .select()
    .from(transactions)
    .where(
      and(
        eq(transactions.clientId, tx.clientId),
        inArray(transactions.batchId, [...batches]),
        sql`${transactions.fingerprint} is not null`,
        or(sql`${transactions.voidReason} is null`, sql`${transactions.voidReason} <> 'undone'`),
      ),
    )
    .orderBy(asc(transactions.enteredAt), asc(transactions.id));
  return rows.map(entryOf);
}

/** The account these files went to; null when none of them brought anything. */
export async function accountOfFiles(
  tx: ClientTx,
  batches: readonly BatchId[],
): Promise<AccountId | null> {
  const { rows } = await tx.db.execute<{ account: AccountId }>(sql`
    select t.account_id as account from transactions t
    where t.client_id = ${tx.clientId} and t.fingerprint is not null
      and (${sql.join(batches.map(toldBy), sql` or `)})
    order by t.entered_at, t.id limit 1`);
  return rows[0]?.account ?? null;
}

/** What a transaction says and where it stands, without its id: equal texts are the same entry told twice. */
export function textOfEntry({
  transaction,
  question = null,
  fingerprint = null,
}: NewEntry): string {
  const {
    id: _id,
    sentQuantity,
    receivedQuantity,
    valueUsd,
    feeUsd,
    ...rest
  } = toColumns(transaction);
  const exact = [sentQuantity, receivedQuantity].map((units) =>
    units === null ? null : quantityText(units),
  );
  const dollars = [valueUsd, feeUsd].map((usd) => (usd === null ? null : usdText(usd)));
  const asked =
    question === null ? null : [question.line, question.column, question.value, question.reason];
  const told = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([fingerprint, exact, dollars, asked, told]);
}

/** A transfer and the rows it stands for. */
export interface LinkOf extends TransferLink {
  readonly transfer: TransactionId;
}

/** Transfers that count and stand for one of these rows. */
export async function listLinksOf(
  tx: ClientTx,
  rows: readonly TransactionId[],
): Promise<readonly LinkOf[]> {
  if (rows.length === 0) {
    return [];
  }
  const found = await tx.db.execute<{ id: TransactionId; sent: string; received: string }>(sql`
    select id, detail ->> 'linkedSent' as sent, detail ->> 'linkedReceived' as received from transactions
    where client_id = ${tx.clientId} and voided_at is null and kind = 'transfer' and detail ? 'linkedSent'
      and (string_to_array(detail ->> 'linkedSent', ',') || string_to_array(detail ->> 'linkedReceived', ','))
        && ${sql.param([...rows])}::text[]
    order by id`);
  return found.rows.map(({ id, sent, received }) => ({
    transfer: id,
    sent: idsIn(sent),
    received: idsIn(received),
  }));
}

/** What counts and a file told, alone or with others; corrections as well. */
export async function listToldBy(tx: ClientTx, batch: BatchId): Promise<readonly LedgerEntry[]> {
  const { rows } = await tx.db.execute<{ id: TransactionId }>(sql`
    select t.id from transactions t
    where t.client_id = ${tx.clientId} and t.voided_at is null and ${toldBy(batch)}`);
  const ids = rows.map(({ id }) => id);
  const entries = await tx.db
    .select()
    .from(transactions)
    .where(and(eq(transactions.clientId, tx.clientId), inArray(transactions.id, ids)));
  return entries.map(entryOf);
}

/** Takes back what a file told, alone or with others, corrections as well: stamps it as "undone". Returns how many. */
export async function voidToldBy(tx: ClientWriteTx, batch: BatchId): Promise<number> {
  const result = await tx.db.execute(sql`
    update transactions t set voided_at = now(), voided_by = ${tx.userId}, void_reason = 'undone'
    where t.client_id = ${tx.clientId} and t.voided_at is null and ${toldBy(batch)}`);
  return result.rowCount ?? 0;
}

/** Transfers that an import took apart because it told more of their rows. */
export async function listTakenApart(
  tx: ClientTx,
  batch: BatchId,
): Promise<readonly TransferLink[]> {
  // Everything an import does happens in one transaction, at one moment.
  const { rows } = await tx.db.execute<{ sent: string; received: string }>(sql`
    select distinct t.detail ->> 'linkedSent' as sent, t.detail ->> 'linkedReceived' as received
    from transactions t join import_batches b on b.client_id = t.client_id and b.committed_at = t.voided_at
    where t.client_id = ${tx.clientId} and b.id = ${batch} and t.void_reason = 'joined'
      and t.kind = 'transfer' and t.detail ? 'linkedSent'`);
  return rows.map((row) => ({ sent: idsIn(row.sent), received: idsIn(row.received) }));
}

/** What rows were told as first: the oldest version of each, along what it replaces. */
export async function listRoots(
  tx: ClientTx,
  ids: readonly TransactionId[],
): Promise<ReadonlyMap<TransactionId, TransactionId>> {
  if (ids.length === 0) {
    return new Map();
  }
  const { rows } = await tx.db.execute<{ named: TransactionId; id: TransactionId }>(sql`
    with recursive line as (
      select id as named, id, replaces_id from transactions
        where client_id = ${tx.clientId} and id = any(${sql.param([...ids])}::uuid[])
      union all
      select l.named, t.id, t.replaces_id from line l
        join transactions t on t.client_id = ${tx.clientId} and t.id = l.replaces_id
    ) select named, id from line where replaces_id is null`);
  return new Map(rows.map(({ named, id }) => [named, id]));
}

const idsIn = (text: string): readonly TransactionId[] => text.split(",").map(transactionId);
