import { isUuid } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockEntry, voidTransactions } from "@/db/queries/transactions";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { transactionId } from "@/lib/tax/transaction";

/** Why a transaction was not voided. "changed-meanwhile": it no longer counts already. */
export type VoidRefusal =
  | GateRefusal
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "invalid-input"; readonly fields: { readonly reason: string } };

/** Longest reason kept. */
export const REASON_MAX = 200;

/** Takes a transaction out of the books for a reason that is kept on record. Its row stays, and stays out with the next export. */
export async function voidTransaction(
  user: Asking,
  clientId: string,
  id: string,
  reason: string,
): Promise<Result<null, VoidRefusal>> {
  const why = reason.trim().slice(0, REASON_MAX);
  if (why === "") {
    return err({ code: "invalid-input", fields: { reason: "Say why, in a few words." } });
  }
  return withClient<null, VoidRefusal>(user, clientId, "write", async (tx) => {
    const entry = isUuid(id) ? await lockEntry(tx, transactionId(id)) : null;
    if (entry === null) {
      return err({ code: "not-found" });
    }
    if (entry.voided !== null) {
      return err({ code: "changed-meanwhile" });
    }
    await voidTransactions(tx, [entry.transaction.id], "deleted");
    await insertAuditEvent(tx, {
      deed: "transaction.void",
      subjectId: entry.transaction.id,
      reason: why,
    });
    return ok(null);
  });
}
