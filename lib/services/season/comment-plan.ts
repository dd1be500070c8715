import { isUuid, planId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertPlanComment, listPlanVersions } from "@/db/queries/plans";
import { getUser } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { printable } from "@/lib/reports/text";
import { err, ok, type Result } from "@/lib/result";
import type { FieldErrors } from "../transaction-form";

const LONGEST = 4000;

/** Why nothing was said. */
export type CommentRefusal =
  | GateRefusal
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

/** Adds a word about a plan under the user's name: the client's, or that of whoever else works on their books. Append-only. */
export async function commentOnPlan(
  user: Asking,
  clientId: string,
  plan: string,
  text: string,
): Promise<Result<null, CommentRefusal>> {
  const said = text.trim();
  if (said === "" || said.length > LONGEST) {
    const words = said === "" ? "Say something first." : "At most 4,000 characters.";
    return err({ code: "invalid-input", fields: { text: words } });
  }
  const author = await withSystem((tx) => getUser(tx, user.id));
  return withClient<null, CommentRefusal>(user, clientId, "write", async (tx) => {
    const [last] = isUuid(plan) ? await listPlanVersions(tx, planId(plan)) : [];
    if (last === undefined || author === null) {
      return err({ code: "not-found" });
    }
    await insertPlanComment(tx, last.id, { text: said, author: printable(author.name, 80) });
    await insertAuditEvent(tx, { deed: "plan.comment", subjectId: last.id });
    return ok(null);
  });
}
