import { sql } from "drizzle-orm";
import { check, foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { LotMethod } from "@/lib/tax/settings";
import type { AccountId } from "@/lib/tax/transaction";
import { instantColumn } from "../columns";
import type { UserId } from "../ids";
import { accounts } from "./accounts";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** Dated standing orders for choosing lots (Reg. 1.1012-1(j)). Append-only; `accountId` null means every account. */
export const standingOrders = pgTable(
  "standing_orders",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    accountId: uuid().$type<AccountId>(),
    method: text().$type<LotMethod>().notNull(),
    effectiveFrom: instantColumn().notNull(),
    madeAt: instantColumn().notNull(),
    /** When the broker was told; null: not told, or nobody said. */
    toldBrokerAt: instantColumn(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    foreignKey({
      columns: [table.clientId, table.accountId],
      foreignColumns: [accounts.clientId, accounts.id],
    }),
    check(
      "standing_orders_method",
      sql`${table.method} in ('fifo', 'lifo', 'hifo', 'lowest-gain', 'lofo')`,
    ),
    ofCurrentClient("standing_orders"),
  ],
);
