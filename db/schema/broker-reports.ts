import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { BrokerReport } from "@/lib/tax/facts";
import type { TransactionId } from "@/lib/tax/transaction";
import { calendarDateColumn, quantityColumn, usdColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, exactWithin, nowColumn, ofCurrentClient, orderColumn } from "./rules";
import { transactions } from "./transactions";

/**
 * What a broker's form says about one disposal; a form that tells it lot by lot has several `line`s. Append-only versions by
 * disposal and line; the one with the highest `order` counts, and a `withdrawn` one counts as none.
 */
export const brokerReports = pgTable(
  "broker_reports",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    transactionId: uuid().$type<TransactionId>().notNull(),
    line: integer().notNull(),
    form: text().$type<BrokerReport["form"]>().notNull(),
    proceeds: usdColumn().notNull(),
    basis: usdColumn(),
    basisReported: boolean().notNull(),
    term: text().$type<NonNullable<BrokerReport["term"]>>(),
    washDisallowed: usdColumn(),
    acquired: calendarDateColumn(),
    units: quantityColumn(),
    withdrawn: boolean().notNull().default(false),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    foreignKey({
      name: "broker_reports_transaction_fk",
      columns: [table.clientId, table.transactionId],
      foreignColumns: [transactions.clientId, transactions.id],
    }),
    index("broker_reports_latest").on(table.clientId, table.transactionId, table.line, table.order),
    check("broker_reports_form", sql`${table.form} in ('1099-B', '1099-DA')`),
    check("broker_reports_line", sql`${table.line} between 1 and 50`),
    check("broker_reports_term", sql`${table.term} in ('short', 'long', 'ordinary')`),
    exactWithin("broker_reports_proceeds", table.proceeds, 18),
    exactWithin("broker_reports_basis", table.basis, 18),
    exactWithin("broker_reports_wash", table.washDisallowed, 18),
    exactWithin("broker_reports_units", table.units, 24),
    ofCurrentClient("broker_reports"),
  ],
);
