import { z } from "zod";
import { isUuid } from "@/db/ids";
import { getAccount } from "@/db/queries/accounts";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertHarvestMark } from "@/db/queries/harvest-marks";
import { type Asking, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { accountId } from "@/lib/tax/transaction";
import type { SettingsRefusal } from "./change-settings";
import type { Books } from "./gains/books";
import { loadBooks } from "./load-books";
import { errorsOf, type TypedForm } from "./transaction-form";
import { assetField } from "./typed-text";

const MarkForm = z.object({
  /** "account~asset", as `positionKey` writes it, or "account~asset~lot" for one lot of it. */
  position: z
    .string()
    .refine((text) => text.includes("~"), "Which position?")
    .transform((text) => [...text.split("~"), ""].slice(0, 3))
    .pipe(z.tuple([z.string(), assetField, z.string()], "Which position?")),
  reason: z.enum(["", "illiquid", "no-bid", "related-buyer"], "What stands in the way?"),
});

/**
 * Says what stands in the way of selling an asset, or one open lot of it, out of an account, or with a blank reason that nothing does
 * any more: advice leaves it alone from then on and says why. Changes no figure. Append-only.
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
    position: [account, asset, lot],
    reason,
  } = read.data;
  const books = lot === "" ? null : await loadBooks(user, clientId);
  if (books !== null && !(books.ok && isOpen(books.value, { account, asset, lot }))) {
    return err({ code: "not-found" });
  }
  return withClient<null, SettingsRefusal>(user, clientId, "write", async (tx) => {
    const found = isUuid(account) ? await getAccount(tx, accountId(account)) : null;
    if (found === null) {
      return err({ code: "not-found" });
    }
    await insertHarvestMark(tx, {
      account: found.id,
      asset,
      lot: lot === "" ? null : lot,
      reason: reason === "" ? null : reason,
    });
    await insertAuditEvent(tx, {
      deed: "harvest.mark",
      subjectId: found.id,
      detail: { lot, reason: reason === "" ? "none" : reason },
    });
    return ok(null);
  });
}

function isOpen(
  { ledger }: Books,
  asked: { readonly account: string; readonly asset: string; readonly lot: string },
): boolean {
  return ledger.openLots.some(
    ({ account, asset, lot }) =>
      account === asked.account && asset === asked.asset && lot === asked.lot,
  );
}
