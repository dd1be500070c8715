import { pgPolicy, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { UserId } from "../ids";
import { inSystem, nowColumn } from "./rules";
import { users } from "./users";

/** Codes that stand in once for a lost second factor, by their SHA-256 (each holds 120 random bits). A new set replaces the old. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    codeHash: text().notNull(),
    createdAt: nowColumn(),
    usedAt: instantColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.codeHash] }),
    pgPolicy("recovery_codes_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
