import { withFirm } from "@/db/firm-gate";
import type { FirmId } from "@/db/ids";
import { insertClient, listClients } from "@/db/queries/clients";
import { getFirm } from "@/db/queries/firm";
import { SEES_ALL } from "@/db/roles";
import { type Asking, withUser } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { type ClientList, LIST_SIZE, readClientList } from "./client-list";
import { firmOf } from "./firm-of";

/** Why no list was read. */
export type AddClientsRefusal =
  | { readonly code: "not-found" | "not-allowed" }
  | { readonly code: "invalid-input"; readonly fields: { readonly list: string } };

/** A list that was read, and how many of it were added: none in a preview, and none while a line needs another look. */
export interface AddedClients extends ClientList {
  readonly added: number;
}

/** The user's firm, if they may add clients to it. */
export async function mayAddTo(
  user: Asking,
): Promise<Result<FirmId, { readonly code: "not-found" | "not-allowed" }>> {
  const firm = await firmOf(user);
  if (firm === null) {
    return err({ code: "not-found" });
  }
  return withFirm<FirmId, { readonly code: "not-allowed" }>(
    user,
    firm,
    "add-client",
    async (tx) => {
      // Where clients are assigned, whoever does not see all would not see the one they added.
      const { assignedOnly } = await getFirm(tx);
      return assignedOnly && !SEES_ALL.includes(tx.role) ? err({ code: "not-allowed" }) : ok(firm);
    },
  );
}

/** Reads a list of clients and, unless it is a preview, adds all of them or none to the user's firm. */
export async function addClients(
  user: Asking,
  text: string,
  isPreview: boolean,
): Promise<Result<AddedClients, AddClientsRefusal>> {
  if (text.trim() === "" || text.length > LIST_SIZE) {
    const list = text.trim() === "" ? "Paste the names, one a line." : "This list is too long.";
    return err({ code: "invalid-input", fields: { list } });
  }
  const firm = await mayAddTo(user);
  if (!firm.ok) {
    return firm;
  }
  return withUser(user, async (tx) => {
    const taken = (await listClients(tx)).filter((client) => client.firmId === firm.value);
    const list = readClientList(
      text,
      taken.map(({ name }) => name),
    );
    if (isPreview || list.problems.length > 0) {
      return ok({ ...list, added: 0 });
    }
    for (const { name } of list.names) {
      await insertClient(tx, { name, holder: firm.value });
    }
    return ok({ ...list, added: list.names.length });
  });
}
