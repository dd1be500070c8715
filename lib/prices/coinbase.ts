import { z } from "zod";
import { err, ok, type Result } from "@/lib/result";
import { instantFromEpoch } from "@/lib/time/instant";
import { getJson } from "./http";
import { listedOn } from "./listed";
import { plainPrice } from "./plain-price";
import { type AssetQuote, askEach, type QuoteProvider, type QuoteRefusal } from "./quote";

const HOST = "https://api.exchange.coinbase.com";

/** [time, low, high, open, close, volume], newest first: low stands before high, close is the fifth. */
const candles = z.array(
  z.tuple([z.string(), z.string(), z.string(), z.string(), z.string(), z.string()]),
);

/** Coinbase Exchange minute candles of USD pairs: the close of the newest minute that traded. `host` differs only in tests. */
export function coinbaseQuotes(now: () => number, host: string = HOST): QuoteProvider {
  return {
    id: "coinbase",
    label: "Coinbase Exchange",
    fetchLatest: (assets) => askEach(assets, (asset) => newestCandle(host, asset, now())),
  };
}

async function newestCandle(
  host: string,
  asset: string,
  now: number,
): Promise<Result<AssetQuote | null, QuoteRefusal>> {
  const product = listedOn(asset, instantFromEpoch(now).slice(0, 10))?.coinbase ?? null;
  if (product === null) {
    return ok(null);
  }
  const url = new URL(`/products/${product}/candles`, host);
  url.searchParams.set("granularity", "60");
  url.searchParams.set("start", new Date(now - 3 * 3_600_000).toISOString());
  url.searchParams.set("end", new Date(now).toISOString());
  const answer = await getJson(url);
  if (!answer.ok) {
    return answer;
  }
  if (answer.value.status === 404) {
    return ok(null);
  }
  const rows = candles.safeParse(answer.value.body);
  if (answer.value.status !== 200 || !rows.success) {
    return err({ code: "unexpected-answer", detail: `status ${answer.value.status}` });
  }
  const newest = rows.data.reduce<(typeof rows.data)[number] | null>(
    (best, row) => (best === null || Number(row[0]) > Number(best[0]) ? row : best),
    null,
  );
  const price = newest === null ? null : plainPrice(newest[4]);
  return ok(
    newest === null || price === null
      ? null
      : {
          asset,
          price,
          at: instantFromEpoch((Number(newest[0]) + 60) * 1000),
          source: "Coinbase Exchange",
        },
  );
}
