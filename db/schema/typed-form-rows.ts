import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { calendarDateColumn, quantityColumn, usdColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, exactWithin, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/**
 * Lines of Forms 1099-DA a person typed from paper. Append-only versions by `rowId`: the highest `order` counts, and a `withdrawn` one counts
 * as none. Figures as printed, null where the form is blank.
 */
export const typedFormRows = pgTable(
  "typed_form_rows",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    rowId: uuid().notNull(),
    order: orderColumn(),
    payer: text().notNull(),
    account: text().notNull(),
    taxYear: integer().notNull(),
    name: text().notNull(),
    /** null: NFTs told together, which have no sign. */
    asset: text(),
    units: quantityColumn().notNull(),
    acquired: calendarDateColumn(),
    acquiredVarious: boolean().notNull().default(false),
    sold: calendarDateColumn(),
    /** Box 1f, or 11c where `firstSale`. */
    proceeds: usdColumn().notNull(),
    firstSale: boolean().notNull().default(false),
    basis: usdColumn(),
    washDisallowed: usdColumn(),
    /** Box 2: the basis went to the IRS; null where nobody said. */
    basisReported: boolean(),
    /** Box 4: federal income tax withheld. */
    withheld: usdColumn(),
    term: text().$type<"short" | "long" | "ordinary">(),
    covered: boolean(),
    withdrawn: boolean().notNull().default(false),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.rowId, table.order] }),
    index("typed_form_rows_year").on(table.clientId, table.taxYear),
    check("typed_form_rows_term", sql`${table.term} in ('short', 'long', 'ordinary')`),
    check(
      "typed_form_rows_acquired",
      sql`not (${table.acquiredVarious} and ${table.acquired} is not null)`,
    ),
    check("typed_form_rows_payer", sql`length(btrim(${table.payer})) between 1 and 120`),
    exactWithin("typed_form_rows_units", table.units, 24),
    exactWithin("typed_form_rows_proceeds", table.proceeds, 18),
    exactWithin("typed_form_rows_basis", table.basis, 18),
    exactWithin("typed_form_rows_wash", table.washDisallowed, 18),
    exactWithin("typed_form_rows_withheld", table.withheld, 18),
    ofCurrentClient("typed_form_rows"),
  ],
);
