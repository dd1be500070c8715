import { z } from "zod";
import { err, ok, type Result } from "@/lib/result";
import { instantFromEpoch } from "@/lib/time/instant";
import { type Ask, type ProviderOptions, patientAsk } from "./ask";
import { MACHINE_CLOCK } from "./clock";
import { listedOn } from "./listed";
import { plainPrice } from "./plain-price";
import { type AssetQuote, askEach, type QuoteProvider, type QuoteRefusal } from "./quote";

const HOST = "https://api.exchange.coinbase.com";
const SOURCE = "Coinbase Exchange";

/** [time, low, high, open, close, volume], newest first: low stands before high, close is the fifth. */
const candles = z.array(
  z.tuple([z.string(), z.string(), z.string(), z.string(), z.string(), z.string()]),
);

/** Coinbase Exchange minute candles of USD pairs: the close of the newest minute that traded. */
export function coinbaseQuotes(options: ProviderOptions = {}): QuoteProvider {
  const { now } = options.clock ?? MACHINE_CLOCK;
  // The public limit is ten a second for each address; runs that fetch past prices ask four of them.
  const ask = patientAsk({ perSecond: 5, burst: 5 }, options);
  const host = options.host ?? HOST;
  return {
    id: "coinbase",
    label: SOURCE,
    fetchLatest: (assets) => askEach(assets, (asset) => newestCandle(ask, host, asset, now())),
  };
}

async function newestCandle(
  ask: Ask,
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
  const answer = await ask(url);
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
          source: SOURCE,
        },
  );
}
