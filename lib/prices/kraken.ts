import { z } from "zod";
import { priceIdsOf } from "@/lib/assets/registry";
import { err, ok, type Result } from "@/lib/result";
import { instantFromEpoch } from "@/lib/time/instant";
import { getJson } from "./http";
import { plainPrice } from "./plain-price";
import { type AssetQuote, askEach, type QuoteProvider, type QuoteRefusal } from "./quote";

const HOST = "https://api.kraken.com";

const ohlc = z.object({
  error: z.array(z.string()),
  result: z.record(z.string(), z.unknown()).optional(),
});
/** [time, open, high, low, close, vwap, volume, count]; the last row is the minute still running. */
const row = z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()], z.string());

/** Kraken minute bars of USD pairs: the close of the running minute. Errors come with status 200. `host` differs only in tests. */
export function krakenQuotes(host: string = HOST): QuoteProvider {
  return {
    id: "kraken",
    label: "Kraken",
    fetchLatest: (assets) => askEach(assets, (asset) => lastBar(host, asset)),
  };
}

async function lastBar(
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
  const answer = await getJson(url);
  if (!answer.ok) {
    return answer;
  }
  const parsed = ohlc.safeParse(answer.value.body);
  if (answer.value.status !== 200 || !parsed.success) {
    return err({ code: "unexpected-answer", detail: `status ${answer.value.status}` });
  }
  const [problem] = parsed.data.error;
  if (problem !== undefined) {
    return refusalOf(problem);
  }
  return ok(quoteOf(asset, parsed.data.result ?? {}));
}

function refusalOf(problem: string): Result<null, QuoteRefusal> {
  if (problem.includes("Unknown asset pair")) {
    return ok(null);
  }
  return problem.includes("Too many requests")
    ? err({ code: "rate-limited", retryAfterSeconds: null })
    : err({ code: "unexpected-answer", detail: problem });
}

function quoteOf(asset: string, result: Record<string, unknown>): AssetQuote | null {
  // The key is the legacy pair name, whatever was asked; "last" is a cursor.
  const bars = Object.entries(result).find(([key]) => key !== "last")?.[1];
  const last = Array.isArray(bars) ? row.safeParse(bars.at(-1)) : null;
  const price = last?.success ? plainPrice(last.data[4]) : null;
  return last?.success && price !== null
    ? { asset, price, at: instantFromEpoch(Number(last.data[0]) * 1000), source: "Kraken" }
    : null;
}
