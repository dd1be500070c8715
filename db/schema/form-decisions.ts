import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/**
 * What a person decided about one difference between a Form 1099-DA and the books. Append-only versions by difference: the highest `order`
 * counts; an empty `choice` takes the decision back.
 */
export const formDecisions = pgTable(
  "form_decisions",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    /** What it is about: the rows of the form and the kind of difference, by their identities. */
    difference: text().notNull(),
    order: orderColumn(),
    /** Names the place its sealed texts stand at. */
    id: uuid().notNull().defaultRandom(),
    taxYear: integer().notNull(),
    choice: text().notNull(),
    /** Disposals a person says the rows tell of; empty: none said. */
    disposals: jsonb().$type<readonly string[]>().notNull().default([]),
    /** Sealed where something is said. */
    note: text().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.difference, table.order] }),
    index("form_decisions_year").on(table.clientId, table.taxYear, table.order),
    check("form_decisions_difference", sql`length(${table.difference}) between 3 and 400`),
    check("form_decisions_choice", sql`length(${table.choice}) <= 40`),
    check("form_decisions_note", sql`length(${table.note}) <= 6000`),
    ofCurrentClient("form_decisions"),
  ],
);
