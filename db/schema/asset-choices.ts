import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { AssetId } from "@/lib/tax/transaction";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/**
 * What a person said a shared sign means in the files of one source. Append-only versions; the one with the highest `order` counts,
 * and one without an asset takes the answer back.
 */
export const assetChoices = pgTable(
  "asset_choices",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    source: text().notNull(),
    symbol: text().$type<AssetId>().notNull(),
    asset: text().$type<AssetId>(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    index("asset_choices_latest").on(table.clientId, table.source, table.symbol, table.order),
    check("asset_choices_source", sql`length(${table.source}) between 1 and 60`),
    check("asset_choices_symbol", sql`length(${table.symbol}) between 1 and 64`),
    check(
      "asset_choices_asset",
      sql`${table.asset} is null or length(${table.asset}) between 1 and 64`,
    ),
    ofCurrentClient("asset_choices"),
  ],
);
