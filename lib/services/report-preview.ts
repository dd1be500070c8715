import { isUuid, reportId } from "@/db/ids";
import { getReport, getReportFile } from "@/db/queries/reports";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { isReportSeen } from "./report-scope";

/** The name a page's picture is kept under, the first page being 1. */
export const previewName = (page: number): string => `preview-${page}.png`;

/** True for a file that is a picture of a page. */
export const isPreview = (name: string): boolean => /^preview-[1-9]\.png$/.test(name);

/** A page of a report as a picture. Looking at it is no download, so it leaves no note. */
export async function viewPreview(
  user: Asking,
  clientId: string,
  report: string,
  page: number,
): Promise<Result<Uint8Array, GateRefusal>> {
  const look = async (tx: ClientTx): Promise<Result<Uint8Array, GateRefusal>> => {
    const id = isUuid(report) ? reportId(report) : null;
    const kept = id === null ? null : await getReport(tx, id);
    const isThere = kept !== null && isReportSeen(tx, kept);
    const file = isThere ? await getReportFile(tx, kept.id, previewName(page)) : null;
    return file === null ? err({ code: "not-found" }) : ok(file.bytes);
  };
  return withClient<Uint8Array, GateRefusal>(user, clientId, "read", look, { keepsYears: true });
}
