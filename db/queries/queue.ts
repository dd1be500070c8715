import { sql } from "drizzle-orm";
import type { Instant } from "@/lib/time/instant";
import type { FirmTx } from "../firm-gate";
import type { SystemTx } from "../system";
import type { ClientWriteTx } from "../tenant";

/** A job for the queue. `key`: while one of that key waits, another replaces it. */
export interface QueuedJob {
  readonly task: string;
  readonly payload: unknown;
  readonly key?: string | undefined;
  /** Jobs of one queue run one after the other. */
  readonly queue?: string | undefined;
  /** Jobs of a higher number come later; 0 when left out. */
  readonly priority?: number | undefined;
  readonly maxAttempts: number;
  /** Not before this moment. */
  readonly runAt?: Instant | undefined;
}

/** Adds a job in the caller's transaction: it runs when that commits and never when it does not. */
export async function insertJob(
  tx: ClientWriteTx | FirmTx | SystemTx,
  job: QueuedJob,
): Promise<void> {
  await tx.db.execute(sql`
    select graphile_worker.add_job(${job.task}, payload => ${JSON.stringify(job.payload)}::json,
      queue_name => ${job.queue ?? null}, max_attempts => ${job.maxAttempts}, job_key => ${job.key ?? null},
      priority => ${job.priority ?? 0}, run_at => ${job.runAt ?? null})`);
}

/** A job that failed for the last time. */
export interface ParkedJob {
  readonly id: string;
  readonly task: string;
  readonly attempts: number;
  readonly lastError: string | null;
}

/** Jobs that failed as often as they may: parked, never run again by themselves. */
export async function listParkedJobs(tx: SystemTx): Promise<ParkedJob[]> {
  const { rows } = await tx.db.execute<{
    id: string;
    task: string;
    attempts: number;
    last_error: string | null;
  }>(sql`
    select id::text, task_identifier as task, attempts, last_error from graphile_worker.jobs
    where attempts >= max_attempts order by id`);
  return rows.map(({ last_error: lastError, ...job }) => ({ ...job, lastError }));
}
