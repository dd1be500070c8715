import { sql } from "drizzle-orm";
import { check, pgPolicy, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { calendarDateColumn, instantColumn } from "../columns";
import type { UserId } from "../ids";
import { inSystem, nowColumn } from "./rules";
import { users } from "./users";

/**
 * The monthly mails of where the histories of somebody's books end, one a month for each person: the key says so. `outcome` null: handed
 * over and not sent yet.
 */
export const headLetters = pgTable(
  "head_letters",
  {
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The month's first day, in UTC. */
    month: calendarDateColumn().notNull(),
    handedAt: nowColumn(),
    /** "dropped": nothing was added to any history since the last one, they own no books, or it is no longer wanted. */
    outcome: text().$type<"sent" | "dropped">(),
    finishedAt: instantColumn(),
    /** SHA-256 of the ends that were mailed, or were not because they had been mailed before. */
    told: text(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.month] }),
    check("head_letters_month", sql`extract(day from ${table.month}) = 1`),
    check("head_letters_outcome", sql`${table.outcome} in ('sent', 'dropped')`),
    pgPolicy("head_letters_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
