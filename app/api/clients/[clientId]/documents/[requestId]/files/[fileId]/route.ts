import { defineRoute, streamedResponse } from "@/lib/request";
import { downloadDocument } from "@/lib/services/talk/give-document";

/** A document that was given, the very bytes, piece by piece; always to be saved and never shown as a page of ours. */
export const GET = defineRoute<{ clientId: string; requestId: string; fileId: string }>(
  async ({ user, params }) => {
    const { clientId, requestId, fileId } = params;
    const file = await downloadDocument(user, clientId, requestId, fileId);
    return file.ok ? { ok: true, value: streamedResponse(file.value) } : file;
  },
);
