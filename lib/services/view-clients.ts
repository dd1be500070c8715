import { withFirm } from "@/db/firm-gate";
import { insertClient } from "@/db/queries/clients";
import { getFirm } from "@/db/queries/firm";
import { SEES_ALL } from "@/db/roles";
import { type Asking, withUser } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { firmOf } from "./firm/firm-of";
import { accountNameField } from "./typed-text";

/** Why no client was added. */
export type AddClientRefusal =
  | { readonly code: "not-found" | "not-allowed" }
  | { readonly code: "invalid-input"; readonly fields: { readonly name: string } };

/** Adds a client to the user's firm; returns its id. */
export async function addClient(
  user: Asking,
  name: string,
): Promise<Result<string, AddClientRefusal>> {
  const read = accountNameField.safeParse(name);
  if (!read.success) {
    const message =
      name.trim() === "" ? "What is the client's name?" : "At most 80 plain characters.";
    return err({ code: "invalid-input", fields: { name: message } });
  }
  const firm = await firmOf(user);
  if (firm === null) {
    return err({ code: "not-found" });
  }
  const allowed = await withFirm<null, { readonly code: "not-allowed" }>(
    user,
    firm,
    "add-client",
    async (tx) => {
      // Where clients are assigned, whoever does not see all would not see the one they added.
      const { assignedOnly } = await getFirm(tx);
      return assignedOnly && !SEES_ALL.includes(tx.role) ? err({ code: "not-allowed" }) : ok(null);
    },
  );
  return allowed.ok
    ? ok(await withUser(user, (tx) => insertClient(tx, { name: read.data, holder: firm })))
    : allowed;
}
