import { isUuid, type UserId, userId } from "@/db/ids";
import {
  deleteAssignment,
  insertAssignment,
  insertHandOff,
  listAssigned,
} from "@/db/queries/assignments";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { err, ok, type Result } from "@/lib/result";

/** Why the client stays with whom it is. */
export type AssignRefusal =
  | GateRefusal
  | { readonly code: "invalid-input"; readonly fields: Readonly<Record<string, string>> };

/** Assigns a client of the firm to a colleague, or ends that. Owners and reviewers do; preparers hand their own clients on. */
export async function assignClient(
  user: Asking,
  clientId: string,
  member: string,
  isAssigned: boolean,
): Promise<Result<null, AssignRefusal>> {
  return withColleague(user, clientId, member, async (tx, id) => {
    if (isAssigned) {
      await insertAssignment(tx, id);
    } else if (!(await deleteAssignment(tx, id))) {
      return err({ code: "not-found" });
    }
    const deed = isAssigned ? "client.assign" : "client.unassign";
    await insertAuditEvent(tx, { deed, subjectId: id });
    return ok(null);
  });
}

const NOTE_MAX = 2000;

/**
 * Hands a client from one colleague to another, with a note that both and whoever reviews can read; who gets it is told by mail, without a word
 * of the note. Both steps or none.
 */
export async function handOffClient(
  user: Asking,
  clientId: string,
  told: { readonly from: string; readonly to: string; readonly note: string },
): Promise<Result<null, AssignRefusal>> {
  const note = told.note.trim();
  if (note.length > NOTE_MAX) {
    return refuse("note", `At most ${NOTE_MAX} characters.`);
  }
  if (told.from === told.to) {
    return refuse("to", "Choose somebody else.");
  }
  return withColleague(user, clientId, told.to, async (tx, to) => {
    const from = (await listAssigned(tx)).find((id) => id === told.from);
    if (from === undefined) {
      return refuse("from", "The client is not assigned to them.");
    }
    await insertAssignment(tx, to);
    await deleteAssignment(tx, from);
    const handOff = await insertHandOff(tx, { from, to, note: note === "" ? null : note });
    if (to !== tx.userId) {
      await enqueue(tx, "send-talk-notice", {
        clientId: tx.clientId,
        userId: tx.userId,
        notice: "hand-off",
        subjectId: handOff,
        to,
      });
    }
    await insertAuditEvent(tx, { deed: "client.hand-off", subjectId: to, detail: { from } });
    return ok(null);
  });
}

const refuse = (field: string, message: string): Result<never, AssignRefusal> =>
  err({ code: "invalid-input", fields: { [field]: message } });

async function withColleague(
  user: Asking,
  clientId: string,
  member: string,
  work: (tx: ClientWriteTx, id: UserId) => Promise<Result<null, AssignRefusal>>,
): Promise<Result<null, AssignRefusal>> {
  if (!isUuid(member)) {
    return err({ code: "not-found" });
  }
  try {
    return await withClient<null, AssignRefusal>(user, clientId, "assign", (tx) =>
      work(tx, userId(member)),
    );
  } catch (error) {
    // Nobody of that id works in the firm (foreign key), or the database's own rule says no.
    const code = (error as { code?: unknown }).code;
    if (code === "23503") {
      return err({ code: "not-found" });
    }
    if (code === "42501") {
      return err({ code: "not-allowed" });
    }
    throw error;
  }
}
