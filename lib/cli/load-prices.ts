import { readFile } from "node:fs/promises";
import { readPriceFile, spanOfQuote } from "@/lib/prices/price-file";
import { err, ok, type Result } from "@/lib/result";
import { assetId, type TransactionId } from "@/lib/tax/transaction";
import { type MarketPrice, spanStart } from "@/lib/tax/valuation/market-price";
import { priceLookup } from "@/lib/tax/valuation/price-lookup";
import { type ValuedAmount, valueTransactions } from "@/lib/tax/valuation/value-transactions";
import type { Books, Unreadable } from "./load-files";

/** The books with dollars for rows that had none, and what was valued by which price. */
export interface PricedBooks {
  readonly books: Books;
  readonly valued: ReadonlyMap<TransactionId, readonly ValuedAmount[]>;
}

/**
 * Values rows without dollars by a price file (`asset,price,time`); null: none is given. Questions that only asked for those dollars
 * are answered. A file that cannot be opened, and the first line that cannot be read, end it.
 */
export async function withPrices(
  books: Books,
  file: string | null,
): Promise<Result<PricedBooks, Unreadable & { readonly line?: number }>> {
  if (file === null) {
    return ok({ books, valued: new Map() });
  }
  const prices = await loadPrices(file);
  if (!prices.ok) {
    return prices;
  }
  const { transactions, valued, missing } = valueTransactions(
    books.transactions,
    priceLookup(prices.value),
  );
  const open = new Set(missing.map(({ transaction }) => transaction));
  const settled = new Set<string>();
  for (const { id } of transactions) {
    const place = valued.has(id) && !open.has(id) ? books.places.get(id) : undefined;
    for (const line of place?.lines ?? []) {
      settled.add(`${place?.file}:${line}`);
    }
  }
  const questions = books.questions.filter(
    (question) => question.about !== "dollars" || !settled.has(`${question.file}:${question.line}`),
  );
  return ok({ books: { ...books, transactions, questions }, valued });
}

async function loadPrices(
  file: string,
): Promise<Result<readonly MarketPrice[], Unreadable & { readonly line?: number }>> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) {
      throw error;
    }
    return err({ file, reason: `It cannot be read: ${error.message}` });
  }
  const { quotes, problems } = readPriceFile(text, `file ${file}`);
  const [problem] = problems;
  return problem === undefined
    ? ok(
        quotes.map((quote): MarketPrice => {
          const span = spanOfQuote(quote);
          const { price, at, source } = quote;
          const starts = spanStart(span, at);
          const asset = assetId(quote.asset);
          return { asset, price, span, starts, at, pair: "", source, toldBy: "person" };
        }),
      )
    : err({
        file,
        line: problem.line,
        reason: `${problem.column} "${problem.value}": ${problem.reason}`,
      });
}
