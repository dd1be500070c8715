import { batchId, isUuid } from "@/db/ids";
import {
  type ImportBatch,
  lockBatch,
  type RowCounts,
  updateBatch,
} from "@/db/queries/import-batches";
import { listJobRuns } from "@/db/queries/job-runs";
import { getUpload, readUpload } from "@/db/queries/uploads";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { enqueueForClient } from "@/lib/jobs/enqueue";
import { err, ok, type Result } from "@/lib/result";
import { type CommitRefusal, commitImport } from "./commit-import";
import { isInline } from "./imports/inline";
import { previewInto, refusalText } from "./imports/preview-upload";

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

/** Reads the file again under another account name; nothing is imported yet. */
export async function changeReading(
  user: Asking,
  clientId: string,
  batch: string,
  change: { readonly accountName: string | null },
): Promise<Result<null, CommitRefusal>> {
  return withClient<null, CommitRefusal>(user, clientId, "write", async (tx) => {
    const found = await openBatch(tx, batch);
    if (!found.ok) {
      return found;
    }
    await updateBatch(tx, found.value.id, change);
    if (!(await isSmall(tx, found.value))) {
      await enqueueForClient(tx, "import-file", found.value.id);
      return ok(null);
    }
    const previewed = await previewInto(tx, { ...found.value, ...change });
    return previewed.ok
      ? previewed
      : err({ code: "file-refused", message: refusalText(previewed.error) });
  });
}

type OpenRefusal = GateRefusal | { readonly code: "changed-meanwhile" };

/** A batch that waits for a person, locked; refused while the worker is at it and once it was decided. */
async function openBatch(
  tx: ClientWriteTx,
  batch: string,
): Promise<Result<ImportBatch, OpenRefusal>> {
  const found = isUuid(batch) ? await lockBatch(tx, batchId(batch)) : null;
  if (found === null) {
    return err({ code: "not-found" });
  }
  const [run] = await listJobRuns(tx, { subjectId: found.id, limit: 1 });
  const isBusy = run?.state === "queued" || run?.state === "running";
  // A commit whose job was given up for good may be asked for again.
  const isOpen = found.state === "previewed" || (found.state === "committing" && run !== undefined);
  return isOpen && !isBusy ? ok(found) : err({ code: "changed-meanwhile" });
}

async function isSmall(tx: ClientWriteTx, batch: ImportBatch): Promise<boolean> {
  const upload = await getUpload(tx, batch.uploadId);
  const first = await readUpload(tx, batch.uploadId).next();
  return upload !== null && first.done !== true && isInline(upload.size, first.value);
}
