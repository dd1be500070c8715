import { index, pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { UserId } from "../ids";
import { inSystem, nowColumn } from "./rules";
import { users } from "./users";

/** Signed-in browsers. The cookie's token is kept only as its SHA-256. */
export const sessions = pgTable(
  "sessions",
  {
    tokenHash: text().primaryKey(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: nowColumn(),
    lastSeenAt: nowColumn(),
    /** The absolute end; an idle session ends earlier. */
    expiresAt: instantColumn().notNull(),
  },
  (table) => [
    index("sessions_user").on(table.userId),
    pgPolicy("sessions_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
