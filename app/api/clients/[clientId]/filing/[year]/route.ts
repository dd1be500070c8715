import { defineRoute, fileResponse } from "@/lib/request";
import {
  downloadFiling,
  FILING_FILES,
  type FilingFile,
} from "@/lib/services/filing/download-filing";

/** A paper of a filed year: `?file=difference-pdf`, `difference-csv`, `amended-pdf` or `amended-csv`. */
export const GET = defineRoute<{ clientId: string; year: string }>(
  async ({ user, request, params }) => {
    const asked = new URL(request.url).searchParams.get("file") ?? "";
    const year = /^\d{4}$/.test(params.year) ? Number(params.year) : 0;
    if (!isFile(asked)) {
      return { ok: false, error: { code: "not-found" } };
    }
    const found = await downloadFiling(user, params.clientId, { year, file: asked });
    return found.ok ? { ok: true, value: fileResponse(found.value) } : found;
  },
);

function isFile(text: string): text is FilingFile {
  return FILING_FILES.some((file) => file === text);
}
