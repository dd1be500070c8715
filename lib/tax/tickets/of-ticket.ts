import type { Identification } from "@/lib/tax/settings";
import type { TicketUse } from "./ticket";

/** True for an identification that follows from a ticket: it stands on the ticket's record, not on a person's word. */
export function isOfTicket(
  uses: readonly TicketUse[],
  { transaction, madeAt }: Pick<Identification, "transaction" | "madeAt">,
): boolean {
  return uses.some(
    ({ ticket, fills }) =>
      ticket.madeAt === madeAt && fills.some((fill) => fill.transaction === transaction),
  );
}
