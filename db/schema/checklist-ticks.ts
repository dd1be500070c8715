import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** Steps of a year's checklist ticked or unticked by hand. Append-only: the highest `order` of a step counts. */
export const checklistTicks = pgTable(
  "checklist_ticks",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    order: orderColumn(),
    year: integer().notNull(),
    step: text().notNull(),
    /** "done" or "open". */
    state: text().$type<"done" | "open">().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.year, table.step, table.order] }),
    check("checklist_ticks_state", sql`${table.state} in ('done', 'open')`),
    ofCurrentClient("checklist_ticks"),
  ],
);
