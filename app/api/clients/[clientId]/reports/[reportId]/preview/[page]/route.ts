import { defineRoute, PRIVATE } from "@/lib/request";
import { viewPreview } from "@/lib/services/report-preview";

/** A page of a report as a picture, pages 1 to 3. */
export const GET = defineRoute<{ clientId: string; reportId: string; page: string }>(
  async ({ user, params }) => {
    const page = /^[1-3]$/.test(params.page) ? Number(params.page) : 0;
    const found = await viewPreview(user, params.clientId, params.reportId, page);
    return found.ok
      ? {
          ok: true,
          value: new Response(new Uint8Array(found.value), {
            headers: {
              ...PRIVATE,
              "content-type": "image/png",
              "x-content-type-options": "nosniff",
            },
          }),
        }
      : found;
  },
);
