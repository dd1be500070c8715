import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient } from "./rules";

/**
 * Steps of a season a calendar was ever told of: one that is no longer there is told as cancelled, and no other. Append-only. It changes no
 * figure and holds none.
 */
export const calendarSteps = pgTable(
  "calendar_steps",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    year: integer().notNull(),
    /** The step's id in the checklist. */
    step: text().notNull(),
    toldAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.year, table.step] }),
    check("calendar_steps_step", sql`length(${table.step}) between 1 and 400`),
    ofCurrentClient("calendar_steps"),
  ],
);
