import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { calendarDateColumn, instantColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient } from "./rules";

/**
 * Mails of reminders, at most one a day for each person and client: the key says so, and the row is written in the
 * transaction that hands the mail to the queue. `outcome` null: handed over and not sent yet.
 */
export const reminders = pgTable(
  "reminders",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    userId: uuid().$type<UserId>().notNull(),
    /** The day in the tax zone. */
    day: calendarDateColumn().notNull(),
    /** Ids of the steps that made it due. */
    steps: jsonb().$type<readonly string[]>().notNull(),
    handedAt: nowColumn(),
    /** "dropped": by the time it would have left nothing was open, or it was no longer wanted. */
    outcome: text().$type<"sent" | "dropped">(),
    finishedAt: instantColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.userId, table.day] }),
    check("reminders_outcome", sql`${table.outcome} in ('sent', 'dropped')`),
    ofCurrentClient("reminders"),
  ],
);
