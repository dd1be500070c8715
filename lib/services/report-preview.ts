import { isUuid, reportId } from "@/db/ids";
import { getReport, getReportFile } from "@/db/queries/reports";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { isReportSeen } from "./report-scope";
import { previewOf } from "./reports/kinds";

/** The picture of that name of a page of a report ("preview-1.png"). Looking at it is no download, so it leaves no note. */
export async function viewPreview(
  user: Asking,
  clientId: string,
  report: string,
  picture: string,
): Promise<Result<Uint8Array, GateRefusal>> {
  const look = async (tx: ClientTx): Promise<Result<Uint8Array, GateRefusal>> => {
    const id = isUuid(report) ? reportId(report) : null;
    const kept = id === null ? null : await getReport(tx, id);
    const isThere = kept !== null && isReportSeen(tx, kept) && previewOf(picture) !== null;
    const file = isThere ? await getReportFile(tx, kept.id, picture) : null;
    return file === null ? err({ code: "not-found" }) : ok(file.bytes);
  };
  return withClient<Uint8Array, GateRefusal>(user, clientId, "read", look, { keepsYears: true });
}
