import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import {
  type AccountId,
  type Transaction,
  type TransactionId,
  transactionId,
} from "@/lib/tax/transaction";
import type { Instant } from "@/lib/time/instant";
import type { BatchId, UserId } from "../ids";
import type { StoredProblem } from "../schema/import-batches";
import { transactions, type VoidReason } from "../schema/transactions";
import { sha256Hex } from "../sha256";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { timeOrderedUuid } from "../time-ordered-uuid";
import { arrayText } from "./array-text";
import { isOpenQuestion } from "./asset-choices";
import { fromColumns, toColumns } from "./transaction-rows";

/** A transaction with its record keeping: who told it, what it replaces, whether it still counts. */
export interface LedgerEntry {
  readonly transaction: Transaction;
  /** Why a person must look before its figures count; null when clear. */
  readonly question: StoredProblem | null;
  readonly fingerprint: string | null;
  readonly enteredBy: UserId;
  readonly enteredAt: Instant;
  readonly replaces: TransactionId | null;
  readonly voided: { at: Instant; by: UserId; reason: VoidReason } | null;
}

/** What to insert. `transaction.id` is the caller's: `newTransactionId()`. */
export interface NewEntry {
  readonly transaction: Transaction;
  readonly question?: StoredProblem | null;
  readonly fingerprint?: string | null;
  readonly replaces?: TransactionId | null;
}

/** A fresh id; later ones sort after earlier ones of this process. */
export const newTransactionId = (): TransactionId => transactionId(timeOrderedUuid());

/** The stable identity of a source's row: SHA-256 over the account and the importer's own key. */
export function fingerprintOf(account: AccountId, key: string): string {
  return sha256Hex(`${account}\n${key}`);
}

/** One transaction, voided or not; null when the client has none of that id. A question that was answered elsewhere is none. */
export async function getEntry(tx: ClientTx, id: TransactionId): Promise<LedgerEntry | null> {
  const [found] = await tx.db
    .select({ row: transactions, isOpen: sql<boolean>`${isOpenQuestion}` })
    .from(transactions)
    .where(isEntry(tx, id));
  return found === undefined
    ? null
    : entryOf(found.isOpen ? found.row : { ...found.row, question: null });
}

/** One transaction locked until the end of the work, so that two people cannot correct it at once; null when there is none. */
export async function lockEntry(tx: ClientWriteTx, id: TransactionId): Promise<LedgerEntry | null> {
  const [row] = await tx.db.select().from(transactions).where(isEntry(tx, id)).for("update");
  return row === undefined ? null : entryOf(row);
}

/** What became of a transaction over time: itself, what it replaced, and what replaced it; oldest first. */
export async function listVersions(tx: ClientTx, id: TransactionId): Promise<LedgerEntry[]> {
  const family = sql`
    with recursive family as (
      select id, replaces_id from transactions where client_id = ${tx.clientId} and id = ${id}
      union
      select t.id, t.replaces_id from transactions t join family f
        on t.client_id = ${tx.clientId} and (t.id = f.replaces_id or t.replaces_id = f.id)
    ) select id from family`;
  const rows = await tx.db
    .select()
    .from(transactions)
    .where(and(eq(transactions.clientId, tx.clientId), sql`${transactions.id} in (${family})`))
    .orderBy(asc(transactions.enteredAt), asc(transactions.id));
  return rows.map(entryOf);
}

/** Which of these fingerprints are in the books already, and as what. Rows of undone imports are not: they may come again. */
export async function findKnown(
  tx: ClientTx,
  fingerprints: readonly string[],
): Promise<Map<string, { id: TransactionId; voidReason: VoidReason | null }>> {
  const known = new Map<string, { id: TransactionId; voidReason: VoidReason | null }>();
  const { rows } = await tx.db.execute<{
    fingerprint: string;
    id: TransactionId;
    void_reason: VoidReason | null;
  }>(sql`
    select distinct on (fingerprint) fingerprint, id, void_reason from transactions
    where client_id = ${tx.clientId} and fingerprint = any(${sql.param([...fingerprints])}::text[])
      and void_reason is distinct from 'undone'
    order by fingerprint, voided_at desc nulls first`);
  for (const row of rows) {
    known.set(row.fingerprint, { id: row.id, voidReason: row.void_reason });
  }
  return known;
}

const isEntry = (tx: ClientTx, id: TransactionId) =>
  and(eq(transactions.clientId, tx.clientId), eq(transactions.id, id));

/** Stamps transactions as no longer counting. Those voided already are left alone; returns the ids stamped now. */
export async function voidTransactions(
  tx: ClientWriteTx,
  ids: readonly TransactionId[],
  reason: VoidReason,
): Promise<TransactionId[]> {
  const rows = await tx.db
    .update(transactions)
    .set({ voidedAt: sql`now()`, voidedBy: tx.userId, voidReason: reason })
    .where(
      and(
        eq(transactions.clientId, tx.clientId),
        inArray(transactions.id, [...ids]),
        isNull(transactions.voidedAt),
      ),
    )
    .returning({ id: transactions.id });
  return rows.map((row) => row.id);
}

/** Rows one statement stamps: the server is free for others between two of them. */
const PART = 5000;

/**
 * Takes an import back: stamps all its transactions that still count, as "undone", part by part. Returns how many. `after`: awaited after
 * each part with how many are stamped by then. Which rows they are is settled at the beginning.
 */
export async function voidBatch(
  tx: ClientWriteTx,
  batch: BatchId,
  after: (stamped: number) => Promise<void> = async () => undefined,
): Promise<number> {
  await tx.db.execute(sql`
    declare to_void no scroll cursor for select id from transactions
    where client_id = ${tx.clientId} and batch_id = ${batch} and voided_at is null`);
  let stamped = 0;
  for (;;) {
    const { rows } = await tx.db.execute<{ id: TransactionId }>(
      sql`fetch ${sql.raw(String(PART))} from to_void`,
    );
    if (rows.length === 0) {
      break;
    }
    // One that somebody took out since the beginning is out already, and may be stamped once only.
    const { rowCount } = await tx.db.execute(sql`
      update transactions set voided_at = now(), voided_by = ${tx.userId}, void_reason = 'undone'
      where client_id = ${tx.clientId} and id = any(${arrayText(rows.map(({ id }) => id))}::uuid[]) and voided_at is null`);
    stamped += rowCount ?? 0;
    await after(stamped);
  }
  await tx.db.execute(sql`close to_void`);
  return stamped;
}

/** Adds one transaction told by hand, or correcting another. Throws when its fingerprint is in the books already. */
export async function insertTransaction(tx: ClientWriteTx, entry: NewEntry): Promise<void> {
  const added = await tx.db.insert(transactions).values({
    ...toColumns(entry.transaction),
    clientId: tx.clientId,
    question: entry.question ?? null,
    fingerprint: entry.fingerprint ?? null,
    replacesId: entry.replaces ?? null,
    enteredBy: tx.userId,
  });
  invariant(added.rowCount === 1, "one transaction was added");
}

type Row = typeof transactions.$inferSelect;

/** A stored row with its record keeping. */
export function entryOf(row: Row): LedgerEntry {
  const { voidedAt, voidedBy, voidReason } = row;
  return {
    transaction: fromColumns(row),
    question: row.question,
    fingerprint: row.fingerprint,
    enteredBy: row.enteredBy,
    enteredAt: row.enteredAt,
    replaces: row.replacesId,
    voided:
      voidedAt === null || voidedBy === null || voidReason === null
        ? null
        : { at: voidedAt, by: voidedBy, reason: voidReason },
  };
}
