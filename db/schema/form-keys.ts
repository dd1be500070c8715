import { sql } from "drizzle-orm";
import { check, pgPolicy, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, currentClient, currentUser, inSystem, nowColumn } from "./rules";
import { users } from "./users";

/** When a key has gone stale: nobody sends a form of yesterday again by accident. */
const STALE = sql.raw("sent_at < now() - interval '1 day'");

/**
 * Forms that were sent in a client's books and done, by the key each was shown with: the same key has one effect. `body`: SHA-256 of what it
 * said. `attempt`: the request that did it. `outcome`: what it was answered, sealed. Gone after a day.
 */
export const clientFormKeys = pgTable(
  "client_form_keys",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    userId: uuid().$type<UserId>().notNull(),
    key: uuid().notNull(),
    attempt: uuid().notNull(),
    body: text().notNull(),
    outcome: text(),
    sentAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.userId, table.key] }),
    check("client_form_keys_body", sql`${table.body} ~ '^[0-9a-f]{64}$'`),
    pgPolicy("client_form_keys_own", {
      for: "all",
      using: sql`client_id = ${currentClient} and user_id = ${currentUser}`,
      withCheck: sql`client_id = ${currentClient} and user_id = ${currentUser}`,
    }),
    pgPolicy("client_form_keys_stale", { for: "select", using: sql`${inSystem} and ${STALE}` }),
    pgPolicy("client_form_keys_dropped", { for: "delete", using: sql`${inSystem} and ${STALE}` }),
  ],
);

/** The same for what somebody does beside any client's books: for their firm, or on their own lists. */
export const userFormKeys = pgTable(
  "user_form_keys",
  {
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    key: uuid().notNull(),
    attempt: uuid().notNull(),
    body: text().notNull(),
    outcome: text(),
    sentAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.key] }),
    check("user_form_keys_body", sql`${table.body} ~ '^[0-9a-f]{64}$'`),
    pgPolicy("user_form_keys_own", {
      for: "all",
      using: sql`user_id = ${currentUser}`,
      withCheck: sql`user_id = ${currentUser}`,
    }),
    pgPolicy("user_form_keys_stale", { for: "select", using: sql`${inSystem} and ${STALE}` }),
    pgPolicy("user_form_keys_dropped", { for: "delete", using: sql`${inSystem} and ${STALE}` }),
  ],
);
