import { defineRoute, fileResponse } from "@/lib/request";
import { downloadEvidence } from "@/lib/services/season/keep-evidence";

/** One piece of evidence, the very bytes, always to be saved and never shown as a page of ours. */
export const GET = defineRoute<{ clientId: string; eventId: string; fileId: string }>(
  async ({ user, params }) => {
    const found = await downloadEvidence(user, params.clientId, params.eventId, params.fileId);
    return found.ok ? { ok: true, value: fileResponse(found.value) } : found;
  },
);
