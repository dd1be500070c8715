import { sql } from "drizzle-orm";
import { pgPolicy, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, currentClient, currentUser, nowColumn } from "./rules";
import { users } from "./users";

/** When somebody who is let in last opened the books, to the hour: shown to whoever let them in. */
export const accessUses = pgTable(
  "access_uses",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    at: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.userId] }),
    pgPolicy("access_uses_of_client", {
      for: "select",
      using: sql`client_id = ${currentClient}`,
    }),
    pgPolicy("access_uses_told", {
      for: "insert",
      withCheck: sql`client_id = ${currentClient} and user_id = ${currentUser}`,
    }),
    pgPolicy("access_uses_again", {
      for: "update",
      using: sql`client_id = ${currentClient} and user_id = ${currentUser}`,
      withCheck: sql`client_id = ${currentClient} and user_id = ${currentUser}`,
    }),
  ],
);
