import { asc, desc, eq } from "drizzle-orm";
import { price, priceText } from "@/lib/money/price";
import type { Quote } from "@/lib/tax/settings";
import { quotes } from "../schema/quotes";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** The latest quote of each asset, by asset; of quotes for one moment the one told last. */
export async function listLatestQuotes(tx: ClientTx): Promise<Quote[]> {
  const rows = await tx.db
    .selectDistinctOn([quotes.asset], {
      asset: quotes.asset,
      price: quotes.price,
      at: quotes.at,
      source: quotes.source,
    })
    .from(quotes)
    .where(eq(quotes.clientId, tx.clientId))
    .orderBy(asc(quotes.asset), desc(quotes.at), desc(quotes.order));
  return rows.map((row) => ({ ...row, price: priceText(row.price) }));
}

/** Adds quotes. A price that is not a plain positive decimal throws: nothing is ever valued at zero for lack of a price. */
export async function insertQuotes(tx: ClientWriteTx, told: readonly Quote[]): Promise<void> {
  if (told.length === 0) {
    return;
  }
  const rows = told.map((quote) => ({
    clientId: tx.clientId,
    asset: quote.asset,
    price: price(quote.price),
    at: quote.at,
    source: quote.source,
    enteredBy: tx.userId,
  }));
  await tx.db.insert(quotes).values(rows);
}
