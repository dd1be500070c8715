import { batchId } from "@/db/ids";
import { getBatch } from "@/db/queries/import-batches";
import { type GateRefusal, withClient } from "@/db/tenant";
import { type ClientJob, JobRefused } from "@/lib/jobs/client-job";
import { ok } from "@/lib/result";
import { givingWay } from "./give-way";
import { undoImport } from "./undo-import";

/**
 * The worker's part of an undo: takes a large import back, a part at a time with as long a pause after each as it took, so that the
 * server has half its time for others. All of it is one transaction. Run again after a crash it does what is still to do, once.
 */
export async function runUndo({ user, clientId, subjectId, progress }: ClientJob): Promise<void> {
  const found = await withClient<number, GateRefusal>(user, clientId, "read", async (tx) => {
    const batch = await getBatch(tx, batchId(subjectId));
    return ok(batch === null ? 0 : batch.rowsAccepted + batch.rowsQuestion);
  });
  const total = found.ok ? found.value : 0;
  const giveWay = givingWay();
  const undone = await undoImport(user, clientId, subjectId, {
    progress: async (rows) => {
      await progress(Math.min(rows, total), total);
      await giveWay();
    },
  });
  // Taken back already, by an earlier try: all is done.
  if (!undone.ok && undone.error.code !== "changed-meanwhile") {
    throw new JobRefused("These books are no longer open to you.");
  }
  await progress(total, total);
}
