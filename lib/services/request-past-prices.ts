import type { JobRunId } from "@/db/ids";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { enqueueForClient } from "@/lib/jobs/enqueue";
import { ok, type Result } from "@/lib/result";

/**
 * Asks the worker to fetch the past prices the books lack; returns the run whose progress is shown. Asked again while one waits,
 * that one's place is taken. Imports of the client do not wait for it.
 */
export async function requestPastPrices(
  user: Asking,
  clientId: string,
): Promise<Result<JobRunId, GateRefusal>> {
  return withClient<JobRunId, never>(user, clientId, "write", async (tx) =>
    ok(
      await enqueueForClient(tx, "fetch-prices", tx.clientId, {
        queue: `${tx.clientId} prices`,
      }),
    ),
  );
}
