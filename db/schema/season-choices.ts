import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/**
 * How the season is watched. Append-only: the highest `order` counts. `rebuyDays`: a purchase within so many days after a
 * sale at a loss is marked for review. No law sets a number for coins; it changes no figure.
 */
export const seasonChoices = pgTable(
  "season_choices",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    order: orderColumn(),
    rebuyDays: integer().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.order] }),
    check("season_choices_rebuy_days", sql`${table.rebuyDays} between 0 and 90`),
    ofCurrentClient("season_choices"),
  ],
);
