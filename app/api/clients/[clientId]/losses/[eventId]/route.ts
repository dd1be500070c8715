import { defineRoute, fileResponse } from "@/lib/request";
import { lossPaper } from "@/lib/services/season/loss-paper";
import { printPaper } from "@/lib/services/season/print-paper";

/** The evidence of one event as PDF. */
export const GET = defineRoute<{ clientId: string; eventId: string }>(async ({ user, params }) => {
  const { clientId, eventId } = params;
  const paper = await lossPaper(user, clientId, eventId);
  const deed = { deed: "loss.print", subjectId: eventId };
  const printed = await printPaper(user, clientId, paper, deed);
  return printed.ok
    ? { ok: true, value: fileResponse({ ...printed.value, contentType: "application/pdf" }) }
    : printed;
});
