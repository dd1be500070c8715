import { isUuid, reportId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { getClient } from "@/db/queries/clients";
import { getReport, getReportFile, listReportFiles, type ReportFile } from "@/db/queries/reports";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { isPreview } from "./report-preview";

/** The files of a report: the paper, its statement as CSV, and what is open as CSV. */
export type ReportFileKind = "pdf" | "csv" | "open";

/** Which of them a file is, by its name. */
export function kindOfFile(name: string): ReportFileKind {
  if (name.startsWith("open-items-")) {
    return "open";
  }
  return name.endsWith(".pdf") ? "pdf" : "csv";
}

/** A file to be sent, with the name it is saved under. */
export interface Download {
  readonly fileName: string;
  readonly contentType: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/**
 * A file of a report, noted in the books' audit trail. Another client's report, one that is not made yet and one that
 * never was are all "not-found".
 */
export async function downloadReport(
  user: Asking,
  clientId: string,
  report: string,
  kind: ReportFileKind,
): Promise<Result<Download, GateRefusal>> {
  const found = await withClient<Download, GateRefusal>(user, clientId, "read", async (tx) => {
    const file = isUuid(report) ? await fileOf(tx, report, kind) : null;
    if (file === null) {
      return err({ code: "not-found" });
    }
    const client = await getClient(tx);
    return ok({
      fileName: `Lotwise ${file.name.replace(/\.(?:pdf|csv)$/, "")} ${client.name}.${kind === "pdf" ? "pdf" : "csv"}`,
      contentType: file.contentType,
      sha256: file.sha256,
      bytes: file.bytes,
    });
  });
  if (found.ok) {
    await withClient<null, never>(user, clientId, "write", async (tx) => {
      await insertAuditEvent(tx, { deed: "report.download", subjectId: report, detail: { kind } });
      return ok(null);
    });
  }
  return found;
}

async function fileOf(
  tx: ClientTx,
  report: string,
  kind: ReportFileKind,
): Promise<ReportFile | null> {
  const id = reportId(report);
  if ((await getReport(tx, id)) === null) {
    return null;
  }
  const files = await listReportFiles(tx, id);
  const named = files.find(({ name }) => !isPreview(name) && kindOfFile(name) === kind);
  return named === undefined ? null : getReportFile(tx, id, named.name);
}
