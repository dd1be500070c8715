import { sql } from "drizzle-orm";
import { price } from "@/lib/money/price";
import type { AssetId } from "@/lib/tax/transaction";
import type { MarketPrice } from "@/lib/tax/valuation/market-price";
import { instantFromPostgres } from "../columns";
import { marketPrices } from "../schema/market-prices";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** All past prices of the client in the order in which they were told. Read past drizzle's row mapping: there may be many. */
export async function listMarketPrices(tx: ClientTx): Promise<MarketPrice[]> {
  const { rows } = await tx.db.execute<PriceRow>(sql`
    select asset, price::text as price, span, starts::text as starts, at::text as at, pair, source, told_by
    from market_prices where client_id = ${tx.clientId} order by "order"`);
  return rows.map((row) => ({
    asset: row.asset,
    price: row.price,
    span: row.span,
    starts: instantFromPostgres(row.starts),
    at: instantFromPostgres(row.at),
    pair: row.pair,
    source: row.source,
    toldBy: row.told_by,
  }));
}

interface PriceRow extends Record<string, unknown> {
  readonly asset: AssetId;
  readonly price: string;
  readonly span: MarketPrice["span"];
  readonly starts: string;
  readonly at: string;
  readonly pair: string;
  readonly source: string;
  readonly told_by: MarketPrice["toldBy"];
}

/** Rows in one statement. */
const CHUNK = 500;

/**
 * Adds past prices; returns how many were new. A price of the market that is known already stays as it is. A price that is not a
 * plain positive decimal throws: nothing is ever valued at zero for lack of a price.
 */
export async function insertMarketPrices(
  tx: ClientWriteTx,
  told: readonly MarketPrice[],
): Promise<number> {
  let added = 0;
  for (let from = 0; from < told.length; from += CHUNK) {
    const rows = told.slice(from, from + CHUNK).map((one) => ({
      clientId: tx.clientId,
      asset: one.asset,
      span: one.span,
      starts: one.starts,
      price: price(one.price),
      at: one.at,
      pair: one.pair,
      source: one.source,
      toldBy: one.toldBy,
      enteredBy: tx.userId,
    }));
    const inserted = await tx.db
      .insert(marketPrices)
      .values(rows)
      .onConflictDoNothing()
      .returning({ id: marketPrices.id });
    added += inserted.length;
  }
  return added;
}

/** How many past prices there are, by source. */
export async function countMarketPrices(
  tx: ClientTx,
): Promise<readonly { readonly source: string; readonly count: number }[]> {
  const { rows } = await tx.db.execute<{ source: string; count: string }>(sql`
    select source, count(*) as count from market_prices where client_id = ${tx.clientId}
    group by source order by count(*) desc, source`);
  return rows.map(({ source, count }) => ({ source, count: Number(count) }));
}
