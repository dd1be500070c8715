import { sql } from "drizzle-orm";
import { check, index, pgPolicy, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instantColumn } from "../columns";
import type { UserId } from "../ids";
import { inSystem, nowColumn } from "./rules";
import { users } from "./users";

/**
 * Signed-in browsers, and those on their way in. The cookie's token is kept only as its SHA-256; `id` is the name people and pages use.
 * A session is `pending` until everything its user must show was shown, and opens nothing before.
 */
export const sessions = pgTable(
  "sessions",
  {
    tokenHash: text().primaryKey(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    stage: text({ enum: ["pending", "full"] })
      .notNull()
      .default("pending"),
    /** What was shown to open it, in order. */
    shown: text({ enum: ["password", "google", "totp", "passkey", "recovery-code"] })
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** When its user last proved that it is them: for deeds that ask for it anew. */
    steppedUpAt: instantColumn(),
    /** The browser in a few words, for the list of sessions. */
    agent: text().notNull().default(""),
    createdAt: nowColumn(),
    lastSeenAt: nowColumn(),
    /** The absolute end; an idle session ends earlier. */
    expiresAt: instantColumn().notNull(),
  },
  (table) => [
    index("sessions_user").on(table.userId),
    uniqueIndex("sessions_id").on(table.id),
    check("sessions_stage", sql`${table.stage} in ('pending', 'full')`),
    check("sessions_agent", sql`length(${table.agent}) <= 80`),
    pgPolicy("sessions_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
