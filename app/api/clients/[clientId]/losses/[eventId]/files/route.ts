import { bodyOf, defineRoute, fileNameOf, PRIVATE } from "@/lib/request";
import { keepEvidence } from "@/lib/services/season/keep-evidence";

/** One piece of evidence as the raw body; headers as for any upload: `x-file-name`, `x-file-sha256`. */
export const POST = defineRoute<{ clientId: string; eventId: string }>(
  async ({ user, request, params }) => {
    const { clientId, eventId } = params;
    const sha256 = request.headers.get("x-file-sha256");
    if (sha256 !== null && !/^[0-9a-f]{64}$/i.test(sha256)) {
      return { ok: false, error: { code: "hash-mismatch" } };
    }
    const kept = await keepEvidence(user, clientId, eventId, {
      name: fileNameOf(request.headers.get("x-file-name")),
      sha256,
      body: bodyOf(request),
    });
    return kept.ok
      ? {
          ok: true,
          value: Response.json(
            {
              ok: true,
              href: `/clients/${clientId}/harvest/losses/${eventId}`,
              note: kept.value.isNew ? "Kept" : "Kept already",
            },
            { headers: PRIVATE },
          ),
        }
      : kept;
  },
);
