import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertTick } from "@/db/queries/checklist";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { isManualStep } from "./gains/season";

/** Ticks or unticks a step of a year's checklist that the books cannot see. Others tick themselves and are refused. */
export async function tickStep(
  user: Asking,
  clientId: string,
  told: { readonly year: number; readonly step: string; readonly isDone: boolean },
): Promise<Result<null, GateRefusal | { readonly code: "invalid-input" }>> {
  if (!isManualStep(told.step)) {
    return err({ code: "invalid-input" });
  }
  return withClient<null, never>(user, clientId, "write", async (tx) => {
    await insertTick(tx, told.year, told.step, told.isDone ? "done" : "open");
    await insertAuditEvent(tx, {
      deed: told.isDone ? "checklist.tick" : "checklist.untick",
      detail: { year: told.year, step: told.step },
    });
    return ok(null);
  });
}
