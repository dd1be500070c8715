import { invitationId, isUuid, userId } from "@/db/ids";
import { deleteGrant } from "@/db/queries/access-grants";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { answerClientInvitation } from "@/db/queries/invitations";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";

/** Ends somebody's way into a client's books: their next click finds them closed. */
export async function endAccess(
  user: Asking,
  clientId: string,
  person: string,
): Promise<Result<null, GateRefusal>> {
  return withClient<null, GateRefusal>(user, clientId, "share", async (tx) => {
    if (!(isUuid(person) && (await deleteGrant(tx, userId(person))))) {
      return err({ code: "not-found" });
    }
    await insertAuditEvent(tx, { deed: "access.revoke", subjectId: person });
    return ok(null);
  });
}

/** Takes an invitation back before it is answered: its link is dead from now on. */
export async function withdrawInvitation(
  user: Asking,
  clientId: string,
  invitation: string,
): Promise<Result<null, GateRefusal>> {
  return withClient<null, GateRefusal>(user, clientId, "share", async (tx) => {
    const isTaken =
      isUuid(invitation) &&
      (await answerClientInvitation(tx, invitationId(invitation), "withdrawn", null));
    if (!isTaken) {
      return err({ code: "not-found" });
    }
    await insertAuditEvent(tx, { deed: "access.withdraw", subjectId: invitation });
    return ok(null);
  });
}
