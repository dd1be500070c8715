import { defineRoute, streamedResponse } from "@/lib/request";
import { downloadExport, findExport } from "@/lib/services/export/download-export";

/** Everything in a client's books as one zip, to whoever has just shown a second step. */
export const GET = defineRoute<{ clientId: string; exportId: string }>(
  async ({ user, params }) => {
    const file = await downloadExport(user, params.clientId, params.exportId);
    return file.ok ? { ok: true, value: streamedResponse(file.value) } : file;
  },
  {
    proof: "second-step",
    seen: ({ user, params }) => findExport(user, params.clientId, params.exportId),
  },
);
