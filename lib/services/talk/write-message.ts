import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertMessage, type MessageKind } from "@/db/queries/client-messages";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { err, ok, type Result } from "@/lib/result";
import { firmOf } from "../firm/firm-of";
import type { FieldErrors } from "../transaction-form";

/** Characters of one message or note. */
export const MESSAGE_MAX = 4000;

/** What can be written. */
export const MESSAGE_KINDS = [
  "message",
  "shared",
  "internal",
] as const satisfies readonly MessageKind[];

/** Why nothing was kept. */
export type MessageRefusal =
  | GateRefusal
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

/**
 * Says something about a client's books: to the other side, who is told by mail; as a note both sides see; or as a note of the writer's
 * firm, which nobody outside it ever sees and the client's history does not name. Append-only.
 */
export async function writeMessage(
  user: Asking,
  clientId: string,
  told: { readonly kind: MessageKind; readonly text: string },
): Promise<Result<null, MessageRefusal>> {
  const text = told.text.replaceAll("\r\n", "\n").trim();
  if (text === "" || text.length > MESSAGE_MAX) {
    const says = text === "" ? "Write something first." : "At most 4,000 characters.";
    return err({ code: "invalid-input", fields: { text: says } });
  }
  const firm = told.kind === "internal" ? await firmOf(user) : null;
  if (told.kind === "internal" && firm === null) {
    return err({ code: "not-allowed" });
  }
  return withClient<null, MessageRefusal>(user, clientId, "talk", async (tx) => {
    const order = await insertMessage(tx, { kind: told.kind, firm, text });
    if (told.kind === "message") {
      const notice = "message" as const;
      const subjectId = `${tx.clientId}-${order}`;
      await enqueue(tx, "send-talk-notice", {
        clientId: tx.clientId,
        userId: tx.userId,
        notice,
        subjectId,
      });
      await insertAuditEvent(tx, { deed: "message.send" });
    } else if (told.kind === "shared") {
      await insertAuditEvent(tx, { deed: "message.note" });
    }
    return ok(null);
  });
}
