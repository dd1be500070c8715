import { defineRoute, fileResponse } from "@/lib/request";
import { wispPdf } from "@/lib/services/wisp/wisp-paper";

/** The annex to the firm's security plan as PDF. */
export const GET = defineRoute(async ({ user }) => {
  const file = await wispPdf(user);
  return file.ok ? { ok: true, value: fileResponse(file.value) } : file;
});
