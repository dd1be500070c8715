import { sql } from "drizzle-orm";
import { check, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { clients } from "./clients";
import { clientIdColumn, inSystem, nowColumn, ofCurrentClient } from "./rules";

/**
 * Each client's own key, wrapped by a key that the database does not hold. With its row goes every way to read the client's sealed
 * texts, in backups too. Seen with the client: names in a list of clients are sealed.
 */
export const clientKeys = pgTable(
  "client_keys",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    wrapped: text().notNull(),
    createdAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId] }),
    check("client_keys_wrapped", sql`${table.wrapped} like 's1.%'`),
    ofCurrentClient("client_keys"),
    pgPolicy("client_keys_listed", {
      for: "select",
      using: sql`client_id in (select client_id from clients)`,
    }),
    pgPolicy("client_keys_made", {
      for: "insert",
      withCheck: sql`client_id in (select client_id from clients)`,
    }),
    pgPolicy("client_keys_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
