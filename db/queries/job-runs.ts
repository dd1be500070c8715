import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { JobRunId } from "../ids";
import { jobRuns } from "../schema/job-runs";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** Where a job of a client stands. */
export type JobRun = Readonly<Omit<typeof jobRuns.$inferSelect, "clientId">>;

/** Records that a job was asked for; returns its id, which goes into the job's payload. */
export async function insertJobRun(
  tx: ClientWriteTx,
  run: { task: string; subjectId: string | null },
): Promise<JobRunId> {
  const [row] = await tx.db
    .insert(jobRuns)
    .values({ ...run, clientId: tx.clientId, requestedBy: tx.userId })
    .returning({ id: jobRuns.id });
  invariant(row !== undefined, "a job run was added");
  return row.id;
}

/** Notes progress or the end of a job. A finished run stays finished: a late note of progress changes nothing. */
export async function updateJobRun(
  tx: ClientWriteTx,
  id: JobRunId,
  change: Partial<Pick<JobRun, "state" | "done" | "total" | "message" | "attempt">>,
): Promise<void> {
  const ends = change.state === "done" || change.state === "failed";
  await tx.db
    .update(jobRuns)
    .set({
      ...change,
      updatedAt: sql`now()`,
      finishedAt: ends ? sql`now()` : null,
    })
    .where(
      and(
        eq(jobRuns.clientId, tx.clientId),
        eq(jobRuns.id, id),
        inArray(jobRuns.state, ends ? ["queued", "running", "failed"] : ["queued", "running"]),
      ),
    );
}

/** One run; null when the client has none of that id. */
export async function getJobRun(tx: ClientTx, id: JobRunId): Promise<JobRun | null> {
  const [row] = await tx.db
    .select()
    .from(jobRuns)
    .where(and(eq(jobRuns.clientId, tx.clientId), eq(jobRuns.id, id)));
  return row ?? null;
}

/** True while a worker is at it or about to be. */
export const isAtWork = (run: Pick<JobRun, "state"> | undefined): boolean =>
  run?.state === "queued" || run?.state === "running";

/** The latest runs of the client, or of one batch or report. */
export async function listJobRuns(
  tx: ClientTx,
  { subjectId, limit = 20 }: { subjectId?: string; limit?: number } = {},
): Promise<JobRun[]> {
  return tx.db
    .select()
    .from(jobRuns)
    .where(
      and(
        eq(jobRuns.clientId, tx.clientId),
        subjectId === undefined ? undefined : eq(jobRuns.subjectId, subjectId),
      ),
    )
    .orderBy(desc(jobRuns.requestedAt), desc(jobRuns.id))
    .limit(limit);
}
