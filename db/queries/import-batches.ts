import { and, desc, eq, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { BatchId, UploadId } from "../ids";
import {
  type BatchState,
  importBatches,
  type StoredAnswers,
  type StoredProblem,
} from "../schema/import-batches";
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
  rowsQuarantined: counts.quarantined,
  rowsQuestion: counts.question,
  rowsRejected: counts.rejected,
  rowsSkipped: counts.skipped,
});
