import { sql } from "drizzle-orm";
import { check, foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { TicketId, UserId } from "../ids";
import { identificationTickets } from "./identification-tickets";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/**
 * What became of a ticket: the broker was told, or it was withdrawn. Append-only; the first of a kind counts. `madeAt` is
 * the database's clock, as with the ticket itself.
 */
export const ticketEvents = pgTable(
  "ticket_events",
  {
    clientId: clientIdColumn(),
    order: orderColumn(),
    ticketId: uuid().$type<TicketId>().notNull(),
    kind: text().$type<"told" | "withdrawn">().notNull(),
    madeAt: nowColumn(),
    enteredBy: uuid().$type<UserId>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.ticketId, table.order] }),
    foreignKey({
      name: "ticket_events_ticket_fk",
      columns: [table.clientId, table.ticketId],
      foreignColumns: [identificationTickets.clientId, identificationTickets.id],
    }).onDelete("cascade"),
    check("ticket_events_kind", sql`${table.kind} in ('told', 'withdrawn')`),
    ofCurrentClient("ticket_events"),
  ],
);
