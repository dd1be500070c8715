import { attachment, defineRoute, PRIVATE } from "@/lib/request";
import { openDocument } from "@/lib/services/talk/give-document";

/** A document that was given, the very bytes, piece by piece; always to be saved and never shown as a page of ours. */
export const GET = defineRoute<{ clientId: string; requestId: string; fileId: string }>(
  async ({ user, params }) => {
    const { clientId, requestId, fileId } = params;
    const opened = await openDocument(user, clientId, requestId, fileId);
    if (!opened.ok) {
      return opened;
    }
    const { fileName, size, file } = opened.value;
    const pieces = file.pieces();
    const body = new ReadableStream<Uint8Array>({
      pull: async (to) => {
        const next = await pieces.next();
        if (next.done === true) {
          await file.drop();
          to.close();
        } else {
          to.enqueue(next.value);
        }
      },
      cancel: () => file.drop(),
    });
    return {
      ok: true,
      value: new Response(body, {
        headers: {
          ...PRIVATE,
          "content-type": "application/octet-stream",
          "content-length": String(size),
          "content-disposition": attachment(fileName),
          "x-content-type-options": "nosniff",
        },
      }),
    };
  },
);
