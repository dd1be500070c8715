import { sql } from "drizzle-orm";
import { index, pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, currentUser, inSystem, nowColumn } from "./rules";
import { users } from "./users";

/**
 * Private addresses a calendar program asks for a season's days, by the SHA-256 of their token. Belongs to a user: it is
 * looked up before it is known who asks, and opens no more than that user may still see.
 */
export const calendarFeeds = pgTable(
  "calendar_feeds",
  {
    tokenHash: text().primaryKey(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    createdAt: nowColumn(),
    revokedAt: instantColumn(),
  },
  (table) => [
    index("calendar_feeds_user").on(table.userId, table.clientId),
    pgPolicy("calendar_feeds_mine", {
      for: "all",
      using: sql`user_id = ${currentUser} or ${inSystem}`,
      withCheck: sql`user_id = ${currentUser}`,
    }),
  ],
);
