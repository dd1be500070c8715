import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { AssetId } from "@/lib/tax/transaction";
import { instantColumn, priceColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/** Prices as somebody told them: `at` is when they were true. Append-only. Zero is not a quote: no price is no row. */
export const quotes = pgTable(
  "quotes",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    asset: text().$type<AssetId>().notNull(),
    price: priceColumn().notNull(),
    at: instantColumn().notNull(),
    source: text().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    index("quotes_latest").on(table.clientId, table.asset, table.at, table.order),
    check("quotes_price", sql`${table.price} > 0`),
    ofCurrentClient("quotes"),
  ],
);
