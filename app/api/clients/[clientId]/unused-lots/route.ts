import { defineRoute, PRIVATE } from "@/lib/request";
import { listUnusedLots } from "@/lib/services/list-unused-lots";

/** The lots unused when 2025 began, as the CSV an allocation is given back in. */
export const GET = defineRoute<{ clientId: string }>(async ({ user, params }) => {
  const found = await listUnusedLots(user, params.clientId);
  return found.ok
    ? {
        ok: true,
        value: new Response(found.value, {
          headers: {
            ...PRIVATE,
            "content-type": "text/csv; charset=utf-8",
            "content-disposition": 'attachment; filename="unused-lots-2025-01-01.csv"',
            "x-content-type-options": "nosniff",
          },
        }),
      }
    : found;
});
