import type { FirmTx } from "@/db/firm-gate";
import type { JobRunId } from "@/db/ids";
import { insertJobRun } from "@/db/queries/job-runs";
import { insertJob } from "@/db/queries/queue";
import type { SystemTx } from "@/db/system";
import type { ClientWriteTx } from "@/db/tenant";
import type { Instant } from "@/lib/time/instant";
import { type ClientTaskName, MAX_ATTEMPTS, type TaskName, type TaskPayload } from "./tasks";

/**
 * Adds a job in the caller's transaction: it runs when that commits, and never when it does not. `key`: while a job of the
 * same key waits, the new one takes its place. Jobs of one `queue` run one after the other; those of a higher `priority` number later; one with `runAt` not before it.
 */
export async function enqueue<Name extends TaskName>(
  tx: ClientWriteTx | FirmTx | SystemTx,
  task: Name,
  payload: TaskPayload<Name>,
  options: { key?: string; queue?: string; priority?: number; runAt?: Instant } = {},
): Promise<void> {
  await insertJob(tx, { task, payload, ...options, maxAttempts: MAX_ATTEMPTS });
}

/**
 * Adds a job on this client's books, about one batch or report, and the run that shows its progress; returns the run's id.
 * Jobs of one client run one after the other, unless a `queue` of their own is named.
 */
export async function enqueueForClient(
  tx: ClientWriteTx,
  task: ClientTaskName,
  subjectId: string,
  { queue = tx.clientId }: { queue?: string } = {},
): Promise<JobRunId> {
  const runId = await insertJobRun(tx, { task, subjectId });
  await insertJob(tx, {
    task,
    payload: { clientId: tx.clientId, userId: tx.userId, runId, subjectId },
    key: `${task}:${subjectId}`,
    queue,
    maxAttempts: MAX_ATTEMPTS,
  });
  return runId;
}
