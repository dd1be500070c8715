/** Currencies the European Central Bank sets or has set a reference rate for (and so Frankfurter tells), other than the dollar. */
const CODES: ReadonlySet<string> = new Set(
  "EUR GBP CAD AUD NZD JPY CHF SEK NOK DKK PLN CZK HUF RON BGN TRY RUB INR IDR PHP THB KRW HKD SGD CNY BRL MXN ZAR ILS MYR ISK".split(
    " ",
  ),
);

/** The code when the asset is foreign money with a published rate, else null. */
export function currencyOf(asset: string): string | null {
  return CODES.has(asset) ? asset : null;
}
