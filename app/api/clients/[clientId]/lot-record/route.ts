import { defineRoute, fileResponse } from "@/lib/request";
import { lotRecordPaper } from "@/lib/services/season/lot-record-paper";
import { printPaper } from "@/lib/services/season/print-paper";

/** A year's disposals with how their lots were identified, as PDF: `?year=2026`. */
export const GET = defineRoute<{ clientId: string }>(async ({ user, request, params }) => {
  const { clientId } = params;
  const year = Number(new URL(request.url).searchParams.get("year"));
  const paper = await lotRecordPaper(user, clientId, year);
  const printed = await printPaper(user, clientId, paper, { deed: "lot-record.print" });
  return printed.ok
    ? { ok: true, value: fileResponse({ ...printed.value, contentType: "application/pdf" }) }
    : printed;
});
