import { withFirm } from "@/db/firm-gate";
import type { ClientId, FirmId, UserId } from "@/db/ids";
import { listAssignments } from "@/db/queries/firm";
import { listContacts } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import type { Asking } from "@/db/tenant";
import { ok } from "@/lib/result";

/** Somebody of the firm. */
export interface Preparer {
  readonly id: UserId;
  readonly name: string;
}

/** Who of the firm works in which client's books; nobody where nothing is assigned. */
export interface Preparers {
  readonly of: ReadonlyMap<ClientId, readonly Preparer[]>;
  /** Everybody somebody is assigned to, by name. */
  readonly people: readonly Preparer[];
}

const NOBODY: Preparers = { of: new Map(), people: [] };

/** The firm's assignments, with names. Which clients one sees at all is for others to say. */
export async function preparersOf(user: Asking, firm: FirmId): Promise<Preparers> {
  const found = await withFirm<Awaited<ReturnType<typeof listAssignments>>, never>(
    user,
    firm,
    "see-team",
    async (tx) => ok(await listAssignments(tx)),
  );
  if (!found.ok || found.value.length === 0) {
    return NOBODY;
  }
  const ids = [...new Set(found.value.map(({ userId }) => userId))];
  const contacts = await withSystem((tx) => listContacts(tx, ids));
  const people = ids
    .map((id) => ({ id, name: contacts.get(id)?.name ?? "Someone who left" }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const of = new Map<ClientId, Preparer[]>();
  for (const person of people) {
    for (const { clientId } of found.value.filter(({ userId }) => userId === person.id)) {
      of.set(clientId, [...(of.get(clientId) ?? []), person]);
    }
  }
  return { of, people };
}
