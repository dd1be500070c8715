import { defineRoute, PRIVATE } from "@/lib/request";
import { viewPreview } from "@/lib/services/report-preview";

/** A page of a report as a picture: "1" of its own paper, "form-8949-1" of one of its files. */
export const GET = defineRoute<{ clientId: string; reportId: string; page: string }>(
  async ({ user, params }) => {
    const name = `preview-${params.page}.png`;
    const found = await viewPreview(user, params.clientId, params.reportId, name);
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
