import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { calendarDateColumn, instantColumn, usdColumn } from "../columns";
import { clients } from "./clients";
import { clientIdColumn, currentClient, currentUser, nowColumn, seenOnTheBoard } from "./rules";

/** One sale that is worth making, as the firm's harvest list shows it. Dollars and units as plain decimals. */
export interface StoredCandidate {
  readonly account: string;
  readonly asset: string;
  readonly quantity: string;
  readonly lots: number;
  readonly gain: string;
  readonly saving: string;
  readonly fees: string;
  /** The last day we call safe for a sale of units held that way. */
  readonly lastSafe: string;
}

/**
 * What the board shows of a client's year: worked out from the books by a job, and disposable. Read across the clients one may see; a
 * person let in to some years only sees none of it, as open lots and items span years. Written inside the client's books.
 */
export const clientSummaries = pgTable(
  "client_summaries",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    year: integer().notNull(),
    ledgerVersion: bigint({ mode: "number" }).notNull(),
    settingsVersion: bigint({ mode: "number" }).notNull(),
    /** The day in the tax zone it speaks of. */
    day: calendarDateColumn().notNull(),
    madeAt: nowColumn(),
    stage: text().notNull(),
    openItems: integer().notNull(),
    blockingItems: integer().notNull(),
    /** Width of the range the year's tax lies in; null where the tax is not known. */
    taxAtStake: usdColumn(),
    /** Width of the range the year's gain lies in. */
    gainAtStake: usdColumn(),
    /** Items nothing is known about: in no range. */
    unknownItems: integer().notNull(),
    /** Why there is no harvest, or "ready". */
    harvestState: text().notNull(),
    /** This year's tax the best sales save, less what they cost; null without a plan. */
    harvest: usdColumn(),
    /** Lots held at most a year whose first long-term day comes soon, with the first such day. */
    turningLong: integer().notNull(),
    nextLongOn: calendarDateColumn(),
    /** Dollars on the year's Forms 1099-DA that neither a sale nor a decision explains. */
    unexplained: usdColumn().notNull(),
    brokerLines: integer().notNull(),
    lastActivityAt: instantColumn(),
    candidates: jsonb().$type<readonly StoredCandidate[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.year] }),
    check("client_summaries_year", sql`${table.year} between 2009 and 2200`),
    pgPolicy("client_summaries_seen", {
      for: "select",
      using: seenOnTheBoard("client_summaries"),
    }),
    pgPolicy("client_summaries_made", {
      for: "insert",
      withCheck: sql`client_id = ${currentClient} and ${currentUser} is not null`,
    }),
    pgPolicy("client_summaries_made_again", {
      for: "update",
      using: sql`client_id = ${currentClient}`,
      withCheck: sql`client_id = ${currentClient}`,
    }),
  ],
);
