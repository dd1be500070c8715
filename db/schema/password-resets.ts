import { index, pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { UserId } from "../ids";
import { inSystem, nowColumn } from "./rules";
import { users } from "./users";

/** Mailed reset links, by the SHA-256 of their token; a used one is gone. */
export const passwordResets = pgTable(
  "password_resets",
  {
    tokenHash: text().primaryKey(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: nowColumn(),
    expiresAt: instantColumn().notNull(),
  },
  (table) => [
    index("password_resets_user").on(table.userId),
    pgPolicy("password_resets_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
