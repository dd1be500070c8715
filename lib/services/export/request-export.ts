import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertExport, listExports, lockExports } from "@/db/queries/exports";
import { isAtWork, listJobRuns } from "@/db/queries/job-runs";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { enqueueForClient } from "@/lib/jobs/enqueue";
import { ok, type Result } from "@/lib/result";

/**
 * Asks for everything in these books as one file, made by the worker in a line of its own: no import waits for it. While one is being made
 * nothing else is asked for.
 */
export async function requestExport(
  user: Asking,
  clientId: string,
): Promise<Result<null, GateRefusal>> {
  return withClient<null, never>(user, clientId, "export-all", async (tx) => {
    await lockExports(tx);
    const [last] = await listExports(tx, 1);
    const [run] = last === undefined ? [] : await listJobRuns(tx, { subjectId: last.id, limit: 1 });
    if (!isAtWork(run)) {
      const id = await insertExport(tx);
      await enqueueForClient(tx, "export-client", id, { queue: `export:${tx.clientId}` });
      await insertAuditEvent(tx, { deed: "export.ask", subjectId: id });
    }
    return ok(null);
  });
}
