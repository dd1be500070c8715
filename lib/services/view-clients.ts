import { insertClient } from "@/db/queries/clients";
import { type Asking, withUser } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { mayAddTo } from "./firm/add-clients";
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
  const firm = await mayAddTo(user);
  return firm.ok
    ? ok(await withUser(user, (tx) => insertClient(tx, { name: read.data, holder: firm.value })))
    : firm;
}
