import { sql } from "drizzle-orm";
import { check, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/**
 * Open items of the review queue put aside with a reason, or taken up again. Append-only: the highest `order` of an item
 * counts. It changes no figure, so no version of the books rises with it.
 */
export const reviewDismissals = pgTable(
  "review_dismissals",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    /** The item's key: what is wrong with which row. A corrected row has another id, so its items are new. */
    item: text().notNull(),
    order: orderColumn(),
    /** Names the place its sealed texts stand at. */
    id: uuid().notNull().defaultRandom(),
    /** "dismissed" or "open" (taken back). */
    state: text().$type<"dismissed" | "open">().notNull(),
    /** Why it is put aside, sealed; empty when it is taken back. */
    reason: text().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.item, table.order] }),
    check("review_dismissals_state", sql`${table.state} in ('dismissed', 'open')`),
    check("review_dismissals_item", sql`length(${table.item}) between 3 and 400`),
    check(
      "review_dismissals_reason",
      sql`case ${table.state} when 'open' then ${table.reason} = '' else length(btrim(${table.reason})) between 3 and 2000 end`,
    ),
    ofCurrentClient("review_dismissals"),
  ],
);
