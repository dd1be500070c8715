import { insertClient } from "@/db/queries/clients";
import type { SentRefusal } from "@/db/sending";
import { type Asking, withUserOnce } from "@/db/tenant";
import { err, type Result } from "@/lib/result";
import { mayAddTo } from "./firm/add-clients";
import { accountNameField } from "./typed-text";

/** Why no client was added. */
export type AddClientRefusal =
  | SentRefusal
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
    ? withUserOnce(user, (tx) => insertClient(tx, { name: read.data, holder: firm.value }))
    : firm;
}
