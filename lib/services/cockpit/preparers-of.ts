import { enterFirm } from "@/db/firm-gate";
import type { ClientId, FirmId, UserId } from "@/db/ids";
import { getFirm, listAssignments } from "@/db/queries/firm";
import { listContacts } from "@/db/queries/users";
import { type FirmRole, mayDo, mayDoInFirm, SEES_ALL } from "@/db/roles";
import { withSystem } from "@/db/system";
import type { UserTx } from "@/db/tenant";
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

/** What of the firm a board needs, still without names. */
interface Found {
  readonly may: BoardDeeds;
  readonly assignments: Awaited<ReturnType<typeof listAssignments>>;
}

/** The firm's assignments, in the transaction of who looks at the board, which is in the firm from then on; null where they may not see them. */
export async function assignmentsOf(tx: UserTx, firm: FirmId): Promise<Found | null> {
  const found = await enterFirm<Found, never>(tx, firm, "see-team", async (inside) => {
    const { assignedOnly } = await getFirm(inside);
    const may = deedsOf(inside.role, assignedOnly);
    return ok({ may, assignments: await listAssignments(inside) });
  });
  return found.ok ? found.value : null;
}

/** Assignments with names. Which clients one sees at all is for others to say. */
export async function preparersOf(found: Found | null): Promise<Preparers> {
  const { may, assignments } = found ?? { may: OF_NO_FIRM, assignments: [] };
  const ids = [...new Set(assignments.map(({ userId }) => userId))];
  const contacts = ids.length === 0 ? null : await withSystem((tx) => listContacts(tx, ids));
  const people = ids
    .map((id) => ({ id, name: contacts?.get(id)?.name ?? "Someone who left" }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const rankOf = new Map(people.map(({ id }, rank) => [id, rank]));
  const of = new Map<ClientId, Preparer[]>();
  for (const { clientId, userId } of assignments.toSorted(
    (a, b) => (rankOf.get(a.userId) ?? 0) - (rankOf.get(b.userId) ?? 0),
  )) {
    const person = people[rankOf.get(userId) ?? -1];
    if (person !== undefined) {
      of.set(clientId, [...(of.get(clientId) ?? []), person]);
    }
  }
  return { of, people, may };
}

/** Where clients are assigned, whoever does not see all would not see the one they added (firm/add-clients.ts). */
const deedsOf = (role: FirmRole, assignedOnly: boolean): BoardDeeds => ({
  add: mayDoInFirm(role, "add-client") && (!assignedOnly || SEES_ALL.includes(role)),
  bulk: mayDoInFirm(role, "bulk"),
  move: mayDo(`firm-${role}`, "write"),
  assign: mayDoInFirm(role, "assign-clients"),
});
