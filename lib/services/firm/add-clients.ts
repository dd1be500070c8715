import { type FirmRefusal, withFirm } from "@/db/firm-gate";
import type { ClientId, FirmId } from "@/db/ids";
import { insertClient, listClients } from "@/db/queries/clients";
import { getFirm } from "@/db/queries/firm";
import { type FirmRole, SEES_ALL } from "@/db/roles";
import type { SentRefusal } from "@/db/sending";
import { type Asking, withUserOnce } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { invitePerson } from "../sharing/invite-person";
import { type ClientList, LIST_SIZE, readClientList } from "./client-list";
import { firmOf } from "./firm-of";

/** Why no list was read. */
export type AddClientsRefusal =
  | SentRefusal
  | { readonly code: "not-found" | "not-allowed" }
  | { readonly code: "invalid-input"; readonly fields: { readonly list: string } };

/** A list that was read, and how many of it were added: none in a preview, and none while a line needs another look. */
export interface AddedClients extends ClientList {
  readonly added: number;
  /** Letters that are on their way to taxpayers. */
  readonly invited: number;
}

/** The user's firm, if they may add clients to it. */
export async function mayAddTo(user: Asking): Promise<Result<FirmId, FirmRefusal>> {
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

/** What is done with a list: looked at, added, or added with a letter to each taxpayer whose e-mail it tells. */
export const LIST_STEPS = ["preview", "add", "invite"] as const;
export type ListStep = (typeof LIST_STEPS)[number];

/**
 * Reads a list of clients and, unless it is looked at only, adds all of them or none to the user's firm. Letters let the taxpayers look at
 * their own books; only who may let people in sends them, and nothing is added by who asks for it and may not.
 */
export async function addClients(
  user: Asking,
  text: string,
  step: ListStep,
): Promise<Result<AddedClients, AddClientsRefusal>> {
  if (text.trim() === "" || text.length > LIST_SIZE) {
    const list = text.trim() === "" ? "Paste the names, one a line." : "This list is too long.";
    return err({ code: "invalid-input", fields: { list } });
  }
  const firm = await mayAddTo(user);
  if (!firm.ok) {
    return firm;
  }
  if (step === "invite" && !(await mayInvite(user, firm.value))) {
    return err({ code: "not-allowed" });
  }
  const done = await withUserOnce(user, async (tx) => {
    const taken = (await listClients(tx)).filter((client) => client.firmId === firm.value);
    const list = readClientList(
      text,
      taken.map(({ name }) => name),
    );
    const added: Added[] = [];
    for (const { name, email } of step === "preview" || list.problems.length > 0
      ? []
      : list.names) {
      added.push({ id: await insertClient(tx, { name, holder: firm.value }), email });
    }
    // Whoever sends the list again is answered this: the letters are those of the first time.
    return { ...list, added: added.length, invited: 0, letters: added };
  });
  if (!done.ok) {
    return done;
  }
  const { letters, ...told } = done.value;
  return ok({ ...told, invited: step === "invite" ? await invite(user, letters) : 0 });
}

interface Added {
  readonly id: ClientId;
  readonly email: string | null;
}

/** Owners and reviewers let people in (db/roles.ts: "share"). */
async function mayInvite(user: Asking, firm: FirmId): Promise<boolean> {
  const role = await withFirm<FirmRole, never>(user, firm, "add-client", async (tx) => ok(tx.role));
  return role.ok && SEES_ALL.includes(role.value);
}

async function invite(user: Asking, added: readonly Added[]): Promise<number> {
  let sent = 0;
  for (const { id, email } of added) {
    if (email !== null) {
      const told = { email, recipient: "taxpayer", what: "read" };
      sent += (await invitePerson(user, id, told)).ok ? 1 : 0;
    }
  }
  return sent;
}
