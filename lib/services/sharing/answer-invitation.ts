import { withFirm } from "@/db/firm-gate";
import { putGrant, type Scope } from "@/db/queries/access-grants";
import { asAuthor } from "@/db/queries/as-author";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { getClient } from "@/db/queries/clients";
import { insertFirmEvent, insertMember } from "@/db/queries/firm";
import {
  answerClientInvitation,
  answerFirmInvitation,
  findInvitation,
  type Invitation,
} from "@/db/queries/invitations";
import type { User } from "@/db/queries/users";
import { FIRM_ROLES, GRANT_ROLES } from "@/db/roles";
import { withSystem } from "@/db/system";
import { withClient } from "@/db/tenant";
import { hashToken } from "@/lib/auth/token";
import { err, ok, type Result } from "@/lib/result";
import { epochOf } from "@/lib/time/instant";
import { scopeDetail } from "./invite-person";
import type { DeadInvitation } from "./open-invitation";

/** Why a letter was not answered. */
export type AnswerRefusal =
  | DeadInvitation
  | { readonly code: "invitation-for-other" | "invitation-for-professional" };

/** Where it leads: the client's page, or the client list. */
export interface Accepted {
  readonly clientId: string | null;
}

/**
 * Accepts a letter, once, as the person it was written to. Done as the one who sent it, so a sender who may no longer let anybody in
 * lets nobody in; told in the history as what the one did who answered. The books' own owner keeps what they have.
 */
export async function acceptInvitation(
  user: Pick<User, "id" | "email" | "kind">,
  token: string,
): Promise<Result<Accepted, AnswerRefusal>> {
  const letter = await openLetter(user, token);
  if (!letter.ok) {
    return letter;
  }
  const { clientId, firmId } = letter.value;
  if (clientId !== null) {
    const done = await letIn(user, letter.value, clientId);
    return done ? ok({ clientId }) : DEAD;
  }
  if (user.kind !== "professional") {
    return err({ code: "invitation-for-professional" });
  }
  return firmId !== null && (await join(user, letter.value, firmId))
    ? ok({ clientId: null })
    : DEAD;
}

/** Declines a letter: its link is dead from now on. */
export async function declineInvitation(
  user: Pick<User, "id" | "email">,
  token: string,
): Promise<Result<null, AnswerRefusal>> {
  const letter = await openLetter(user, token);
  if (!letter.ok) {
    return letter;
  }
  const { id, clientId, firmId, invitedBy } = letter.value;
  const by = { id: invitedBy };
  if (clientId !== null) {
    await withClient<null, never>(by, clientId, "share", async (tx) => {
      await answerClientInvitation(tx, id, "declined", user.id);
      await asAuthor(tx, user.id, (own) =>
        insertAuditEvent(own, { deed: "access.refuse", subjectId: id }),
      );
      return ok(null);
    });
  } else if (firmId !== null) {
    await withFirm<null, never>(by, firmId, "manage-team", async (tx) => {
      await answerFirmInvitation(tx, id, "declined", user.id);
      await asAuthor(tx, user.id, (own) =>
        insertFirmEvent(own, { deed: "team.refuse", subjectId: id }),
      );
      return ok(null);
    });
  }
  return ok(null);
}

const DEAD = err({ code: "invitation-dead" as const });

async function openLetter(
  user: Pick<User, "email">,
  token: string,
): Promise<Result<Invitation, AnswerRefusal>> {
  const letter = await withSystem((tx) => findInvitation(tx, hashToken(token)));
  if (letter === null) {
    return DEAD;
  }
  return letter.email === user.email ? ok(letter) : err({ code: "invitation-for-other" });
}

async function letIn(
  user: Pick<User, "id">,
  letter: Invitation,
  clientId: NonNullable<Invitation["clientId"]>,
): Promise<boolean> {
  const role = GRANT_ROLES.find((one) => one === letter.role);
  const isOver = letter.endsAt !== null && epochOf(letter.endsAt) <= Date.now();
  if (role === undefined || isOver) {
    return false;
  }
  const { years, until, endsAt } = letter;
  const scope: Scope = { role, years, until, endsAt };
  const done = await withClient<null, DeadInvitation>(
    { id: letter.invitedBy },
    clientId,
    "share",
    async (tx) => {
      if (!(await answerClientInvitation(tx, letter.id, "accepted", user.id))) {
        return DEAD;
      }
      const { ownerUserId } = await getClient(tx);
      if (ownerUserId !== user.id) {
        await putGrant(tx, user.id, scope);
        const detail = { ...scopeDetail(scope), invitation: letter.id };
        await asAuthor(tx, user.id, (own) =>
          insertAuditEvent(own, { deed: "access.accept", subjectId: letter.invitedBy, detail }),
        );
      }
      return ok(null);
    },
  );
  return done.ok;
}

async function join(
  user: Pick<User, "id">,
  letter: Invitation,
  firmId: NonNullable<Invitation["firmId"]>,
): Promise<boolean> {
  const role = FIRM_ROLES.find((one) => one === letter.role);
  if (role === undefined) {
    return false;
  }
  const done = await withFirm<null, DeadInvitation>(
    { id: letter.invitedBy },
    firmId,
    "manage-team",
    async (tx) => {
      if (!(await answerFirmInvitation(tx, letter.id, "accepted", user.id))) {
        return DEAD;
      }
      await insertMember(tx, user.id, role);
      await asAuthor(tx, user.id, (own) =>
        insertFirmEvent(own, { deed: "team.join", subjectId: user.id, detail: { role } }),
      );
      return ok(null);
    },
  );
  return done.ok;
}
