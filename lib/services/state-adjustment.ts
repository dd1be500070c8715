import { z } from "zod";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import { insertStatedAdjustment, listStatedAdjustments } from "@/db/queries/stated-adjustments";
import { type Asking, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import type { StatedCode } from "@/lib/tax/forms/codes";
import type { TransactionId } from "@/lib/tax/transaction";
import { type ReportRefusal, reportable } from "./reportable";
import { errorsOf, type TypedForm } from "./transaction-form";
import { signedUsdField } from "./typed-text";

/** The codes a person may state, in the order of the form's instructions. */
export const STATED_CODES = [
  "D",
  "H",
  "L",
  "N",
  "O",
  "P",
  "Q",
  "R",
  "S",
  "X",
  "Y",
  "Z",
] as const satisfies readonly StatedCode[];

const AdjustmentForm = z.object({
  code: z.enum(STATED_CODES, "Which code?"),
  amount: signedUsdField,
});

/**
 * States an adjustment of Form 8949, columns (f) and (g), the books cannot know by themselves: a new version for that disposal
 * and code, the old one stays on record.
 */
export async function stateAdjustment(
  user: Asking,
  clientId: string,
  transaction: string,
  form: TypedForm,
): Promise<Result<TransactionId, ReportRefusal>> {
  const read = AdjustmentForm.safeParse({ amount: "", ...form });
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  return withClient<TransactionId, ReportRefusal>(user, clientId, "write", async (tx) => {
    const disposal = await reportable(tx, transaction);
    if (disposal.ok) {
      const subjectId = await insertStatedAdjustment(tx, {
        disposal: disposal.value,
        ...read.data,
      });
      await insertAuditEvent(tx, {
        deed: "adjustment.state",
        subjectId,
        detail: { code: read.data.code },
      });
    }
    return disposal;
  });
}

/** Takes a stated adjustment back: it stays on record and no longer counts. */
export async function withdrawAdjustment(
  user: Asking,
  clientId: string,
  transaction: string,
  code: string,
): Promise<Result<TransactionId, ReportRefusal>> {
  return withClient<TransactionId, ReportRefusal>(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    const disposal = await reportable(tx, transaction);
    if (!disposal.ok) {
      return disposal;
    }
    const told = (await listStatedAdjustments(tx)).find(
      (one) => one.disposal === disposal.value && one.code === code,
    );
    if (told === undefined) {
      return err({ code: "changed-meanwhile" });
    }
    const subjectId = await insertStatedAdjustment(tx, told, true);
    await insertAuditEvent(tx, { deed: "adjustment.withdraw", subjectId });
    return ok(disposal.value);
  });
}
