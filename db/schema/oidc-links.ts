import { sql } from "drizzle-orm";
import { check, pgPolicy, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { UserId } from "../ids";
import { inSystem, nowColumn } from "./rules";
import { users } from "./users";

/** Accounts elsewhere (Google's) that their user asked to sign in with: the issuer's own name of them, never an e-mail. One a user. */
export const oidcLinks = pgTable(
  "oidc_links",
  {
    userId: uuid()
      .$type<UserId>()
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    issuer: text().notNull(),
    subject: text().notNull(),
    createdAt: nowColumn(),
  },
  (table) => [
    uniqueIndex("oidc_links_account").on(table.issuer, table.subject),
    check("oidc_links_subject", sql`length(${table.subject}) between 1 and 255`),
    pgPolicy("oidc_links_system", { for: "all", using: inSystem, withCheck: inSystem }),
  ],
);
