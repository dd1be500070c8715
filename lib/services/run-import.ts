import { type BatchId, batchId, type UploadId } from "@/db/ids";
import { getBatch, updateBatch } from "@/db/queries/import-batches";
import { readUpload } from "@/db/queries/uploads";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { isWorkbook } from "@/lib/importers/read-table";
import { type ClientJob, JobRefused } from "@/lib/jobs/client-job";
import { err, ok, type Result } from "@/lib/result";
import { COMMIT_MS, commitImport } from "./commit-import";
import { askLater, previewInto } from "./imports/preview-upload";

/**
 * The worker's part of an import: reads a large file for its preview, or commits it when that was asked for. Run again
 * after a crash it does what is still to do, once. A file that turns out to leave something open waits for the answer; one that cannot
 * be read to its end is marked as failed, with why.
 */
export async function runImport({ user, clientId, subjectId, progress }: ClientJob): Promise<void> {
  const id = batchId(subjectId);
  const { state, total } = opened(
    await withClient<Work, GateRefusal>(user, clientId, "read", async (tx) => {
      const row = await getBatch(tx, id);
      return row === null
        ? err({ code: "not-found" })
        : ok({ state: row.state, total: await countRows(tx, row.uploadId) });
    }),
  );
  let last = 0;
  const tell = (done: number) => {
    last = done;
    return progress(total === null ? done : Math.min(done, total), total);
  };
  if (state !== "previewed" && state !== "committing") {
    return;
  }
  const failure =
    state === "committing"
      ? opened(await commitLarge(user, clientId, id, tell))
      : opened(await previewLarge(user, clientId, id, tell));
  if (failure === null) {
    await progress(total ?? last, total ?? last);
    return;
  }
  await withClient<null, never>(user, clientId, "write", async (tx) => {
    await updateBatch(tx, id, { state: "failed", failure });
    return ok(null);
  });
  throw new JobRefused(failure);
}

/** Books that are no longer open to who asked end the job. */
function opened<T>(result: Result<T, GateRefusal>): T {
  if (!result.ok) {
    throw new JobRefused("These books are no longer open to you.");
  }
  return result.value;
}

interface Work {
  readonly state: string;
  /** null: the file does not tell before it is read. */
  readonly total: number | null;
}

type Tell = (done: number) => Promise<void>;

/** Null when it went well, else why the file was refused. */
async function commitLarge(
  user: Asking,
  clientId: string,
  batch: BatchId,
  progress: Tell,
): Promise<Result<string | null, GateRefusal>> {
  const done = await commitImport(user, clientId, batch, { progress });
  if (done.ok) {
    return ok(null);
  }
  const { error } = done;
  switch (error.code) {
    case "file-refused":
      return ok(error.message);
    case "changed-meanwhile":
      return ok(null);
    default:
      return err(error);
  }
}

async function previewLarge(
  user: Asking,
  clientId: string,
  batch: BatchId,
  progress: Tell,
): Promise<Result<string | null, GateRefusal>> {
  return withClient<string | null, GateRefusal>(
    user,
    clientId,
    "write",
    async (tx) => {
      const row = await getBatch(tx, batch);
      if (row === null) {
        return err({ code: "not-found" });
      }
      const previewed = await previewInto(tx, row, progress);
      return ok(previewed.ok ? null : await askLater(tx, batch, previewed.error));
    },
    { deadlineMs: COMMIT_MS },
  );
}

const NEWLINE = 10;

/** Lines of the file less its header: near enough for a progress bar. A workbook is packed: its rows show only when it is read. */
async function countRows(tx: ClientTx, upload: UploadId): Promise<number | null> {
  let lines = 0;
  for await (const piece of readUpload(tx, upload)) {
    if (lines === 0 && isWorkbook(piece)) {
      return null;
    }
    for (let at = piece.indexOf(NEWLINE); at !== -1; at = piece.indexOf(NEWLINE, at + 1)) {
      lines += 1;
    }
  }
  return Math.max(1, lines - 1);
}
