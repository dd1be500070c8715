import { type AssetId, assetId } from "@/lib/tax/transaction";

/** Government money (ISO 4217) that exchanges deal in: never a lot; dollars aside, its amounts need a rate into USD. */
const FIAT = new Set(
  (
    "USD EUR GBP CAD AUD NZD JPY CHF SEK NOK DKK PLN CZK HUF RON BGN TRY UAH RUB INR IDR PHP THB VND KRW TWD HKD SGD CNY " +
    "BRL MXN ARS CLP COP PEN ZAR NGN GHS KES UGX XOF AED SAR ILS GEL LKR"
  ).split(" "),
);

/** True for dollars and other government money; false for coins, stablecoins among them (they are property: Notice 2014-21). */
export function isFiat(asset: string): boolean {
  return FIAT.has(asset);
}

const TICKER = /^[\p{L}\p{N}$@][\p{L}\p{N}.$@_:/+-]{0,63}$/u;

/** A source's ticker as an asset id: trimmed, Koinly's ";id" cut off, upper case. Null when the cell cannot be a ticker. */
export function readAsset(cell: string): AssetId | null {
  const text = (cell.split(";")[0] ?? "").trim();
  return TICKER.test(text) ? assetId(text.toUpperCase()) : null;
}
