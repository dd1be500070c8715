import { isUuid, templateId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertTemplate, listTemplates } from "@/db/queries/mapping-templates";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { headerHash, templateIn } from "./stored-template";

/** Ends a layout: it is offered no more. Its versions stay, and with them everything that was imported by it. */
export async function removeTemplate(
  user: Asking,
  clientId: string,
  template: string,
): Promise<Result<null, GateRefusal>> {
  return withClient<null, GateRefusal>(user, clientId, "write", async (tx) => {
    const id = isUuid(template) ? templateId(template) : null;
    const stored = (await listTemplates(tx)).find((one) => one.id === id);
    if (stored === undefined) {
      return err({ code: "not-found" });
    }
    const { name, document } = stored;
    const hash = headerHash(templateIn(stored)?.header ?? []);
    await insertTemplate(tx, { id: stored.id, name, headerHash: hash, document }, true);
    await insertAuditEvent(tx, { deed: "layout.remove", subjectId: stored.id, detail: {} });
    return ok(null);
  });
}
