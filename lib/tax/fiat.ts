import type { AssetId } from "./transaction";

// ISO 4217 codes of money that exchanges quote; stablecoins are digital assets and not here (rules.md 2.7).
const CODES: ReadonlySet<string> = new Set(
  "USD EUR GBP CAD AUD NZD JPY CHF SEK NOK DKK PLN CZK HUF RON BGN TRY BRL MXN ARS CLP COP PEN ZAR NGN KES INR IDR SGD HKD KRW TWD THB VND PHP MYR UAH RUB ILS AED SAR CNY".split(
    " ",
  ),
);

/** True for government money: holding it opens no lot, and gains on it are outside this product (IRC 988). */
export function isFiat(asset: AssetId): boolean {
  return CODES.has(asset);
}
