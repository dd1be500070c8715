import { sql } from "drizzle-orm";
import { check, index, pgPolicy, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, currentUser, nowColumn, ofCurrentClient } from "./rules";
import { users } from "./users";

/** People a client let in: an investor's preparer, a spouse. */
export const accessGrants = pgTable(
  "access_grants",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: ["editor", "viewer"] }).notNull(),
    grantedBy: uuid().$type<UserId>().notNull(),
    grantedAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.userId] }),
    index("access_grants_user").on(table.userId),
    check("access_grants_role", sql`${table.role} in ('editor', 'viewer')`),
    pgPolicy("access_grants_mine", { for: "select", using: sql`user_id = ${currentUser}` }),
    ofCurrentClient("access_grants"),
  ],
);
