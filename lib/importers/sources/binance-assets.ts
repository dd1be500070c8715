import { codeAt } from "@/lib/assets/aliases";
import { readAsset } from "@/lib/importers/assets";
import { CellError, type Cells, problemIn, textIn } from "@/lib/importers/cells";
import { splitPair } from "@/lib/importers/pairs";
import { type AssetId, assetId } from "@/lib/tax/transaction";
import type { Instant } from "@/lib/time/instant";

/** A ticker of Binance as the coin it meant at that moment: BCC of 2018 is BCH, LUNA before 2022-05-27 is LUNC. */
export function binanceAsset(ticker: AssetId, at: Instant): AssetId {
  return assetId(codeAt("binance", ticker, at.slice(0, 10)));
}

/** A cell's coin at that moment; throws `CellError` when it is no ticker. */
export function binanceAssetIn(cells: Cells, column: string, at: Instant): AssetId {
  const ticker = readAsset(textIn(cells, column));
  if (ticker === null) {
    throw new CellError(problemIn(cells, column, "The asset is missing or is not a ticker."));
  }
  return binanceAsset(ticker, at);
}

/** Pairs whose longest known quote is not theirs: ADAEUR is ADA/EUR, not AD/AEUR. */
const PAIRS: ReadonlyMap<string, readonly [string, string]> = new Map(
  ["ADA", "ENA", "GALA", "LUNA", "THETA"].map((base) => [`${base}EUR`, [base, "EUR"]]),
);
const MORE_QUOTES = ["USDS", "BKRW", "GYEN", "DOT", "XMR"];

/** The two tickers of a Binance market ("BNBBTC", "BTC/USDT") as written; null when they cannot be told. */
export function binancePair(pair: string): readonly [base: string, quote: string] | null {
  const text = pair.trim().toUpperCase();
  const known = PAIRS.get(text) ?? splitPair(text);
  const quote = MORE_QUOTES.find((each) => text.endsWith(each) && text.length > each.length);
  return known ?? (quote === undefined ? null : [text.slice(0, -quote.length), quote]);
}
