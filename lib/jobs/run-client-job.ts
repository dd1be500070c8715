import { clientId, type JobRunId, jobRunId, userId } from "@/db/ids";
import { updateJobRun } from "@/db/queries/job-runs";
import { withClient } from "@/db/tenant";
import { ok } from "@/lib/result";
import { type ClientJob, JobRefused, type Progress } from "./client-job";
import type { ClientTaskName, TaskPayload } from "./tasks";

/** Which try of a job this is, from 1, and after which it is parked. */
export interface Attempt {
  readonly number: number;
  readonly last: boolean;
}

type Change = Parameters<typeof updateJobRun>[2];

/**
 * Runs one try of a job on a client's books and keeps its run up to date: running, progress at most once a second, done or
 * failed. A refusal ends the job at once; any other error is thrown on, for the queue to try again, and ends the run with
 * the last try. A job whose books are no longer open to who asked is dropped.
 */
export async function runClientJob(
  payload: TaskPayload<ClientTaskName>,
  attempt: Attempt,
  work: (job: ClientJob) => Promise<void>,
): Promise<void> {
  const user = { id: userId(payload.userId) };
  const client = clientId(payload.clientId);
  const note = (change: Change) => noteRun(user, client, jobRunId(payload.runId), change);
  const open = await note({ state: "running", attempt: attempt.number, message: "" });
  if (!open) {
    return;
  }
  try {
    const { progress, flush } = steadyProgress(note);
    await work({ user, clientId: client, subjectId: payload.subjectId, progress });
    await flush();
    await note({ state: "done" });
  } catch (error) {
    if (error instanceof JobRefused) {
      await note({ state: "failed", message: error.message });
      return;
    }
    if (attempt.last) {
      await note({
        state: "failed",
        message: `This did not work, ${attempt.number} times over. Nothing was half-saved.`,
      });
    }
    throw error;
  }
}

async function noteRun(
  user: ClientJob["user"],
  client: ClientJob["clientId"],
  run: JobRunId,
  change: Change,
): Promise<boolean> {
  const noted = await withClient(user, client, "write", async (tx) => {
    await updateJobRun(tx, run, change);
    return ok(null);
  });
  return noted.ok;
}

const EVERY_MS = 1000;

/** Writes at most once a second, and the last word in any case. */
function steadyProgress(note: (change: Change) => Promise<boolean>) {
  let written = 0;
  let waiting: Change | undefined;
  const flush = async () => {
    const change = waiting;
    waiting = undefined;
    if (change !== undefined) {
      written = performance.now();
      if (!(await note(change))) {
        // Access ended, or the books are being deleted: the work stops within a second.
        throw new JobRefused("These books are closed.");
      }
    }
  };
  const progress: Progress = async (done, total, message) => {
    waiting = {
      done,
      ...(total === undefined ? {} : { total }),
      ...(message === undefined ? {} : { message }),
    };
    if (performance.now() - written >= EVERY_MS) {
      await flush();
    }
  };
  return { progress, flush };
}
