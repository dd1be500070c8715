import { and, asc, count, desc, eq, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { BatchId, UploadId } from "../ids";
import {
  type BatchState,
  importBatches,
  type StoredAnswers,
  type StoredProblem,
} from "../schema/import-batches";
import { importRows, type RowOutcome } from "../schema/import-rows";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** One import of one file. */
export type ImportBatch = Readonly<Omit<typeof importBatches.$inferSelect, "clientId">>;

/** What became of a file's rows; read is the sum of the others. */
export interface RowCounts {
  readonly accepted: number;
  readonly known: number;
  readonly question: number;
  readonly rejected: number;
  /** Kept, but not counted: they seem to repeat other rows, or are tokens nobody asked for. */
  readonly quarantined: number;
  readonly skipped: number;
}

/** What a preview found out about a file. */
export interface NewBatch {
  readonly uploadId: UploadId;
  readonly fileName: string;
  readonly source: string;
  readonly version: string;
  readonly timeZone: string;
  readonly accountName: string | null;
  /** What a person said to what the layout leaves open; nothing when left out. */
  readonly answers?: StoredAnswers;
  readonly counts: RowCounts;
  readonly problems: readonly StoredProblem[];
}

/** Every data row as it came and what became of it. `column`: where the reason is, when it is in one. */
export interface NewImportRow {
  readonly line: number;
  readonly raw: string;
  readonly outcome: RowOutcome;
  readonly transactionId: string | null;
  readonly column: string | null;
  readonly reason: string | null;
}

/** A row of an import as it is shown. */
export type ImportRow = Readonly<Omit<typeof importRows.$inferSelect, "clientId">>;

/** Keeps a preview; returns its id. State: "previewed". */
export async function insertBatch(tx: ClientWriteTx, batch: NewBatch): Promise<BatchId> {
  const { counts, problems, ...rest } = batch;
  const [row] = await tx.db
    .insert(importBatches)
    .values({
      ...rest,
      ...countColumns(counts),
      clientId: tx.clientId,
      problems: [...problems],
      createdBy: tx.userId,
    })
    .returning({ id: importBatches.id });
  invariant(row !== undefined, "a batch was added");
  return row.id;
}

/** The client's imports, the latest first. */
export async function listBatches(tx: ClientTx): Promise<ImportBatch[]> {
  return tx.db
    .select()
    .from(importBatches)
    .where(eq(importBatches.clientId, tx.clientId))
    .orderBy(desc(importBatches.createdAt), desc(importBatches.id));
}

/** One import; null when the client has none of that id. */
export async function getBatch(tx: ClientTx, id: BatchId): Promise<ImportBatch | null> {
  const [row] = await tx.db.select().from(importBatches).where(isBatch(tx, id));
  return row ?? null;
}

/** One import locked until the end of the work: two commits of one batch wait for each other. Null when there is none. */
export async function lockBatch(tx: ClientWriteTx, id: BatchId): Promise<ImportBatch | null> {
  const [row] = await tx.db.select().from(importBatches).where(isBatch(tx, id)).for("update");
  return row ?? null;
}

/** What may change about an import after its preview. `failure`: one sentence for people. */
export interface BatchChange {
  readonly state?: BatchState;
  readonly counts?: RowCounts;
  readonly problems?: readonly StoredProblem[];
  readonly timeZone?: string;
  readonly accountName?: string | null;
  readonly failure?: string | null;
}

/** Changes an import. Going to "committed" or "undone" stamps who and when. */
export async function updateBatch(
  tx: ClientWriteTx,
  id: BatchId,
  change: BatchChange,
): Promise<void> {
  const { counts, problems, ...rest } = change;
  const changed = await tx.db
    .update(importBatches)
    .set({
      ...rest,
      ...(counts === undefined ? {} : countColumns(counts)),
      ...(problems === undefined ? {} : { problems: [...problems] }),
      ...(change.state === "committed" ? { committedBy: tx.userId, committedAt: sql`now()` } : {}),
      ...(change.state === "undone" ? { undoneBy: tx.userId, undoneAt: sql`now()` } : {}),
    })
    .where(isBatch(tx, id));
  invariant(changed.rowCount === 1, "the batch is there");
}

const ROWS_A_STATEMENT = 5000;

/** Keeps every data row of a file. Characters the database cannot hold (NUL) are shown as "\u2400"; the upload keeps the bytes. */
export async function insertImportRows(
  tx: ClientWriteTx,
  batch: BatchId,
  rows: readonly NewImportRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    const chunk = rows.slice(start, start + ROWS_A_STATEMENT).map((row) => ({
      line: row.line,
      raw: storable(row.raw),
      outcome: row.outcome,
      transaction_id: row.transactionId,
      column: row.column === null ? null : storable(row.column),
      reason: row.reason === null ? null : storable(row.reason),
    }));
    await tx.db.execute(sql`
      insert into import_rows (client_id, batch_id, line, raw, outcome, transaction_id, "column", reason)
      select ${tx.clientId}, ${batch}, line, raw, outcome, transaction_id, "column", reason
      from jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) as told (
        line int, raw text, outcome text, transaction_id uuid, "column" text, reason text)`);
  }
}

/** Rows of an import in the file's order, `limit` after line `after`; of one outcome when asked. */
export async function listImportRows(
  tx: ClientTx,
  batch: BatchId,
  page: { outcome?: RowOutcome; after?: number; limit: number },
): Promise<ImportRow[]> {
  return tx.db
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.clientId, tx.clientId),
        eq(importRows.batchId, batch),
        page.outcome === undefined ? undefined : eq(importRows.outcome, page.outcome),
        page.after === undefined ? undefined : sql`${importRows.line} > ${page.after}`,
      ),
    )
    .orderBy(asc(importRows.line))
    .limit(page.limit);
}

/** The rows of a file one transaction was made of, in the file's order. */
export async function listRowsOfTransaction(
  tx: ClientTx,
  batch: BatchId,
  lines: readonly number[],
) {
  return tx.db
    .select({ line: importRows.line, raw: importRows.raw })
    .from(importRows)
    .where(
      and(
        eq(importRows.clientId, tx.clientId),
        eq(importRows.batchId, batch),
        sql`${importRows.line} = any(${sql.param([...lines])}::int[])`,
      ),
    )
    .orderBy(asc(importRows.line));
}

/** How many rows of an import are kept. */
export async function countImportRows(tx: ClientTx, batch: BatchId): Promise<number> {
  const [row] = await tx.db
    .select({ rows: count() })
    .from(importRows)
    .where(and(eq(importRows.clientId, tx.clientId), eq(importRows.batchId, batch)));
  return row?.rows ?? 0;
}

const isBatch = (tx: ClientTx, id: BatchId) =>
  and(eq(importBatches.clientId, tx.clientId), eq(importBatches.id, id));

const countColumns = (counts: RowCounts) => ({
  rowsRead:
    counts.accepted +
    counts.known +
    counts.quarantined +
    counts.question +
    counts.rejected +
    counts.skipped,
  rowsAccepted: counts.accepted,
  rowsKnown: counts.known,
  rowsQuestion: counts.question,
  rowsRejected: counts.rejected,
  rowsSkipped: counts.skipped,
});

const storable = (text: string) =>
  text.replaceAll("\0", "\u2400").replace(/\p{Surrogate}/gu, "\ufffd");
  rowsQuarantined: counts.quarantined,
