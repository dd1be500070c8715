import { listClients } from "@/db/queries/clients";
import { type Asking, withUser } from "@/db/tenant";

/** The books that go with an account: its own, by name. */
export async function viewOwnBooks(
  user: Asking,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const clients = await withUser(user, listClients);
  return clients.flatMap(({ id, name, ownerUserId }) =>
    ownerUserId === user.id ? [{ id, name }] : [],
  );
}
