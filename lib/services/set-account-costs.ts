import { z } from "zod";
import { isUuid } from "@/db/ids";
import { insertAccountCosts } from "@/db/queries/account-costs";
import { getAccount } from "@/db/queries/accounts";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { type Asking, withClient } from "@/db/tenant";
import { ZERO_USD } from "@/lib/money/usd";
import { readDollars, readFee, type TypedErrors } from "@/lib/planner/typed";
import { err, ok, type Result } from "@/lib/result";
import { accountId } from "@/lib/tax/transaction";
import type { SettingsRefusal } from "./change-settings";
import type { TypedForm } from "./transaction-form";

const CostsForm = z.object({
  account: z.string().default(""),
  fee: z.string().default(""),
  feeFixed: z.string().default(""),
});

/**
 * Says what selling in an account costs: per cent of the gross and dollars of each sale, blank for none. Every harvest page counts it
 * where no fee is typed. Changes no figure of the books. Append-only.
 */
export async function setAccountCosts(
  user: Asking,
  clientId: string,
  form: TypedForm,
): Promise<Result<null, SettingsRefusal>> {
  const { account, fee, feeFixed } = CostsForm.parse(form);
  const fields: TypedErrors = {};
  const rate = readFee(fee, "fee", fields);
  const fixed = readDollars(feeFixed, ZERO_USD, "feeFixed", fields);
  if (Object.keys(fields).length > 0) {
    return err({ code: "invalid-input", fields });
  }
  return withClient<null, SettingsRefusal>(user, clientId, "write", async (tx) => {
    const found = isUuid(account) ? await getAccount(tx, accountId(account)) : null;
    if (found === null) {
      return err({ code: "not-found" });
    }
    await insertAccountCosts(tx, { account: found.id, rate, fixed });
    await insertAuditEvent(tx, { deed: "account.costs", subjectId: found.id });
    return ok(null);
  });
}
