import { withFirm } from "@/db/firm-gate";
import type { ClientId, FirmId, UserId } from "@/db/ids";
import { getFirm, listAssignments } from "@/db/queries/firm";
import { listContacts } from "@/db/queries/users";
import { type FirmRole, mayDo, mayDoInFirm, SEES_ALL } from "@/db/roles";
import { withSystem } from "@/db/system";
import type { Asking } from "@/db/tenant";
import { ok } from "@/lib/result";

/** Somebody of the firm. */
export interface Preparer {
  readonly id: UserId;
  readonly name: string;
}

/** Who of the firm works in which client's books, and what whoever looks may do with many of them. */
export interface Preparers {
  readonly of: ReadonlyMap<ClientId, readonly Preparer[]>;
  /** Everybody somebody is assigned to, by name. */
  readonly people: readonly Preparer[];
  readonly may: BoardDeeds;
}

/** What somebody may do from the board. The gates ask again; this is for not offering what they would refuse. */
export interface BoardDeeds {
  readonly add: boolean;
  readonly bulk: boolean;
  /** Move clients from stage to stage and say when they are due. */
  readonly move: boolean;
  readonly assign: boolean;
}

/** Somebody of no firm: books were opened to them one by one. */
export const OF_NO_FIRM: BoardDeeds = { add: false, bulk: false, move: true, assign: false };

/** The firm's assignments, with names. Which clients one sees at all is for others to say. */
export async function preparersOf(user: Asking, firm: FirmId): Promise<Preparers> {
  const found = await withFirm<Found, never>(user, firm, "see-team", async (tx) => {
    const { assignedOnly } = await getFirm(tx);
    return ok({ may: deedsOf(tx.role, assignedOnly), assignments: await listAssignments(tx) });
  });
  if (!found.ok) {
    return { of: new Map(), people: [], may: OF_NO_FIRM };
  }
  const { assignments, may } = found.value;
  const ids = [...new Set(assignments.map(({ userId }) => userId))];
  const contacts = ids.length === 0 ? null : await withSystem((tx) => listContacts(tx, ids));
  const people = ids
    .map((id) => ({ id, name: contacts?.get(id)?.name ?? "Someone who left" }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const of = new Map<ClientId, Preparer[]>();
  for (const person of people) {
    for (const { clientId } of assignments.filter(({ userId }) => userId === person.id)) {
      of.set(clientId, [...(of.get(clientId) ?? []), person]);
    }
  }
  return { of, people, may };
}

interface Found {
  readonly may: BoardDeeds;
  readonly assignments: Awaited<ReturnType<typeof listAssignments>>;
}

/** Where clients are assigned, whoever does not see all would not see the one they added (firm/add-clients.ts). */
const deedsOf = (role: FirmRole, assignedOnly: boolean): BoardDeeds => ({
  add: mayDoInFirm(role, "add-client") && (!assignedOnly || SEES_ALL.includes(role)),
  bulk: mayDoInFirm(role, "bulk"),
  move: mayDo(`firm-${role}`, "write"),
  assign: mayDoInFirm(role, "assign-clients"),
});
