import { z } from "zod";
import { type FirmRefusal, type FirmTx, withFirm } from "@/db/firm-gate";
import { invitationId, isUuid, type UserId, userId } from "@/db/ids";
import {
  deleteMember,
  insertFirmEvent,
  listLeaving,
  listMembers,
  lockFirm,
  type Member,
  updateFirm,
  updateMember,
} from "@/db/queries/firm";
import { answerFirmInvitation, insertFirmInvitation } from "@/db/queries/invitations";
import { deleteSessionsOf } from "@/db/queries/sessions";
import { FIRM_ROLES, type FirmRole } from "@/db/roles";
import { withSystem } from "@/db/system";
import type { Asking } from "@/db/tenant";
import { Email } from "@/lib/auth/email";
import { enqueue } from "@/lib/jobs/enqueue";
import { err, ok, type Result } from "@/lib/result";
import { firmOf } from "./firm-of";

/** Why the firm stayed as it was. */
export type TeamRefusal =
  | FirmRefusal
  | { readonly code: "last-owner" | "too-many-tries" }
  | { readonly code: "invalid-input"; readonly fields: Readonly<Record<string, string>> };

const Role = z.enum(FIRM_ROLES, "Choose a role.");
const Invite = z.object({ email: Email, role: Role });

/** Invites a colleague by mail in a role. The letter is good for seven days, once, for this e-mail. */
export async function inviteColleague(
  user: Asking,
  form: Readonly<Record<string, unknown>>,
): Promise<Result<null, TeamRefusal>> {
  const read = Invite.safeParse(form);
  if (!read.success) {
    return err({ code: "invalid-input", fields: messagesOf(read.error) });
  }
  return managed(user, async (tx) => {
    const { email, role } = read.data;
    const id = await insertFirmInvitation(tx, { email, role });
    if (id === null) {
      return err({ code: "too-many-tries" });
    }
    await enqueue(tx, "send-invitation", { invitationId: id });
    await insertFirmEvent(tx, { deed: "team.invite", subjectId: id, detail: { role } });
    return ok(null);
  });
}

/** Takes a colleague's invitation back before it is answered. */
export async function withdrawColleague(
  user: Asking,
  invitation: string,
): Promise<Result<null, TeamRefusal>> {
  return managed(user, async (tx) => {
    const isTaken =
      isUuid(invitation) &&
      (await answerFirmInvitation(tx, invitationId(invitation), "withdrawn", null));
    if (!isTaken) {
      return err({ code: "not-found" });
    }
    await insertFirmEvent(tx, { deed: "team.withdraw", subjectId: invitation });
    return ok(null);
  });
}

/** Gives a colleague another role, from their next click on. The last owner who is not leaving stays one. */
export async function changeRole(
  user: Asking,
  member: string,
  role: string,
): Promise<Result<null, TeamRefusal>> {
  const read = Role.safeParse(role);
  if (!read.success) {
    return err({ code: "invalid-input", fields: { role: "Choose a role." } });
  }
  return onMember(user, member, read.data === "owner", async (tx, id, before) => {
    await updateMember(tx, id, read.data);
    const detail = { role: read.data, before };
    await insertFirmEvent(tx, { deed: "team.role", subjectId: id, detail });
  });
}

/**
 * A colleague leaves: their next click finds the firm's clients closed, and every session of somebody whom another removes is ended. What
 * they did stays on record. The last owner who is not leaving cannot go.
 */
export async function removeMember(
  user: Asking,
  member: string,
): Promise<Result<null, TeamRefusal>> {
  const removed = await onMember(user, member, false, async (tx, id, before) => {
    await deleteMember(tx, id);
    await insertFirmEvent(tx, { deed: "team.remove", subjectId: id, detail: { before } });
  });
  if (removed.ok && member !== user.id) {
    await withSystem((tx) => deleteSessionsOf(tx, userId(member)));
  }
  return removed;
}

/** Whether preparers and those who only read see the clients assigned to them, or all. */
export async function changeAssignedOnly(
  user: Asking,
  assignedOnly: boolean,
): Promise<Result<null, TeamRefusal>> {
  return managed(user, async (tx) => {
    await updateFirm(tx, { assignedOnly });
    const detail = { on: assignedOnly ? 1 : 0 };
    await insertFirmEvent(tx, { deed: "firm.assigned-only", detail });
    return ok(null);
  });
}

const WORDING_MAX = 8000;

/** The firm's own words for a consent; empty: ours again. Consents given before keep the words they were given in. */
export async function changeConsentWording(
  user: Asking,
  wording: string,
): Promise<Result<null, TeamRefusal>> {
  const text = wording.replaceAll("\r\n", "\n").trim();
  if (text.length > WORDING_MAX) {
    return err({
      code: "invalid-input",
      fields: { wording: `At most ${WORDING_MAX} characters.` },
    });
  }
  return managed(user, async (tx) => {
    await updateFirm(tx, { consentWording: text === "" ? null : text });
    await insertFirmEvent(tx, { deed: "firm.consent-wording" });
    return ok(null);
  });
}

/** Something an owner of the firm does. */
async function managed(
  user: Asking,
  work: (tx: FirmTx) => Promise<Result<null, TeamRefusal>>,
): Promise<Result<null, TeamRefusal>> {
  const firm = await firmOf(user);
  return firm === null ? err({ code: "not-found" }) : withFirm(user, firm, "manage-team", work);
}

async function onMember(
  user: Asking,
  member: string,
  staysOwner: boolean,
  change: (tx: FirmTx, id: UserId, before: FirmRole) => Promise<void>,
): Promise<Result<null, TeamRefusal>> {
  return managed(user, async (tx) => {
    await lockFirm(tx);
    const members = await listMembers(tx);
    const one = isUuid(member)
      ? members.find(({ userId: id }) => id === userId(member))
      : undefined;
    if (one === undefined) {
      return err({ code: "not-found" });
    }
    // Asked again under the lock: whoever was made less meanwhile changes nobody.
    const isOwner = members.some(({ userId: id, role }) => id === tx.userId && role === "owner");
    const leaving = await listLeaving(tx);
    const stays = ({ userId: id, role }: Member) => role === "owner" && !leaving.includes(id);
    if (!isOwner) {
      return err({ code: "not-allowed" });
    }
    if (stays(one) && !staysOwner && !members.some((other) => other !== one && stays(other))) {
      return err({ code: "last-owner" });
    }
    await change(tx, one.userId, one.role);
    return ok(null);
  });
}

function messagesOf(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(
    error.issues.map((issue) => [String(issue.path[0] ?? ""), issue.message]),
  );
}
