import { type FirmRefusal, withFirm } from "@/db/firm-gate";
import type { ClientId } from "@/db/ids";
import { listClients } from "@/db/queries/clients";
import { listAssignments } from "@/db/queries/firm";
import { type Asking, withUser } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { type AssignRefusal, assignClient } from "./assign-client";
import { firmOf } from "./firm-of";

/** Why nobody became anybody's. */
export type AssignManyRefusal = FirmRefusal | AssignRefusal;

/** How many became somebody's, and how many were already. */
export interface Assigned {
  readonly assigned: number;
  readonly already: number;
}

/** Clients assigned at once. */
const MOST = 500;

/**
 * Assigns many clients of the user's firm to one colleague, beside whoever they are assigned to already; each is noted in its own history.
 * Owners and reviewers do. One transaction a client: cut off, those before it stay, and asking again does the rest. Clients the user may not open
 * are none of it; a colleague who does not work in the firm is refused before anything is changed.
 */
export async function assignClients(
  user: Asking,
  told: { readonly member: string; readonly clients: readonly string[] },
): Promise<Result<Assigned, AssignManyRefusal>> {
  const firm = await firmOf(user);
  if (firm === null) {
    return err({ code: "not-found" });
  }
  const theirs = await withFirm<ReadonlySet<ClientId>, never>(
    user,
    firm,
    "assign-clients",
    async (tx) =>
      ok(
        new Set(
          (await listAssignments(tx)).flatMap(({ clientId, userId }) =>
            userId === told.member ? [clientId] : [],
          ),
        ),
      ),
  );
  if (!theirs.ok) {
    return theirs;
  }
  const chosen = new Set(told.clients);
  const clients = (await withUser(user, listClients)).filter(
    ({ id, firmId, archivedAt }) => chosen.has(id) && firmId === firm && archivedAt === null,
  );
  if (clients.length === 0 || clients.length > MOST) {
    const wrong = clients.length === 0 ? "Choose a client." : `At most ${MOST} clients at once.`;
    return err({ code: "invalid-input", fields: { clients: wrong } });
  }
  const others = clients.filter(({ id }) => !theirs.value.has(id));
  for (const { id } of others) {
    const done = await assignClient(user, id, told.member, true);
    if (!done.ok) {
      return done.error.code === "not-found"
        ? err({ code: "invalid-input", fields: { member: "Choose a colleague." } })
        : done;
    }
  }
  return ok({ assigned: others.length, already: clients.length - others.length });
}
