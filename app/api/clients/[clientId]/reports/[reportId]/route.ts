import { defineRoute, fileResponse } from "@/lib/request";
import { downloadReport } from "@/lib/services/download-report";
import { fileKind } from "@/lib/services/reports/kinds";

/** A file of a report: `?file=` with its kind, the PDF without it. Sends the very bytes whose SHA-256 the page shows. */
export const GET = defineRoute<{ clientId: string; reportId: string }>(
  async ({ user, request, params }) => {
    const asked = new URL(request.url).searchParams.get("file") ?? "pdf";
    const { clientId, reportId } = params;
    const found = await downloadReport(user, clientId, reportId, fileKind(asked));
    return found.ok ? { ok: true, value: fileResponse(found.value) } : found;
  },
);
