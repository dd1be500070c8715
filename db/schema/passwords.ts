import { pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { UserId } from "../ids";
import { inSystem, nowColumn } from "./rules";
import { users } from "./users";

/** Password hashes, apart from `users` so that nothing but sign-in ever reads them. */
export const passwords = pgTable(
  "passwords",
  {
    userId: uuid()
      .$type<UserId>()
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    hash: text().notNull(),
    changedAt: nowColumn(),
  },
  () => [pgPolicy("passwords_system", { for: "all", using: inSystem, withCheck: inSystem })],
);
