import { defineRoute, fileResponse } from "@/lib/request";
import { seasonCalendar } from "@/lib/services/season/season-calendar";

/** The season as a calendar file to be opened once; the private address is what stays up to date. */
export const GET = defineRoute<{ clientId: string }>(async ({ user, params }) => {
  const found = await seasonCalendar(user, params.clientId);
  return found.ok
    ? {
        ok: true,
        value: fileResponse({
          fileName: found.value.fileName,
          contentType: "text/calendar; charset=utf-8",
          bytes: new TextEncoder().encode(found.value.text),
        }),
      }
    : found;
});
