import { type FirmRefusal, withFirm } from "@/db/firm-gate";
import type { FirmId, UserId } from "@/db/ids";
import { listAssigned, listHandOffs } from "@/db/queries/assignments";
import { getClient } from "@/db/queries/clients";
import { type Firm, getFirm, listMembers, type Member } from "@/db/queries/firm";
import { listContacts } from "@/db/queries/users";
import { type FirmRole, SEES_ALL } from "@/db/roles";
import { withSystem } from "@/db/system";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { utcDate } from "@/lib/time/instant";

/** Somebody of the firm, and whether the client is theirs. */
export interface ColleagueView {
  readonly id: string;
  readonly name: string;
  readonly role: FirmRole;
  readonly isAssigned: boolean;
  readonly isMe: boolean;
}

/** Who of the firm works in a client's books. */
export interface AssignmentView {
  readonly firmName: string;
  readonly assignedOnly: boolean;
  /** May assign anybody; otherwise only hand on what is theirs. */
  readonly mayAssign: boolean;
  readonly colleagues: readonly ColleagueView[];
  /** The latest first. */
  readonly handOffs: readonly {
    readonly key: number;
    readonly on: string;
    readonly from: string;
    readonly to: string;
    readonly note: string | null;
  }[];
}

/** Which colleagues a client of the firm is assigned to, and how it went from hand to hand. */
export async function viewAssignment(
  user: Asking,
  clientId: string,
): Promise<Result<AssignmentView, GateRefusal | FirmRefusal>> {
  const found = await withClient<InBooks, never>(user, clientId, "assign", async (tx) =>
    ok({
      firmId: (await getClient(tx)).firmId,
      assigned: await listAssigned(tx),
      handOffs: await listHandOffs(tx),
    }),
  );
  if (!found.ok) {
    return found;
  }
  const team = await withFirm<Team, never>(user, found.value.firmId ?? "", "see-team", async (tx) =>
    ok({ firm: await getFirm(tx), members: await listMembers(tx), role: tx.role }),
  );
  if (!team.ok) {
    return team;
  }
  const contacts = await withSystem((tx) => listContacts(tx, peopleOf(found.value, team.value)));
  const nameOf = (id: UserId) => contacts.get(id)?.name ?? "Someone who left";
  return ok(assignmentView(found.value, team.value, nameOf, user));
}

interface InBooks {
  readonly firmId: FirmId | null;
  readonly assigned: readonly UserId[];
  readonly handOffs: Awaited<ReturnType<typeof listHandOffs>>;
}

interface Team {
  readonly firm: Firm;
  readonly members: readonly Member[];
  readonly role: FirmRole;
}

const peopleOf = ({ handOffs }: InBooks, { members }: Team): UserId[] => [
  ...members.map(({ userId }) => userId),
  ...handOffs.flatMap(({ fromUserId, toUserId }) => [fromUserId, toUserId]),
];

function assignmentView(
  { assigned, handOffs }: InBooks,
  { firm, members, role: mine }: Team,
  nameOf: (id: UserId) => string,
  user: Asking,
): AssignmentView {
  return {
    firmName: firm.name,
    assignedOnly: firm.assignedOnly,
    mayAssign: SEES_ALL.includes(mine),
    colleagues: members.map(({ userId: id, role }) => ({
      id,
      name: nameOf(id),
      role,
      isAssigned: assigned.includes(id),
      isMe: id === user.id,
    })),
    handOffs: handOffs.map(({ order, at, fromUserId, toUserId, note }) => ({
      key: order,
      on: utcDate(at),
      from: nameOf(fromUserId),
      to: nameOf(toUserId),
      note,
    })),
  };
}
