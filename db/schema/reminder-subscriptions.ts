import { sql } from "drizzle-orm";
import { check, pgPolicy, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { calendarDateColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, currentUser, inSystem, nowColumn } from "./rules";
import { users } from "./users";

/**
 * Who wants mail about which client's season. No row: nobody asked, so nothing is sent. Belongs to a user; read by the
 * system, which has to know whom to write to, and changed by it when somebody unsubscribes without signing in.
 */
export const reminderSubscriptions = pgTable(
  "reminder_subscriptions",
  {
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    state: text().$type<"on" | "off">().notNull(),
    /** The day in the tax zone it was last turned on: what fell due before is not reminded of. */
    since: calendarDateColumn().notNull(),
    changedAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.clientId] }),
    check("reminder_subscriptions_state", sql`${table.state} in ('on', 'off')`),
    pgPolicy("reminder_subscriptions_mine", {
      for: "all",
      using: sql`user_id = ${currentUser} or ${inSystem}`,
      withCheck: sql`user_id = ${currentUser} or ${inSystem}`,
    }),
  ],
);
