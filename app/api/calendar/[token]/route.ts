import { defineOpenRoute, PRIVATE } from "@/lib/request";
import { readCalendarFeed } from "@/lib/services/season/season-calendar";

/** A season as a calendar program asks for it: whoever knows the address may read what its owner may see. */
export const GET = defineOpenRoute<{ token: string }>(async ({ params }) => {
  const found = await readCalendarFeed(params.token);
  return found.ok
    ? {
        ok: true,
        value: new Response(found.value.text, {
          headers: {
            ...PRIVATE,
            "content-type": "text/calendar; charset=utf-8",
            "x-content-type-options": "nosniff",
            "x-robots-tag": "noindex",
          },
        }),
      }
    : found;
});
