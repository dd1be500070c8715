import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { TicketPurpose } from "@/lib/tax/tickets/ticket";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import { instantColumn } from "../columns";
import type { TicketId, UserId } from "../ids";
import { accounts } from "./accounts";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** Units of one lot as a ticket names them, with what was known of it then; decimals are text, so JSON cannot change them. */
export interface StoredTicketLot {
  readonly lot: string;
  readonly quantity: string;
  /** A day, "inherited", or null when not known. */
  readonly acquired: string | null;
  /** Basis of these units in dollars; null when not known. */
  readonly basis: string | null;
}

/**
 * Lots named for a sale, or another way out of the account, that is still to come (Reg. 1.1012-1(j)). Append-only. `madeAt` is the database's clock, set by a
 * trigger whatever is sent: nobody can write a ticket for yesterday.
 */
export const identificationTickets = pgTable(
  "identification_tickets",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().$type<TicketId>().notNull().defaultRandom(),
    order: orderColumn(),
    accountId: uuid().$type<AccountId>().notNull(),
    asset: text().$type<AssetId>().notNull(),
    purpose: text().$type<TicketPurpose>().notNull().default("sale"),
    lots: jsonb().$type<readonly StoredTicketLot[]>().notNull(),
    /** What is told the exchange, word for word. Sealed. */
    instruction: text().notNull(),
    /** The IANA zone of the books when it was written: its paper shows local times of it. */
    timeZone: text().notNull(),
    madeAt: nowColumn(),
    /** A sale from then on does not use the ticket. */
    expiresAt: instantColumn().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    foreignKey({
      name: "identification_tickets_account_fk",
      columns: [table.clientId, table.accountId],
      foreignColumns: [accounts.clientId, accounts.id],
    }),
    index("identification_tickets_account").on(table.clientId, table.accountId),
    check(
      "identification_tickets_lots",
      sql`jsonb_typeof(${table.lots}) = 'array' and jsonb_array_length(${table.lots}) between 1 and 200`,
    ),
    check(
      "identification_tickets_purpose",
      sql`${table.purpose} in ('sale', 'payment', 'gift', 'donation', 'move')`,
    ),
    check("identification_tickets_expiry", sql`${table.expiresAt} > ${table.madeAt}`),
    check("identification_tickets_words", sql`length(${table.instruction}) between 1 and 220000`),
    ofCurrentClient("identification_tickets"),
  ],
);
