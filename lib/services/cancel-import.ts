import { insertAuditEvent } from "@/db/queries/audit-events";
import { updateBatch } from "@/db/queries/import-batches";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { openBatch } from "./start-import";

/** Why nothing was cancelled. "changed-meanwhile": it was imported meanwhile, or the worker is at it. */
export type CancelRefusal = GateRefusal | { readonly code: "changed-meanwhile" };

/**
 * Drops a file that waits for a person: nothing of it is imported, and its bytes are gone. That it was there stays on record. What was
 * imported is undone instead.
 */
export async function cancelImport(
  user: Asking,
  clientId: string,
  batch: string,
): Promise<Result<null, CancelRefusal>> {
  return withClient<null, CancelRefusal>(user, clientId, "write", async (tx) => {
    const found = await openBatch(tx, batch, ["unmapped", "asking", "previewed", "committing"]);
    if (!found.ok) {
      return found;
    }
    await updateBatch(tx, found.value.id, { state: "cancelled", problems: [], asks: null });
    await insertAuditEvent(tx, { deed: "import.cancel", subjectId: found.value.id, detail: {} });
    return ok(null);
  });
}
