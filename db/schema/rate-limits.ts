import { integer, pgPolicy, pgTable, text } from "drizzle-orm/pg-core";
import { inSystem, nowColumn } from "./rules";

/** Tries counted per key and window: sign-in, sign-up, reset. The key is a hash, never an e-mail. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text().primaryKey(),
    count: integer().notNull(),
    windowStart: nowColumn(),
  },
  () => [pgPolicy("rate_limits_system", { for: "all", using: inSystem, withCheck: inSystem })],
);
