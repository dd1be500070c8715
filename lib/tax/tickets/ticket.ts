import type { Quantity } from "@/lib/money/quantity";
import type { Identification, LotId } from "@/lib/tax/settings";
import type { AccountId, AssetId, TransactionId } from "@/lib/tax/transaction";
import type { Instant } from "@/lib/time/instant";

/** Units of one lot. */
export interface NamedUnits {
  readonly lot: LotId;
  readonly quantity: Quantity;
}

/**
 * How the named units will leave: units may be named when they are sold, otherwise disposed of, or transferred (Reg. 1.1012-1(j)(2)-(3)).
 * A cost paid in units is none of these: what it takes is known only when it is paid, and units kept back from a purchase are those just
 * bought whatever was named (Reg. 1.1012-1(j)(3)(iii)), so it follows the order in force.
 */
export const TICKET_PURPOSES = ["sale", "payment", "gift", "donation", "move"] as const;

/** One of them. */
export type TicketPurpose = (typeof TICKET_PURPOSES)[number];

/** Lots named for a sale, or another way out of the account, that is still to come, in the order they are used. */
export interface Ticket {
  readonly id: string;
  readonly purpose: TicketPurpose;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly madeAt: Instant;
  /** A sale at or after it does not use the ticket. */
  readonly expiresAt: Instant;
  /** When the broker was told; needed from 2027 for units a broker holds. Null: not told. */
  readonly toldBrokerAt: Instant | null;
  /** A sale at or after it does not use the ticket; one before it does: after the sale nothing is taken back. */
  readonly withdrawnAt: Instant | null;
  readonly lots: readonly NamedUnits[];
}

/** A transaction that used a ticket, and the units it took of it. */
export interface TicketFill {
  readonly transaction: TransactionId;
  readonly at: Instant;
  readonly lots: readonly NamedUnits[];
}

/** A ticket with the sales that used it, in their order, and what is left of each lot. */
export interface TicketUse {
  readonly ticket: Ticket;
  readonly fills: readonly TicketFill[];
  readonly left: readonly NamedUnits[];
}

/** True while a sale may still use the ticket. */
export function isOpenTicket({ ticket, left }: TicketUse, now: Instant): boolean {
  return ticket.withdrawnAt === null && ticket.expiresAt > now && left.length > 0;
}

/** Tickets met with the sales of the books. */
export interface MatchedTickets {
  /** In the order the tickets were written. */
  readonly uses: readonly TicketUse[];
  /** What they say to the ledger: one for each sale that used any. */
  readonly identifications: readonly Identification[];
}
