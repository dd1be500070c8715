import { type ImportBatch, listBatches } from "@/db/queries/import-batches";
import { listJobRuns } from "@/db/queries/job-runs";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { type NamedFamily, SOURCE_NAMES } from "@/lib/importers/source-names";
import { SOURCES } from "@/lib/importers/sources";
import { ok, type Result } from "@/lib/result";

/** One import in the list. */
export interface ImportItem {
  readonly id: string;
  readonly fileName: string;
  readonly source: string;
  readonly state: ImportBatch["state"];
  /** The worker is at it or about to be. */
  readonly isBusy: boolean;
  readonly rowsRead: number;
  readonly rowsAccepted: number;
  readonly rowsKnown: number;
  readonly rowsQuarantined: number;
  readonly rowsQuestion: number;
  readonly rowsRejected: number;
  readonly rowsSkipped: number;
  /** When it was last decided upon: committed, undone, else uploaded. */
  readonly at: string;
}

/** The import page. */
export interface ImportsView {
  readonly mayWrite: boolean;
  readonly items: readonly ImportItem[];
  /** Whose files are read, by kind. */
  readonly families: readonly NamedFamily[];
}

/** What people call a source; its id when it is no longer read. */
export function sourceLabel(id: string): string {
  return SOURCES.find((source) => source.id === id)?.label ?? id;
}

/** All imports of the client, the latest first, and what can be imported. */
export async function viewImports(
  user: Asking,
  clientId: string,
): Promise<Result<ImportsView, GateRefusal>> {
  return withClient<ImportsView, never>(user, clientId, "read", async (tx) => {
    const batches = await listBatches(tx);
    const runs = await listJobRuns(tx, { limit: 50 });
    const busy = new Set(
      runs
        .filter((run) => run.state === "queued" || run.state === "running")
        .map((run) => run.subjectId),
    );
    return ok({
      mayWrite: tx.role !== "viewer",
      items: batches.map((batch) => itemOf(batch, busy.has(batch.id))),
      families: SOURCE_NAMES,
    });
  });
}

/** One import as the list shows it. */
export function itemOf(batch: ImportBatch, isBusy: boolean): ImportItem {
  const { id, fileName, state, rowsRead, rowsAccepted, rowsKnown } = batch;
  const { rowsQuarantined, rowsQuestion, rowsRejected, rowsSkipped } = batch;
  return {
    id,
    fileName,
    state,
    isBusy,
    source: sourceLabel(batch.source),
    rowsRead,
    rowsAccepted,
    rowsKnown,
    rowsQuarantined,
    rowsQuestion,
    rowsRejected,
    rowsSkipped,
    at: batch.undoneAt ?? batch.committedAt ?? batch.createdAt,
  };
}
