import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AssetId } from "@/lib/tax/transaction";
import type { MarketPrice } from "@/lib/tax/valuation/market-price";
import { instantColumn, priceColumn } from "../columns";
import type { UserId } from "../ids";
import { clients } from "./clients";
import { clientIdColumn, nowColumn, ofCurrentClient, orderColumn } from "./rules";

/**
 * Prices of the past that value rows without dollars: one asset, one minute, hour or UTC day. Kept for each client, for which
 * assets somebody asked about is theirs alone. Append-only: a price of the market is told once and stays; of prices a person
 * told for the same span the one with the highest `order` counts.
 */
export const marketPrices = pgTable(
  "market_prices",
  {
    clientId: clientIdColumn().references(() => clients.clientId, { onDelete: "cascade" }),
    id: uuid().notNull().defaultRandom(),
    order: orderColumn(),
    asset: text().$type<AssetId>().notNull(),
    span: text().$type<MarketPrice["span"]>().notNull(),
    /** The first moment of the span it prices. */
    starts: instantColumn().notNull(),
    price: priceColumn().notNull(),
    /** When it was true: the close of the candle, the day of the rate. */
    at: instantColumn().notNull(),
    pair: text().notNull(),
    source: text().notNull(),
    toldBy: text().$type<MarketPrice["toldBy"]>().notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    /** When it was fetched or entered. */
    retrievedAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.id] }),
    uniqueIndex("market_prices_once")
      .on(table.clientId, table.asset, table.span, table.starts)
      .where(sql`${table.toldBy} = 'market'`),
    index("market_prices_span").on(table.clientId, table.asset, table.starts),
    check("market_prices_price", sql`${table.price} > 0 and ${table.price} < 1e12`),
    check("market_prices_asset", sql`length(${table.asset}) between 1 and 200`),
    check("market_prices_kind", sql`${table.span} in ('minute', 'hour', 'day')`),
    check("market_prices_teller", sql`${table.toldBy} in ('market', 'person')`),
    ofCurrentClient("market_prices"),
  ],
);
