import { type BatchId, batchId, isUuid } from "@/db/ids";
import {
  type ImportBatch,
  lockBatch,
  type RowCounts,
  updateBatch,
} from "@/db/queries/import-batches";
import { isAtWork, type JobRun, listJobRuns } from "@/db/queries/job-runs";
import { getUpload, readUpload } from "@/db/queries/uploads";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import type { Answers } from "@/lib/importers/source";
import { enqueueForClient } from "@/lib/jobs/enqueue";
import { err, ok, type Result } from "@/lib/result";
import { type CommitRefusal, commitImport } from "./commit-import";
import { isInline } from "./imports/inline";
import { askLater, previewInto } from "./imports/preview-upload";

/** An import that is done, or waits for the worker. */
export type Started =
  | { readonly is: "done"; readonly counts: RowCounts }
  | { readonly is: "queued" };

/** Imports a previewed file: a small one at once, a large one in the worker. */
export async function startImport(
  user: Asking,
  clientId: string,
  batch: string,
): Promise<Result<Started, CommitRefusal>> {
  const begun = await withClient<boolean, CommitRefusal>(user, clientId, "write", async (tx) => {
    const found = await openBatch(tx, batch);
    if (!found.ok) {
      return found;
    }
    if (await isSmall(tx, found.value)) {
      return ok(true);
    }
    await updateBatch(tx, found.value.id, { state: "committing" });
    await enqueueForClient(tx, "import-file", found.value.id);
    return ok(false);
  });
  if (!begun.ok) {
    return begun;
  }
  if (!begun.value) {
    return ok({ is: "queued" });
  }
  const committed = await commitImport(user, clientId, batch);
  return committed.ok ? ok({ is: "done", counts: committed.value.counts }) : committed;
}

/** What a person may change about how a waiting file is read. What is left out stays as it is. */
export interface ReadingChange {
  readonly accountName?: string | null;
  /** The zone of times that carry none, where the source has no rule of its own. */
  readonly timeZone?: string;
  /** Added to what was answered before. */
  readonly answers?: Answers;
}

/** Reads the file again as changed: another account, zone, order of dates or encoding; nothing is imported yet. */
export async function changeReading(
  user: Asking,
  clientId: string,
  batch: string,
  change: ReadingChange,
): Promise<Result<null, CommitRefusal>> {
  return withClient<null, CommitRefusal>(user, clientId, "write", async (tx) => {
    const found = await openBatch(tx, batch);
    return found.ok ? readAgain(tx, found.value, change) : found;
  });
}

/** Answers what a file that is kept left open; it is read on with the answer, and may ask another thing. */
export async function answerImport(
  user: Asking,
  clientId: string,
  batch: string,
  answers: Answers,
): Promise<Result<null, CommitRefusal>> {
  return withClient<null, CommitRefusal>(user, clientId, "write", async (tx) => {
    const found = await openBatch(tx, batch, ["asking"]);
    return found.ok ? readAgain(tx, found.value, { answers }) : found;
  });
}

/** Takes over the change and looks the file over again: a small one now, a large one in the worker. A refusal changes nothing. */
export async function readAgain(
  tx: ClientWriteTx,
  batch: ImportBatch,
  { answers, ...rest }: ReadingChange,
): Promise<Result<null, CommitRefusal>> {
  const told = answers === undefined ? {} : { answers: { ...batch.answers, ...answers } };
  const change = { ...rest, ...told };
  await updateBatch(tx, batch.id, { ...change, state: "previewed", asks: null });
  if (!(await isSmall(tx, batch))) {
    await enqueueForClient(tx, "import-file", batch.id);
    return ok(null);
  }
  const previewed = await previewInto(tx, { ...batch, ...change });
  if (previewed.ok) {
    return previewed;
  }
  const failure = await askLater(tx, batch.id, previewed.error);
  return failure === null ? ok(null) : err({ code: "file-refused", message: failure });
}

type OpenRefusal = GateRefusal | { readonly code: "changed-meanwhile" };

/** A batch that waits for a person in one of `states`, locked; refused while the worker is at it and once it was decided. */
export async function openBatch(
  tx: ClientWriteTx,
  batch: string,
  states: readonly ImportBatch["state"][] = ["previewed", "committing"],
): Promise<Result<ImportBatch, OpenRefusal>> {
  if (!isUuid(batch)) {
    return err({ code: "not-found" });
  }
  // While the worker is at it, it holds the import: nobody waits for that.
  if (isAtWork(await lastRun(tx, batchId(batch)))) {
    return err({ code: "changed-meanwhile" });
  }
  const found = await lockBatch(tx, batchId(batch));
  if (found === null) {
    return err({ code: "not-found" });
  }
  const run = await lastRun(tx, found.id);
  // A commit whose job was given up for good may be asked for again.
  const isOpen =
    states.includes(found.state) && (found.state !== "committing" || run !== undefined);
  return isOpen && !isAtWork(run) ? ok(found) : err({ code: "changed-meanwhile" });
}

const lastRun = async (tx: ClientWriteTx, subjectId: BatchId): Promise<JobRun | undefined> =>
  (await listJobRuns(tx, { subjectId, limit: 1 }))[0];

async function isSmall(tx: ClientWriteTx, batch: ImportBatch): Promise<boolean> {
  const upload = await getUpload(tx, batch.uploadId);
  const first = await readUpload(tx, batch.uploadId).next();
  return upload !== null && first.done !== true && isInline(upload.size, first.value);
}
