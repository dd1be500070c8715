import { priceIdsOf } from "@/lib/assets/registry";
import { ok, type Result } from "@/lib/result";
import { instantFromEpoch } from "@/lib/time/instant";
import { type Ask, type ProviderOptions, patientAsk } from "./ask";
import { type KrakenBar, krakenBars, krakenRefusal } from "./kraken-answer";
import { plainPrice } from "./plain-price";
import { type AssetQuote, askEach, type QuoteProvider, type QuoteRefusal } from "./quote";

const HOST = "https://api.kraken.com";
const SOURCE = "Kraken";

/** Kraken minute bars of USD pairs: the close of the running minute. */
export function krakenQuotes(options: ProviderOptions = {}): QuoteProvider {
  const ask = patientAsk({ perSecond: 1, burst: 4 }, { ...options, refusalIn: krakenRefusal });
  const host = options.host ?? HOST;
  return {
    id: "kraken",
    label: SOURCE,
    fetchLatest: (assets) => askEach(assets, (asset) => lastBar(ask, host, asset)),
  };
}

async function lastBar(
  ask: Ask,
  host: string,
  asset: string,
): Promise<Result<AssetQuote | null, QuoteRefusal>> {
  const pair = priceIdsOf(asset)?.kraken ?? null;
  if (pair === null) {
    return ok(null);
  }
  const url = new URL("/0/public/OHLC", host);
  url.searchParams.set("pair", pair);
  url.searchParams.set("interval", "1");
  const answer = await ask(url);
  const read = answer.ok ? krakenBars(answer.value) : answer;
  return read.ok ? ok(quoteOf(asset, read.value?.bars.at(-1))) : read;
}

function quoteOf(asset: string, last: KrakenBar | undefined): AssetQuote | null {
  const price = last === undefined ? null : plainPrice(last[4]);
  return last === undefined || price === null
    ? null
    : { asset, price, at: instantFromEpoch(Number(last[0]) * 1000), source: SOURCE };
}
