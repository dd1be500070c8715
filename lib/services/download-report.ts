import { isUuid, reportId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { getClient } from "@/db/queries/clients";
import { getReport, getReportFile, listReportFiles, type ReportFile } from "@/db/queries/reports";
import {
  type Asking,
  type ClientTx,
  type ClientWriteTx,
  type GateRefusal,
  withClient,
} from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { isReportSeen } from "./report-scope";
import { kindOfFile, previewOf, type ReportFileKind } from "./reports/kinds";

/** A file to be sent, with the name it is saved under. */
export type Download = Pick<ReportFile, "contentType" | "sha256" | "bytes"> & {
  readonly fileName: string;
};

/**
 * A file of a report (null: of a kind there is none of), noted in the books' audit trail. Another client's report, one that is not made yet and one that
 * never was are all "not-found".
 */
export async function downloadReport(
  user: Asking,
  clientId: string,
  report: string,
  kind: ReportFileKind | null,
): Promise<Result<Download, GateRefusal>> {
  const find = async (tx: ClientWriteTx): Promise<Result<Download, GateRefusal>> => {
    const file = isUuid(report) && kind !== null ? await fileOf(tx, report, kind) : null;
    if (file === null) {
      return err({ code: "not-found" });
    }
    const client = await getClient(tx);
    const { name, contentType, sha256, bytes } = file;
    const dot = name.lastIndexOf(".");
    const fileName = `Lotwise ${name.slice(0, dot)} ${client.name}${name.slice(dot)}`;
    await insertAuditEvent(tx, { deed: "report.download", subjectId: report, detail: { kind } });
    return ok({ fileName, contentType, sha256, bytes });
  };
  return withClient<Download, GateRefusal>(user, clientId, "download", find, { keepsYears: true });
}

async function fileOf(
  tx: ClientTx,
  report: string,
  kind: ReportFileKind,
): Promise<ReportFile | null> {
  const id = reportId(report);
  const kept = await getReport(tx, id);
  if (kept === null || !isReportSeen(tx, kept)) {
    return null;
  }
  const files = await listReportFiles(tx, id);
  const named = files.find(({ name }) => previewOf(name) === null && kindOfFile(name) === kind);
  return named === undefined ? null : getReportFile(tx, id, named.name);
}
