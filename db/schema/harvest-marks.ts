import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { HarvestMark } from "@/lib/tax/harvest/marks";
import type { LotId } from "@/lib/tax/settings";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import type { UserId } from "../ids";
import { accounts } from "./accounts";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/**
 * What a person says stands in the way of selling an asset, or one lot of it, out of an account. Append-only: the highest `order` of
 * an account, asset and lot counts; `reason` null: nothing any more. It changes no figure of the books, only what is advised.
 */
export const harvestMarks = pgTable(
  "harvest_marks",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    order: orderColumn(),
    accountId: uuid().$type<AccountId>().notNull(),
    asset: text().$type<AssetId>().notNull(),
    /** One lot of it as it was named then; null: all of them. */
    lot: text().$type<LotId>(),
    reason: text().$type<HarvestMark["reason"]>(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.order] }),
    foreignKey({
      columns: [table.clientId, table.accountId],
      foreignColumns: [accounts.clientId, accounts.id],
    }),
    index("harvest_marks_latest").on(table.clientId, table.accountId, table.asset, table.order),
    check("harvest_marks_asset", sql`length(${table.asset}) between 1 and 64`),
    check("harvest_marks_lot", sql`length(${table.lot}) between 1 and 80`),
    check(
      "harvest_marks_reason",
      sql`${table.reason} is null or ${table.reason} in ('illiquid', 'no-bid', 'related-buyer')`,
    ),
    ofCurrentClient("harvest_marks"),
  ],
);
