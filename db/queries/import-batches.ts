import { and, desc, eq, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { BatchId, TemplateId, UploadId } from "../ids";
import {
  type BatchState,
  importBatches,
  type StoredAnswers,
  type StoredAsks,
  type StoredHead,
  type StoredProblem,
} from "../schema/import-batches";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { storable } from "./storable";

export type { StoredAsks, StoredHead };

/** One import of one file. */
export type ImportBatch = Readonly<Omit<typeof importBatches.$inferSelect, "clientId">>;

/** What became of a file's rows; read is the sum of the others. */
export interface RowCounts {
  readonly accepted: number;
  readonly known: number;
  /** Kept, but not counted: they seem to repeat other rows, or are tokens nobody asked for. */
  readonly quarantined: number;
  readonly question: number;
  readonly rejected: number;
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
  /** "previewed" when left out. */
  readonly state?: BatchState;
  /** The version of the template it is read by, where it is. */
  readonly templateId?: TemplateId | null;
  readonly templateVersion?: number | null;
  /** The beginning of a table nobody knows. */
  readonly head?: StoredHead | null;
}

/** Keeps a preview, or a file that waits for one; returns its id. */
export async function insertBatch(tx: ClientWriteTx, batch: NewBatch): Promise<BatchId> {
  const { counts, problems, head = null, ...rest } = batch;
  const [row] = await tx.db
    .insert(importBatches)
    .values({
      ...rest,
      ...countColumns(counts),
      clientId: tx.clientId,
      problems: [...problems],
      head: head === null ? null : storableHead(head),
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
  readonly source?: string;
  readonly version?: string;
  readonly answers?: StoredAnswers;
  readonly asks?: StoredAsks | null;
  readonly templateId?: TemplateId | null;
  readonly templateVersion?: number | null;
}

/** States in which the beginning of an unknown table is not needed any more. */
const DECIDED: ReadonlySet<BatchState> = new Set(["committed", "failed", "cancelled"]);

/**
 * Changes an import. Going to "committed" or "undone" stamps who and when. Going to "failed" or "cancelled" drops the file's bytes, unless
 * another import reads them (a trigger of the database does it).
 */
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
      ...(change.state !== undefined && DECIDED.has(change.state) ? { head: null } : {}),
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

const storableHead = (head: StoredHead): StoredHead => ({
  header: head.header.map(storable),
  rows: head.rows.map(({ line, cells }) => ({ line, cells: cells.map(storable) })),
  words: head.words.map((words) => words?.map(storable) ?? null),
  isWhole: head.isWhole,
});
