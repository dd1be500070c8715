import { defineRoute, streamedResponse } from "@/lib/request";
import { bulkZip } from "@/lib/services/bulk/bulk-zip";

/** Everything a run made as one zip, sent while it is made. Many clients' papers at once: asked of whoever has just shown who they are. */
export const GET = defineRoute<{ runId: string }>(
  async ({ user, params }) => {
    const file = await bulkZip(user, params.runId);
    return file.ok ? { ok: true, value: streamedResponse(file.value) } : file;
  },
  { proof: "second-step" },
);
