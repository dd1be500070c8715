import { defineRoute, PRIVATE } from "@/lib/request";
import { previewMapping } from "@/lib/services/mapping/view-mapping";

const MAX_TEXT = 200_000;

/** The first rows of a waiting table as the form on the screen (JSON) reads them. Nothing is kept. */
export const POST = defineRoute<{ clientId: string; batchId: string }>(
  async ({ user, request, params }) => {
    const text = await request.text();
    const told = text.length > MAX_TEXT ? null : parsed(text);
    const read = await previewMapping(user, params.clientId, params.batchId, told);
    return read.ok ? { ok: true, value: Response.json(read.value, { headers: PRIVATE }) } : read;
  },
);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
