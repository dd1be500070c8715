import { attachment, defineRoute, PRIVATE } from "@/lib/request";
import { downloadReport } from "@/lib/services/download-report";

/** A file of a report: `?file=pdf` (default), `?file=csv` or `?file=open` (what is open, as CSV). Streams the very bytes whose SHA-256 the page shows. */
export const GET = defineRoute<{ clientId: string; reportId: string }>(
  async ({ user, request, params }) => {
    const asked = new URL(request.url).searchParams.get("file");
    const kind = asked === "csv" || asked === "open" ? asked : "pdf";
    const found = await downloadReport(user, params.clientId, params.reportId, kind);
    if (!found.ok) {
      return found;
    }
    const { fileName, contentType, sha256, bytes } = found.value;
    const body = new Uint8Array(bytes);
    return {
      ok: true,
      value: new Response(body, {
        headers: {
          ...PRIVATE,
          "content-type": contentType,
          "content-length": String(body.byteLength),
          "content-disposition": attachment(fileName),
          etag: `"${sha256}"`,
          "x-content-type-options": "nosniff",
        },
      }),
    };
  },
);
