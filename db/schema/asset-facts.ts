import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { AssetFacts } from "@/lib/tax/facts";
import type { AssetId } from "@/lib/tax/transaction";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** What an asset is for tax. Append-only versions; the one with the highest `order` counts. */
export const assetFacts = pgTable(
  "asset_facts",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    asset: text().$type<AssetId>().notNull(),
    class: text().$type<AssetFacts["class"]>().notNull(),
    collectible: boolean().notNull(),
    identicalTo: text(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    index("asset_facts_latest").on(table.clientId, table.asset, table.order),
    check("asset_facts_asset", sql`length(${table.asset}) between 1 and 64`),
    check(
      "asset_facts_class",
      sql`${table.class} in ('digital', 'security', 'tokenized-security')`,
    ),
    check(
      "asset_facts_identical",
      sql`${table.identicalTo} is null or length(${table.identicalTo}) between 1 and 64`,
    ),
    ofCurrentClient("asset_facts"),
  ],
);
