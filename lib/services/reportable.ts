import { isUuid } from "@/db/ids";
import { getEntry } from "@/db/queries/transactions";
import type { ClientTx, GateRefusal } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { type TransactionId, type TransactionKind, transactionId } from "@/lib/tax/transaction";
import type { FieldErrors } from "./transaction-form";

/** Why nothing was recorded about a disposal's row of Form 8949. "changed-meanwhile": it no longer counts, is no disposal, or what was meant is gone. */
export type ReportRefusal =
  | GateRefusal
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

/** Kinds that make rows of Form 8949 by themselves. */
const REPORTED: ReadonlySet<TransactionKind> = new Set(["sell", "spend", "swap", "conversion"]);

/** True for a kind a broker's form can speak of. */
export const isReportable = (kind: TransactionKind): boolean => REPORTED.has(kind);

/** The disposal of that id, when it counts and makes rows of Form 8949. */
export async function reportable(
  tx: ClientTx,
  id: string,
): Promise<Result<TransactionId, ReportRefusal>> {
  const entry = isUuid(id) ? await getEntry(tx, transactionId(id)) : null;
  if (entry === null) {
    return err({ code: "not-found" });
  }
  const { transaction, voided } = entry;
  return voided === null && isReportable(transaction.kind)
    ? ok(transaction.id)
    : err({ code: "changed-meanwhile" });
}
