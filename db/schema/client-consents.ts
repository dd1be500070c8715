import { sql } from "drizzle-orm";
import { check, integer, pgPolicy, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { calendarDateColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import {
  clientIdColumn,
  currentClient,
  currentUser,
  mayShareCurrentClient,
  nowColumn,
} from "./rules";

/**
 * What a taxpayer consented to before their return information went to somebody (Reg. 301.7216-3): who, to whom, what, until when, in
 * which words. Append-only; the words are kept whole, with their SHA-256.
 */
export const clientConsents = pgTable(
  "client_consents",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull(),
    /** The taxpayer's name as signed. Sealed, as the recipient is. */
    signedBy: text().notNull(),
    signedOn: calendarDateColumn().notNull(),
    /** "own": the owner of the books, signed in. "on-paper": the firm holds a signed form. */
    how: text({ enum: ["own", "on-paper"] }).notNull(),
    recipient: text().notNull(),
    role: text({ enum: ["editor", "viewer"] }).notNull(),
    years: integer().array(),
    /** The last day; a consent that names none ends a year after the signature. */
    until: calendarDateColumn().notNull(),
    /** Sealed; its hash is of the words themselves. */
    wording: text().notNull(),
    wordingHash: text().notNull(),
    recordedBy: uuid().$type<UserId>().notNull(),
    recordedAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    check("client_consents_how", sql`${table.how} in ('own', 'on-paper')`),
    check("client_consents_role", sql`${table.role} in ('editor', 'viewer')`),
    check("client_consents_until", sql`${table.until} >= ${table.signedOn}`),
    check("client_consents_hash", sql`${table.wordingHash} ~ '^[0-9a-f]{64}$'`),
    check("client_consents_wording", sql`length(${table.wording}) between 1 and 70000`),
    pgPolicy("client_consents_of_client", {
      for: "select",
      using: sql`client_id = ${currentClient}`,
    }),
    pgPolicy("client_consents_recorded", {
      for: "insert",
      withCheck: sql`client_id = ${currentClient} and recorded_by = ${currentUser} and ${mayShareCurrentClient}`,
    }),
  ],
);
