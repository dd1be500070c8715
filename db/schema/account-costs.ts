import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId } from "@/lib/tax/transaction";
import { usdColumn } from "../columns";
import type { UserId } from "../ids";
import { accounts } from "./accounts";
import { clients } from "./clients";
import { clientIdColumn, exactWithin, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/**
 * What selling in an account costs: a share of the gross ("0.006" is 0.6 %) and dollars of each sale. Append-only: the highest `order`
 * of an account counts. It changes no figure of the books, only what is advised.
 */
export const accountCosts = pgTable(
  "account_costs",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    order: orderColumn(),
    accountId: uuid().$type<AccountId>().notNull(),
    rate: text().notNull(),
    fixed: usdColumn().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.order] }),
    foreignKey({
      columns: [table.clientId, table.accountId],
      foreignColumns: [accounts.clientId, accounts.id],
    }),
    index("account_costs_latest").on(table.clientId, table.accountId, table.order),
    check("account_costs_rate", sql`${table.rate} ~ '^0(\\.[0-9]{1,18})?$'`),
    exactWithin("account_costs_fixed_exact", table.fixed, 18),
    check("account_costs_fixed", sql`${table.fixed} >= 0`),
    ofCurrentClient("account_costs"),
  ],
);
