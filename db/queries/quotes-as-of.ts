import { and, asc, desc, eq, lte } from "drizzle-orm";
import { priceText } from "@/lib/money/price";
import type { Quote } from "@/lib/tax/settings";
import type { Instant } from "@/lib/time/instant";
import { quotes } from "../schema/quotes";
import type { ClientTx } from "../tenant";

/** The latest quote of each asset that was true at or before a moment, by asset; of quotes for one moment the one told last. */
export async function listQuotesAsOf(tx: ClientTx, at: Instant): Promise<Quote[]> {
  const rows = await tx.db
    .selectDistinctOn([quotes.asset], {
      asset: quotes.asset,
      price: quotes.price,
      at: quotes.at,
      source: quotes.source,
    })
    .from(quotes)
    .where(and(eq(quotes.clientId, tx.clientId), lte(quotes.at, at)))
    .orderBy(asc(quotes.asset), desc(quotes.at), desc(quotes.order));
  return rows.map((row) => ({ ...row, price: priceText(row.price) }));
}
