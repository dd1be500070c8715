import { z } from "zod";
import { isUuid } from "@/db/ids";
import { insertAccountFacts } from "@/db/queries/account-facts";
import { getAccount } from "@/db/queries/accounts";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { type Asking, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { accountId } from "@/lib/tax/transaction";
import type { SettingsRefusal } from "./change-settings";
import { errorsOf, type TypedForm } from "./transaction-form";

const FactsForm = z.object({
  custody: z.enum(["own", "broker"], "Who holds the keys?"),
  owner: z.enum(["client", "spouse", "ira"], "Whose return is it on?"),
});

/** Says who holds an account's keys and whose return it is on: a new version, the old one stays on record. */
export async function setAccountFacts(
  user: Asking,
  clientId: string,
  account: string,
  form: TypedForm,
): Promise<Result<null, SettingsRefusal>> {
  const read = FactsForm.safeParse(form);
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  return withClient<null, SettingsRefusal>(user, clientId, "write", async (tx) => {
    const found = isUuid(account) ? await getAccount(tx, accountId(account)) : null;
    if (found === null) {
      return err({ code: "not-found" });
    }
    await insertAccountFacts(tx, { account: found.id, ...read.data });
    await insertAuditEvent(tx, { deed: "account.facts", subjectId: found.id, detail: read.data });
    return ok(null);
  });
}
