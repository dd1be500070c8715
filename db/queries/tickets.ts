import { and, asc, eq } from "drizzle-orm";
import { quantity, quantityText } from "@/lib/money/quantity";
import { parseUsd, type Usd, usdText } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import type { NamedUnits, Ticket, TicketPurpose } from "@/lib/tax/tickets/ticket";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import { type CalendarDate, parseCalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import { type TicketId, ticketId, type UserId } from "../ids";
import { identificationTickets } from "../schema/identification-tickets";
import { ticketEvents } from "../schema/ticket-events";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { clientVault } from "./keys";
import { successorsOf } from "./successors";

/** Units of a lot as a ticket names them, with what was known of the lot when it was written. */
export interface TicketLot extends NamedUnits {
  readonly acquired: CalendarDate | "inherited" | null;
  /** Basis of these units; null: not known. */
  readonly basis: Usd | null;
}

/** A ticket as it was written, and what became of it. */
export interface WrittenTicket extends Omit<Ticket, "id" | "lots"> {
  readonly id: TicketId;
  readonly lots: readonly TicketLot[];
  readonly instruction: string;
  readonly timeZone: string;
  readonly enteredBy: UserId;
}

const placeOf = (id: TicketId) => ({
  table: "identification_tickets",
  column: "instruction",
  row: id,
});

/** All tickets as they were written, the earliest first, naming lots as they were named. */
export async function listTickets(tx: ClientTx): Promise<WrittenTicket[]> {
  const rows = await tx.db
    .select()
    .from(identificationTickets)
    .where(eq(identificationTickets.clientId, tx.clientId))
    .orderBy(asc(identificationTickets.order));
  if (rows.length === 0) {
    return [];
  }
  const events = await tx.db
    .select()
    .from(ticketEvents)
    .where(eq(ticketEvents.clientId, tx.clientId))
    .orderBy(asc(ticketEvents.order));
  const momentOf = (id: TicketId, kind: "told" | "withdrawn"): Instant | null =>
    events.find((event) => event.ticketId === id && event.kind === kind)?.madeAt ?? null;
  const vault = await clientVault(tx);
  return rows.map(({ id, accountId, lots, instruction, clientId: _, order: __, ...row }) => ({
    ...row,
    id,
    instruction: vault.read(placeOf(id), instruction),
    account: accountId,
    lots: lots.map(({ lot, quantity: units, acquired, basis }) => ({
      lot,
      quantity: quantity(units),
      acquired: acquired === "inherited" || acquired === null ? acquired : dayOf(acquired),
      basis: basis === null ? null : dollarsOf(basis),
    })),
    toldBrokerAt: momentOf(id, "told"),
    withdrawnAt: momentOf(id, "withdrawn"),
  }));
}

/** The tickets as the ledger meets them with what leaves: their lots are those that stand today for the ones named. */
export async function listTicketsToMatch(tx: ClientTx): Promise<Ticket[]> {
  const written = await listTickets(tx);
  const now = await successorsOf(
    tx,
    written.flatMap(({ lots }) => lots.map(({ lot }) => lot)),
  );
  return written.map(
    ({ id, purpose, account, asset, madeAt, expiresAt, toldBrokerAt, withdrawnAt, lots }) => ({
      id,
      purpose,
      account,
      asset,
      madeAt,
      expiresAt,
      toldBrokerAt,
      withdrawnAt,
      lots: lots.map(({ lot, quantity: units }) => ({ lot: now.lot(lot), quantity: units })),
    }),
  );
}

/** What a new ticket says. Its moment is not among it: the database's clock tells it. */
export interface NewTicket {
  readonly purpose: TicketPurpose;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly lots: readonly TicketLot[];
  readonly instruction: string;
  readonly timeZone: string;
  readonly expiresAt: Instant;
}

/** Writes a ticket; returns its id and the moment the database gave it. There is no way to change or remove one. */
export async function insertTicket(
  tx: ClientWriteTx,
  { account, lots, instruction, ...told }: NewTicket,
): Promise<{ id: TicketId; madeAt: Instant }> {
  const id = ticketId(crypto.randomUUID());
  const vault = await clientVault(tx);
  const [row] = await tx.db
    .insert(identificationTickets)
    .values({
      ...told,
      id,
      instruction: vault.seal(placeOf(id), instruction),
      clientId: tx.clientId,
      accountId: account,
      lots: lots.map(({ lot, quantity: units, acquired, basis }) => ({
        lot,
        quantity: quantityText(units),
        acquired,
        basis: basis === null ? null : usdText(basis),
      })),
      enteredBy: tx.userId,
    })
    .returning({ id: identificationTickets.id, madeAt: identificationTickets.madeAt });
  invariant(row !== undefined, "a ticket was added");
  return row;
}

/** Notes that the broker was told of a ticket, or that it is withdrawn, at this moment of the database's clock. */
export async function insertTicketEvent(
  tx: ClientWriteTx,
  ticket: TicketId,
  kind: "told" | "withdrawn",
): Promise<void> {
  await tx.db
    .insert(ticketEvents)
    .values({ clientId: tx.clientId, ticketId: ticket, kind, enteredBy: tx.userId });
}

/** True when the client has a ticket of that id. */
export async function hasTicket(tx: ClientTx, id: TicketId): Promise<boolean> {
  const rows = await tx.db
    .select({ id: identificationTickets.id })
    .from(identificationTickets)
    .where(and(eq(identificationTickets.clientId, tx.clientId), eq(identificationTickets.id, id)));
  return rows.length === 1;
}

function dayOf(text: string): CalendarDate {
  const day = parseCalendarDate(text);
  invariant(day !== null, "a ticket holds days");
  return day;
}

function dollarsOf(text: string): Usd {
  const amount = parseUsd(text);
  invariant(amount !== null, "a ticket holds dollars");
  return amount;
}
