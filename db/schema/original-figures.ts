import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** A line of Form 1040-X as the original return shows it, and what else changes on it; amounts are text. */
export interface StoredOriginal {
  readonly line: string;
  readonly original: string;
  /** Net change that does not come from these books; "0" for none. */
  readonly change: string;
}

/** What these books cannot know of a filed return: its lines, for Form 1040-X. Append-only versions by year; the highest `order` counts. */
export const originalFigures = pgTable(
  "original_figures",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    year: integer().notNull(),
    lines: jsonb().$type<readonly StoredOriginal[]>().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    index("original_figures_latest").on(table.clientId, table.year, table.order),
    check("original_figures_lines", sql`jsonb_typeof(${table.lines}) = 'array'`),
    ofCurrentClient("original_figures"),
  ],
);
