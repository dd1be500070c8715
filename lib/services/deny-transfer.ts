import { isUuid } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { listRoots } from "@/db/queries/chain-entries";
import { insertNotTransfer } from "@/db/queries/not-transfers";
import { lockEntry } from "@/db/queries/transactions";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { transactionId } from "@/lib/tax/transaction";

/** Why it was not kept. "changed-meanwhile": the row no longer counts, or is no deposit or withdrawal. */
export type DenyRefusal =
  | GateRefusal
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "invalid-input"; readonly fields: { readonly reason: string } };

/**
 * Says that a deposit or withdrawal is no move between own accounts, with a reason that is kept: it is never proposed as one again. Null
 * takes it back. What it was instead stays open: nothing is a sale or income by that alone.
 */
export async function denyTransfer(
  user: Asking,
  clientId: string,
  row: string,
  reason: string | null,
): Promise<Result<null, DenyRefusal>> {
  const why = reason?.trim().slice(0, 300) ?? null;
  if (why !== null && why.length < 3) {
    return err({ code: "invalid-input", fields: { reason: "Say why, in a few words." } });
  }
  return withClient<null, DenyRefusal>(user, clientId, "write", async (tx) => {
    const entry = isUuid(row) ? await lockEntry(tx, transactionId(row)) : null;
    const kind = entry?.transaction.kind;
    if (entry === null || entry.voided !== null || (kind !== "deposit" && kind !== "withdrawal")) {
      return err({ code: "changed-meanwhile" });
    }
    const { id } = entry.transaction;
    // The row may be replaced by versions of itself: the first one stands for all.
    await insertNotTransfer(tx, (await listRoots(tx, [id])).get(id) ?? id, why);
    await insertAuditEvent(tx, {
      deed: why === null ? "transfer.allow" : "transfer.deny",
      subjectId: id,
      ...(why === null ? {} : { reason: why }),
    });
    return ok(null);
  });
}
