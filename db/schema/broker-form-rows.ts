import { sql } from "drizzle-orm";
import {
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
import { calendarDateColumn, quantityColumn, usdColumn } from "../columns";
import type { BatchId } from "../ids";
import { importBatches } from "./import-batches";
import { clientIdColumn, exactWithin, ofCurrentClient } from "./rules";

/** A cell of a column we have no place for, as printed. */
export interface StoredCell {
  readonly column: string;
  readonly value: string;
}

/**
 * Lines of Form 1099-DA as a broker's file tells them: kept to compare with the books, never disposals. Append-only; a line counts while
 * its import does. Names and taxpayer numbers are not among the columns and are never kept.
 */
export const brokerFormRows = pgTable(
  "broker_form_rows",
  {
    clientId: clientIdColumn(),
    batchId: uuid().$type<BatchId>().notNull(),
    /** Line of the file. */
    line: integer().notNull(),
    /** The line's identity: its content and its ordinal among equals, as hex. */
    fingerprint: text().notNull(),
    payer: text().notNull(),
    account: text().notNull(),
    taxYear: integer().notNull(),
    /** Box 1a and 1b. */
    code: text().notNull(),
    name: text().notNull(),
    asset: text(),
    /** Box 1c. */
    units: quantityColumn().notNull(),
    /** Box 1d: the day, or "various"; neither where it is blank. */
    acquired: calendarDateColumn(),
    acquiredVarious: boolean().notNull(),
    /** Box 1e; null where it is blank. */
    sold: calendarDateColumn(),
    /** Box 1f, or 11c where `firstSale`; 1g, 1i. */
    proceeds: usdColumn().notNull(),
    /** The proceeds stand in box 11c: first sales of NFTs by whoever made them. */
    firstSale: boolean().notNull().default(false),
    basis: usdColumn(),
    washDisallowed: usdColumn(),
    term: text().$type<"short" | "long" | "ordinary">(),
    covered: boolean(),
    /** The box of Form 8949 the broker names. */
    box: text(),
    more: jsonb().$type<readonly StoredCell[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.batchId, table.line] }),
    foreignKey({
      name: "broker_form_rows_batch_fk",
      columns: [table.clientId, table.batchId],
      foreignColumns: [importBatches.clientId, importBatches.id],
    }),
    index("broker_form_rows_year").on(table.clientId, table.taxYear),
    index("broker_form_rows_fingerprint").on(table.clientId, table.fingerprint),
    check("broker_form_rows_term", sql`${table.term} in ('short', 'long', 'ordinary')`),
    check(
      "broker_form_rows_acquired",
      sql`not (${table.acquiredVarious} and ${table.acquired} is not null)`,
    ),
    exactWithin("broker_form_rows_units", table.units, 24),
    exactWithin("broker_form_rows_proceeds", table.proceeds, 18),
    exactWithin("broker_form_rows_basis", table.basis, 18),
    exactWithin("broker_form_rows_wash", table.washDisallowed, 18),
    ofCurrentClient("broker_form_rows"),
  ],
);
