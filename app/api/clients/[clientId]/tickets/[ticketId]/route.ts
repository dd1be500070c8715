import { defineRoute, fileResponse } from "@/lib/request";
import { printPaper } from "@/lib/services/season/print-paper";
import { ticketPaper } from "@/lib/services/season/ticket-paper";

/** The paper of one ticket as PDF. */
export const GET = defineRoute<{ clientId: string; ticketId: string }>(async ({ user, params }) => {
  const { clientId, ticketId } = params;
  const paper = await ticketPaper(user, clientId, ticketId);
  const deed = { deed: "ticket.print", subjectId: ticketId };
  const printed = await printPaper(user, clientId, paper, deed);
  return printed.ok
    ? { ok: true, value: fileResponse({ ...printed.value, contentType: "application/pdf" }) }
    : printed;
});
