import { insertAuditEvent } from "@/db/queries/audit-events";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { renderPaperPdf } from "@/lib/pdf/render";
import type { Paper } from "@/lib/reports/paper";
import { ok, type Result } from "@/lib/result";

/** A drawn paper with the name it is saved under. */
export interface PrintedPaper {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Draws a paper and notes in the books' audit trail that it was taken; a reader's download is noted too where they may write. */
export async function printPaper(
  user: Asking,
  clientId: string,
  found: Result<Paper, GateRefusal>,
  deed: { readonly deed: string; readonly subjectId?: string },
): Promise<Result<PrintedPaper, GateRefusal>> {
  if (!found.ok) {
    return found;
  }
  const bytes = await renderPaperPdf(found.value);
  await withClient<null, never>(user, clientId, "write", async (tx) => {
    await insertAuditEvent(tx, deed);
    return ok(null);
  });
  return ok({ fileName: `Lotwise ${found.value.documentTitle}.pdf`, bytes });
}
