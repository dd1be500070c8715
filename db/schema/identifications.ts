import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import type { TransactionId } from "@/lib/tax/transaction";
import { instantColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";
import { transactions } from "./transactions";

/** Units of one lot as they are stored: decimals are text, so JSON cannot change them. */
export interface StoredLot {
  readonly lot: string;
  readonly quantity: string;
}

/**
 * Lots named for one disposal or transfer (Reg. 1.1012-1(j)). Append-only. Of several with one `madeAt` the one entered last
 * counts; with no lots it takes back what was named at that moment.
 */
export const identifications = pgTable(
  "identifications",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    transactionId: uuid().$type<TransactionId>().notNull(),
    madeAt: instantColumn().notNull(),
    toldBrokerAt: instantColumn(),
    lots: jsonb().$type<readonly StoredLot[]>().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    foreignKey({
      name: "identifications_transaction_fk",
      columns: [table.clientId, table.transactionId],
      foreignColumns: [transactions.clientId, transactions.id],
    }),
    index("identifications_transaction").on(table.clientId, table.transactionId),
    check("identifications_lots", sql`jsonb_typeof(${table.lots}) = 'array'`),
    ofCurrentClient("identifications"),
  ],
);
