import { defineRoute, PRIVATE } from "@/lib/request";
import { isFormMapping } from "@/lib/services/form-mapping/form-mapping-form";
import { previewFormMapping } from "@/lib/services/form-mapping/view-form-mapping";
import { previewMapping } from "@/lib/services/mapping/view-mapping";

const MAX_BYTES = 400_000;

/** The first rows of a waiting table as the form on the screen (JSON) reads them. Nothing is kept. */
export const POST = defineRoute<{ clientId: string; batchId: string }>(
  async ({ user, request, params }) => {
    const told = parsed(await textOf(request));
    const preview = isFormMapping(told) ? previewFormMapping : previewMapping;
    const read = await preview(user, params.clientId, params.batchId, told);
    return read.ok ? { ok: true, value: Response.json(read.value, { headers: PRIVATE }) } : read;
  },
);

/** The body as text; "" when it is longer than any form of ours, of which no more is read. */
async function textOf(request: Request): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > MAX_BYTES) {
      return "";
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
