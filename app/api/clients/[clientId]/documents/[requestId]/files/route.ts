import { bodyOf, defineRoute, fileNameOf, PRIVATE } from "@/lib/request";
import { giveDocument } from "@/lib/services/talk/give-document";

/** A document that was asked for, as the raw body; headers as for any upload: `x-file-name`, `x-file-size`, `x-file-sha256`. */
export const POST = defineRoute<{ clientId: string; requestId: string }>(
  async ({ user, request, params }) => {
    const { clientId, requestId } = params;
    const size = request.headers.get("x-file-size") ?? "";
    const sha256 = request.headers.get("x-file-sha256");
    if (!/^\d{1,12}$/.test(size)) {
      return { ok: false, error: { code: "size-mismatch" } };
    }
    if (sha256 !== null && !/^[0-9a-f]{64}$/i.test(sha256)) {
      return { ok: false, error: { code: "hash-mismatch" } };
    }
    const kept = await giveDocument(user, clientId, requestId, {
      fileName: fileNameOf(request.headers.get("x-file-name")),
      size: Number(size),
      sha256,
      body: bodyOf(request),
    });
    const note = kept.ok && !kept.value.isNew ? "Kept already" : "Kept";
    return kept.ok
      ? {
          ok: true,
          value: Response.json(
            { ok: true, href: `/clients/${clientId}/documents`, note },
            { headers: PRIVATE },
          ),
        }
      : kept;
  },
);
