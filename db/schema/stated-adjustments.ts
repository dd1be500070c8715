import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { StatedCode } from "@/lib/tax/forms/codes";
import type { TransactionId } from "@/lib/tax/transaction";
import { usdColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, exactWithin, nowColumn, ofCurrentClient, orderColumn } from "./rules";
import { transactions } from "./transactions";

/**
 * Adjustments of Form 8949 column (f) and (g) a person states for one disposal. Append-only versions by disposal and code; the
 * one with the highest `order` counts, and a `withdrawn` one counts as none.
 */
export const statedAdjustments = pgTable(
  "stated_adjustments",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    transactionId: uuid().$type<TransactionId>().notNull(),
    code: text().$type<StatedCode>().notNull(),
    amount: usdColumn().notNull(),
    withdrawn: boolean().notNull().default(false),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    foreignKey({
      name: "stated_adjustments_transaction_fk",
      columns: [table.clientId, table.transactionId],
      foreignColumns: [transactions.clientId, transactions.id],
    }),
    index("stated_adjustments_latest").on(
      table.clientId,
      table.transactionId,
      table.code,
      table.order,
    ),
    check(
      "stated_adjustments_code",
      sql`${table.code} in ('D', 'H', 'L', 'N', 'O', 'P', 'Q', 'R', 'S', 'X', 'Y', 'Z')`,
    ),
    exactWithin("stated_adjustments_amount", table.amount, 18),
    ofCurrentClient("stated_adjustments"),
  ],
);
