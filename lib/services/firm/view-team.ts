import { type FirmRefusal, withFirm } from "@/db/firm-gate";
import type { UserId } from "@/db/ids";
import {
  type Firm,
  type FirmEvent,
  getFirm,
  listAssignments,
  listFirmEvents,
  listMembers,
  type Member,
} from "@/db/queries/firm";
import { type Invitation, listFirmInvitations } from "@/db/queries/invitations";
import { listContacts } from "@/db/queries/users";
import { type FirmRole, mayDoInFirm } from "@/db/roles";
import { withSystem } from "@/db/system";
import type { Asking } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { utcDate } from "@/lib/time/instant";
import { DEFAULT_CONSENT } from "../sharing/consent-wording";
import { firmOf } from "./firm-of";

/** Somebody who works in the firm. */
export interface MemberView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: FirmRole;
  readonly since: string;
  readonly isMe: boolean;
  /** Clients assigned to them. */
  readonly clients: number;
}

/** A letter to a colleague that waits for its answer. */
export interface ColleagueLetter {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly goodUntil: string;
}

/** One change of the firm or its people, in words. */
export interface TeamEvent {
  readonly key: number;
  readonly on: string;
  readonly by: string;
  readonly words: string;
}

/** A firm's people. */
export interface TeamView {
  readonly firmName: string;
  readonly mayManage: boolean;
  readonly assignedOnly: boolean;
  /** The firm's own words for a consent; null: ours. */
  readonly consentWording: string | null;
  readonly defaultWording: string;
  readonly members: readonly MemberView[];
  readonly letters: readonly ColleagueLetter[];
  readonly events: readonly TeamEvent[];
}

/** Who works in the user's firm, as what; open invitations and the choices for its owners; what was changed. */
export async function viewTeam(user: Asking): Promise<Result<TeamView, FirmRefusal>> {
  const firm = await firmOf(user);
  if (firm === null) {
    return err({ code: "not-found" });
  }
  const found = await withFirm<Found, never>(user, firm, "see-team", async (tx) => {
    const mayManage = mayDoInFirm(tx.role, "manage-team");
    const clients = new Map<UserId, number>();
    for (const { userId } of await listAssignments(tx)) {
      clients.set(userId, (clients.get(userId) ?? 0) + 1);
    }
    return ok({
      firm: await getFirm(tx),
      mayManage,
      members: await listMembers(tx),
      letters: mayManage ? await listFirmInvitations(tx) : [],
      events: await listFirmEvents(tx, 20),
      clients,
    });
  });
  if (!found.ok) {
    return found;
  }
  const { members, events } = found.value;
  const ids = [
    ...members.map(({ userId }) => userId),
    ...events.flatMap(({ userId, subjectId }) => [
      userId,
      ...(subjectId === null ? [] : [subjectId]),
    ]),
  ] as UserId[];
  const contacts = await withSystem((tx) => listContacts(tx, ids));
  return ok(teamView(found.value, contacts, user));
}

interface Found {
  readonly firm: Firm;
  readonly mayManage: boolean;
  readonly members: readonly Member[];
  readonly letters: readonly Invitation[];
  readonly events: readonly FirmEvent[];
  readonly clients: ReadonlyMap<UserId, number>;
}

type Contacts = ReadonlyMap<string, { readonly name: string; readonly email: string }>;

function teamView(found: Found, contacts: Contacts, user: Asking): TeamView {
  const { firm, mayManage, members, letters, events, clients } = found;
  return {
    firmName: firm.name,
    mayManage,
    assignedOnly: firm.assignedOnly,
    consentWording: firm.consentWording,
    defaultWording: DEFAULT_CONSENT,
    members: members.map(({ userId, role, since }) => ({
      id: userId,
      name: contacts.get(userId)?.name ?? "Someone who left",
      email: contacts.get(userId)?.email ?? "",
      role,
      since: utcDate(since),
      isMe: userId === user.id,
      clients: clients.get(userId) ?? 0,
    })),
    letters: letters.map(({ id, email, role, expiresAt }) => ({
      id,
      email,
      role,
      goodUntil: utcDate(expiresAt),
    })),
    events: events.map((event) => ({
      key: event.order,
      on: utcDate(event.at),
      by: contacts.get(event.userId)?.name ?? "Someone who left",
      words: wordsOf(event, contacts),
    })),
  };
}

/** What each role is called. */
export const ROLE_WORDS: Readonly<Record<FirmRole, string>> = {
  owner: "Owner",
  reviewer: "Reviewer",
  preparer: "Preparer",
  viewer: "Read-only",
};

const roleWord = (role: unknown): string =>
  Object.entries(ROLE_WORDS)
    .find(([name]) => name === role)?.[1]
    .toLowerCase() ?? "colleague";

function wordsOf({ deed, userId, subjectId, detail }: FirmEvent, contacts: Contacts): string {
  const who =
    subjectId === null ? "somebody" : (contacts.get(subjectId)?.name ?? "someone who left");
  switch (deed) {
    case "team.invite":
      return `invited somebody as ${roleWord(detail["role"])}`;
    case "team.join":
      return userId === subjectId
        ? `joined as ${roleWord(detail["role"])}`
        : `let in ${who} as ${roleWord(detail["role"])}`;
    case "team.role":
      return `made ${who} ${roleWord(detail["role"])}, before ${roleWord(detail["before"])}`;
    case "team.remove":
      return `removed ${who}, ${roleWord(detail["before"])}`;
    case "team.withdraw":
      return "took an invitation back";
    case "team.refuse":
      return "declined an invitation";
    case "team.decline":
      return "had an invitation declined";
    case "firm.assigned-only":
      return detail["on"] === 1
        ? "limited preparers to clients assigned to them"
        : "let preparers see every client";
    default:
      return deed === "firm.consent-wording" ? "changed the wording of the consent" : deed;
  }
}
