import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { calendarDateColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { frozenRecords } from "./frozen-records";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** Tax paid for a year, without interest and penalties; the amount is text, so JSON cannot change it. */
export interface StoredPayment {
  readonly kind: "withholding" | "estimated" | "later";
  readonly date: string;
  readonly amount: string;
}

/** A figure the person filed otherwise than it was computed, and why; the amount is text. */
export interface StoredEdit {
  readonly figure: string;
  readonly amount: string;
  readonly reason: string;
}

/**
 * Years marked as filed. Append-only versions by year: the one with the highest `order` counts. "filed": frozen with what it stood on;
 * "reopened": a person says with a reason that it no longer counts as filed; the record it takes back stays.
 */
export const filedReturns = pgTable(
  "filed_returns",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    year: integer().notNull(),
    state: text().$type<"filed" | "reopened">().notNull(),
    /** Day the IRS received the return. */
    filedOn: calendarDateColumn(),
    /** Form 4868, or time to file given automatically. */
    extended: boolean().notNull().default(false),
    payments: jsonb().$type<readonly StoredPayment[]>().notNull().default([]),
    /** The day the figures were computed as of. */
    asOf: calendarDateColumn(),
    engineVersion: text(),
    ledgerVersion: bigint({ mode: "number" }),
    settingsVersion: bigint({ mode: "number" }),
    /** Facts and settings. */
    inputSha256: text(),
    /** The year's figures as they were computed from them. */
    figuresSha256: text(),
    edits: jsonb().$type<readonly StoredEdit[]>().notNull().default([]),
    /** Why it was reopened, or why what was filed was told again, sealed; empty otherwise. */
    reason: text().notNull().default(""),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    foreignKey({
      name: "filed_returns_input_fk",
      columns: [table.clientId, table.inputSha256],
      foreignColumns: [frozenRecords.clientId, frozenRecords.sha256],
    }),
    foreignKey({
      name: "filed_returns_figures_fk",
      columns: [table.clientId, table.figuresSha256],
      foreignColumns: [frozenRecords.clientId, frozenRecords.sha256],
    }),
    index("filed_returns_latest").on(table.clientId, table.year, table.order),
    check("filed_returns_state", sql`${table.state} in ('filed', 'reopened')`),
    check(
      "filed_returns_frozen",
      sql`${table.state} <> 'filed' or (${table.filedOn} is not null and ${table.asOf} is not null and ${table.engineVersion} is not null
        and ${table.inputSha256} is not null and ${table.figuresSha256} is not null)`,
    ),
    check(
      "filed_returns_reason",
      sql`${table.state} <> 'reopened' or length(btrim(${table.reason})) between 3 and 3000`,
    ),
    ofCurrentClient("filed_returns"),
  ],
);
