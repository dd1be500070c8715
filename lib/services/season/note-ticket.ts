import { isUuid, ticketId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertTicketEvent } from "@/db/queries/tickets";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { isOpenTicket } from "@/lib/tax/tickets/ticket";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { loadBooks } from "../load-books";

/** Why nothing was noted. "changed-meanwhile": the ticket was used or has ended, so this no longer changes it. */
export type NoteTicketRefusal = GateRefusal | { readonly code: "changed-meanwhile" };

/**
 * Notes that the broker was told of an open ticket, at this moment; from 2027 that has to be before the sale for units a
 * broker holds (Reg. 1.1012-1(j)(3)(ii)). The first note counts.
 */
export function noteBrokerTold(
  user: Asking,
  clientId: string,
  ticket: string,
  now?: Instant,
): Promise<Result<null, NoteTicketRefusal>> {
  return note(user, clientId, ticket, "told", now);
}

/** Withdraws an open ticket from this moment on. One that a sale has used stays: after the sale nothing is taken back. */
export function withdrawTicket(
  user: Asking,
  clientId: string,
  ticket: string,
  now?: Instant,
): Promise<Result<null, NoteTicketRefusal>> {
  return note(user, clientId, ticket, "withdrawn", now);
}

async function note(
  user: Asking,
  clientId: string,
  ticket: string,
  kind: "told" | "withdrawn",
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<null, NoteTicketRefusal>> {
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const use = loaded.value.tickets.find((each) => each.ticket.id === ticket);
  if (use === undefined || !isUuid(ticket)) {
    return err({ code: "not-found" });
  }
  const isAgain = kind === "told" && use.ticket.toldBrokerAt !== null;
  const isUsed = kind === "withdrawn" && use.fills.length > 0;
  if (!isOpenTicket(use, now) || isAgain || isUsed) {
    return err({ code: "changed-meanwhile" });
  }
  return withClient<null, NoteTicketRefusal>(user, clientId, "write", async (tx) => {
    await insertTicketEvent(tx, ticketId(ticket), kind);
    await insertAuditEvent(tx, { deed: `ticket.${kind}`, subjectId: ticket });
    return ok(null);
  });
}
