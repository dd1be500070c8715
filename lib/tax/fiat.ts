// ISO 4217 codes of money that exchanges deal in: the one list, for files and for the engine. Stablecoins are digital assets and not
// here, nor are names that only look like money: EURX, GBPX, USD_STABLE_COIN, KFEE (rules.md 2.7).
const CODES: ReadonlySet<string> = new Set(
  (
    "USD EUR GBP CAD AUD NZD JPY CHF SEK NOK DKK PLN CZK HUF RON BGN TRY UAH RUB INR IDR PHP THB VND KRW TWD HKD SGD CNY " +
    "MYR BRL MXN ARS CLP COP PEN ZAR NGN GHS KES UGX XOF AED SAR ILS GEL LKR"
  ).split(" "),
);

/** True for government money: holding it opens no lot, and gains on it are outside this product (IRC 988). */
export function isFiat(asset: string): boolean {
  return CODES.has(asset);
}
