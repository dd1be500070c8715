import { sql } from "drizzle-orm";
import { check, index, pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { UserId } from "../ids";
import { inSystem, nowColumn } from "./rules";
import { users } from "./users";

/** Questions put to a device, each answered once and within minutes: the row goes when it is. Without a user where nobody is known yet. */
export const passkeyChallenges = pgTable(
  "passkey_challenges",
  {
    challengeHash: text().primaryKey(),
    purpose: text({ enum: ["register", "confirm", "sign-in"] }).notNull(),
    userId: uuid()
      .$type<UserId>()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: nowColumn(),
    expiresAt: instantColumn().notNull(),
  },
  (table) => [
    index("passkey_challenges_end").on(table.expiresAt),
    check(
      "passkey_challenges_purpose",
      sql`${table.purpose} in ('register', 'confirm', 'sign-in')`,
    ),
    check(
      "passkey_challenges_user",
      sql`(${table.purpose} = 'sign-in') = (${table.userId} is null)`,
    ),
    pgPolicy("passkey_challenges_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
