import { z } from "zod";
import { isUuid } from "@/db/ids";
import { getAccount } from "@/db/queries/accounts";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertHarvestMark } from "@/db/queries/harvest-marks";
import { type Asking, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { accountId } from "@/lib/tax/transaction";
import type { SettingsRefusal } from "./change-settings";
import { errorsOf, type TypedForm } from "./transaction-form";
import { assetField } from "./typed-text";

const MarkForm = z.object({
  /** "account~asset", as `positionKey` writes it. */
  position: z
    .string()
    .refine((text) => text.includes("~"), "Which position?")
    .transform((text) => text.split("~"))
    .pipe(z.tuple([z.string(), assetField], "Which position?")),
  reason: z.enum(["", "illiquid", "no-bid", "related-buyer"], "What stands in the way?"),
});

/**
 * Says what stands in the way of selling an asset out of an account, or with a blank reason that nothing does any more: advice leaves
 * the position alone from then on and says why. Changes no figure. Append-only.
 */
export async function markPosition(
  user: Asking,
  clientId: string,
  form: TypedForm,
): Promise<Result<null, SettingsRefusal>> {
  const read = MarkForm.safeParse(form);
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  const {
    position: [account, asset],
    reason,
  } = read.data;
  return withClient<null, SettingsRefusal>(user, clientId, "write", async (tx) => {
    const found = isUuid(account) ? await getAccount(tx, accountId(account)) : null;
    if (found === null) {
      return err({ code: "not-found" });
    }
    await insertHarvestMark(tx, {
      account: found.id,
      asset,
      lot: null,
      reason: reason === "" ? null : reason,
    });
    await insertAuditEvent(tx, {
      deed: "harvest.mark",
      subjectId: found.id,
      detail: { reason: reason === "" ? "none" : reason },
    });
    return ok(null);
  });
}
