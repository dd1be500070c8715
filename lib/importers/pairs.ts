/** Quotes of pairs written without a separator; the longest that fits is taken. */
const QUOTES = (
  "FDUSD PYUSD RLUSD USDT USDC BUSD TUSD USDP USDD USDE GUSD BIDR BVND IDRT AEUR EURI DAI PAX VAI UST USD EUR GBP CAD AUD JPY TRY " +
  "BRL RUB UAH NGN ZAR PLN RON ARS MXN COP CZK CHF BTC ETH BNB XRP TRX DOGE SOL KCS OKB GT HT XBT"
).split(" ");

/**
 * The two assets of a market, base then quote as written: "BTC/USD", "BTC-USD", "BTC_USD", "BTCUSDT". Null when it cannot be told.
 * A pair without a separator is split at the longest known quote it ends with.
 */
export function splitPair(pair: string): readonly [base: string, quote: string] | null {
  const text = pair.trim().toUpperCase();
  const parts = text.split(/[/_-]/);
  if (parts.length === 2 && parts[0] !== "" && parts[1] !== "") {
    return [parts[0] ?? "", parts[1] ?? ""];
  }
  if (parts.length !== 1) {
    return null;
  }
  const quote = QUOTES.filter((each) => text.endsWith(each) && text.length > each.length).sort(
    (a, b) => b.length - a.length,
  )[0];
  return quote === undefined ? null : [text.slice(0, -quote.length), quote];
}
