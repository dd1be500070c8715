import { sql } from "drizzle-orm";
import { check, pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { UserId } from "../ids";
import { currentUser, inSystem, nowColumn } from "./rules";
import { users } from "./users";

const MINE_OR_SYSTEM = sql`user_id = ${currentUser} or ${inSystem}`;

/** Each user's own key, wrapped as clients' keys are: for their name and for what they sign in with. */
export const userKeys = pgTable(
  "user_keys",
  {
    userId: uuid()
      .$type<UserId>()
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    wrapped: text().notNull(),
    createdAt: nowColumn(),
  },
  (table) => [
    check("user_keys_wrapped", sql`${table.wrapped} like 's1.%'`),
    pgPolicy("user_keys_mine", {
      for: "all",
      using: MINE_OR_SYSTEM,
      withCheck: MINE_OR_SYSTEM,
    }),
  ],
);
