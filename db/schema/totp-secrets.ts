import { sql } from "drizzle-orm";
import { bigint, boolean, pgPolicy, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { UserId } from "../ids";
import { inSystem, nowColumn } from "./rules";
import { users } from "./users";

/**
 * Seeds of authenticator apps, sealed. At most one in use for a user and one being set up: it counts from `confirmedAt` on.
 */
export const totpSecrets = pgTable(
  "totp_secrets",
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    sealed: text().notNull(),
    createdAt: nowColumn(),
    confirmedAt: instantColumn(),
    /** The last 30-second step whose code was taken: neither it nor an earlier one is taken again. */
    lastStep: bigint({ mode: "number" }),
    /** The demo's: its codes are shown on the page that asks for them. Set by the seed of the demo books alone. */
    isDemo: boolean().notNull().default(false),
  },
  (table) => [
    uniqueIndex("totp_secrets_in_use")
      .on(table.userId)
      .where(sql`${table.confirmedAt} is not null`),
    uniqueIndex("totp_secrets_in_setup").on(table.userId).where(sql`${table.confirmedAt} is null`),
    pgPolicy("totp_secrets_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
