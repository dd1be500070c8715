import { sql } from "drizzle-orm";
import { check, pgPolicy, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { UserId } from "../ids";
import { currentUser, inSystem, nowColumn } from "./rules";

/** People who sign in. `email` is kept lower-case, as it is compared. */
export const users = pgTable(
  "users",
  {
    id: uuid().$type<UserId>().primaryKey().defaultRandom(),
    email: text().notNull(),
    /** Sealed with the user's own key. */
    name: text().notNull(),
    kind: text({ enum: ["investor", "professional"] }).notNull(),
    createdAt: nowColumn(),
    /** When an investor said that they want no second step for now. */
    secondStepDeclinedAt: instantColumn(),
    /** When they stopped the monthly mail of where the histories of their books end. */
    headLettersStoppedAt: instantColumn(),
  },
  (table) => [
    uniqueIndex("users_email").on(table.email),
    check("users_email_normal", sql`${table.email} = lower(${table.email})`),
    check("users_kind", sql`${table.kind} in ('investor', 'professional')`),
    pgPolicy("users_self", { for: "select", using: sql`id = ${currentUser}` }),
    pgPolicy("users_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
