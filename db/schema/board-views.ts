import { sql } from "drizzle-orm";
import { check, pgPolicy, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { UserId } from "../ids";
import { currentUser, nowColumn } from "./rules";
import { users } from "./users";

/** Names a person gave to states of the board: the query of its address, without any client in it. */
export const boardViews = pgTable(
  "board_views",
  {
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    name: text().notNull(),
    query: text().notNull(),
    createdAt: nowColumn(),
    removedAt: instantColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    check("board_views_name", sql`length(${table.name}) between 1 and 60`),
    check("board_views_query", sql`length(${table.query}) <= 500`),
    pgPolicy("board_views_own", {
      for: "all",
      using: sql`user_id = ${currentUser}`,
      withCheck: sql`user_id = ${currentUser}`,
    }),
  ],
);
