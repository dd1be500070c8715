import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { coinbaseHistory } from "@/lib/prices/coinbase-history";
import { coingeckoHistory, coingeckoQuotes } from "@/lib/prices/coingecko";
import { defillamaHistory, defillamaQuotes } from "@/lib/prices/defillama";
import { frankfurterHistory } from "@/lib/prices/frankfurter";
import type { HistoryProvider, HistoryRequest } from "@/lib/prices/history";
import { krakenHistory } from "@/lib/prices/kraken-history";
import { instant } from "@/lib/time/instant";
import { type Answer, loopback, standingClock } from "./loopback";

/** Answers of the providers as others recorded their shapes; outside the project, so absent on most machines. */
const RESPONSES = "../shared/imports/price-responses";

function recorded(name: string): Answer {
  const { response } = JSON.parse(readFileSync(`${RESPONSES}/${name}.json`, "utf8"));
  return {
    status: response.status,
    headers: response.headers,
    body: response.bodyText ?? JSON.stringify(response.body),
  };
}

const day = (asset: string, date: string): HistoryRequest => ({
  asset,
  span: "day",
  starts: instant(`${date}T00:00:00Z`),
});

async function first(provider: HistoryProvider, requests: readonly HistoryRequest[]) {
  const [page] = provider.plan(requests);
  const answer = await page?.fetch();
  return answer?.ok
    ? answer.value.map(({ asset, starts, price, at }) => [asset, starts.slice(0, 10), price, at])
    : (answer?.error.code ?? "not asked");
}

async function from(name: string, now = "2026-11-20T21:00:00Z") {
  const { host } = await loopback(() => recorded(name));
  return { host, clock: standingClock(now) };
}

// Expected values are read off the recorded bodies by eye: Coinbase's close is the fifth number of a row, Kraken's the fifth too.
describe.skipIf(!existsSync(RESPONSES) /* reason: it is not part of the project */)(
  "answers as others recorded them",
  () => {
    it("Coinbase: two days, newest first", async () => {
      const provider = coinbaseHistory(await from("coinbase_candles_2days"));
      expect(await first(provider, [day("BTC", "2024-03-01"), day("BTC", "2024-03-02")])).toEqual([
        ["BTC", "2024-03-01", "62432.5", "2024-03-02T00:00:00.000Z"],
        ["BTC", "2024-03-02", "62040.7", "2024-03-03T00:00:00.000Z"],
      ]);
    });

    it.each([
      ["coinbase_candles_too_many", "unexpected-answer"],
      ["coinbase_unknown_product", []],
      ["coinbase_rate_limited", "rate-limited"],
    ])("%s", async (name, told) => {
      const provider = coinbaseHistory(await from(name));
      expect(await first(provider, [day("BTC", "2024-03-01")])).toEqual(told);
    });

    it("Kraken: the legacy key, the last bar left out", async () => {
      const provider = krakenHistory(await from("kraken_ohlc_btcusd", "2026-10-09T00:00:00Z"));
      const days = ["2026-10-05", "2026-10-06", "2026-10-07"].map((date) => day("BTC", date));
      expect(await first(provider, days)).toEqual([
        ["BTC", "2026-10-05", "68303.6", "2026-10-06T00:00:00.000Z"],
        ["BTC", "2026-10-06", "69199.40000000001", "2026-10-07T00:00:00.000Z"],
      ]);
    });

    it("Kraken: an unknown pair is no price", async () => {
      const provider = krakenHistory(await from("kraken_unknown_pair"));
      expect(await first(provider, [day("ETH", "2026-11-01")])).toEqual([]);
    });

    it("CoinGecko: the last point of each day", async () => {
      // 1772323200 is 2026-03-01T00:00Z, 1772409720 the day after at 00:02.
      const provider = coingeckoHistory(await from("coingecko_market_chart_range"));
      expect(await first(provider, [day("ETH", "2026-03-01"), day("ETH", "2026-03-02")])).toEqual([
        ["ETH", "2026-03-01", "2058.13", "2026-03-01T01:00:00.000Z"],
        ["ETH", "2026-03-02", "2100.12345678901", "2026-03-02T00:02:00.000Z"],
      ]);
    });

    it.each([
      ["coingecko_older_than_365", []],
      ["coingecko_rate_limited", "rate-limited"],
    ])("%s", async (name, told) => {
      const provider = coingeckoHistory(await from(name));
      expect(await first(provider, [day("BTC", "2026-03-01")])).toEqual(told);
    });

    it("CoinGecko and DefiLlama: present prices, unknown coins absent", async () => {
      const quotes = await coingeckoQuotes(await from("coingecko_simple_price")).fetchLatest([
        "BTC",
        "ETH",
        "SOL",
      ]);
      expect(quotes).toMatchObject({
        value: { quotes: [{ price: "68303.6" }, { price: "2610.42" }], unknown: ["SOL"] },
      });
      const llama = await defillamaQuotes(await from("defillama_current")).fetchLatest(["BTC"]);
      expect(llama).toMatchObject({ value: { quotes: [{ price: "68303.6" }], unknown: [] } });
    });

    it("DefiLlama: a price just after midnight is not the day before's", async () => {
      // 1597017635 is 2020-08-10T00:00:35Z.
      const provider = defillamaHistory(await from("defillama_historical"));
      expect(await first(provider, [day("ETH", "2020-08-09")])).toEqual([]);
      expect(await first(provider, [day("ETH", "2020-08-10")])).toEqual([
        ["ETH", "2020-08-10", "394.35727832860067", "2020-08-10T00:00:35.000Z"],
      ]);
    });

    it("Frankfurter: a weekend takes the business day before", async () => {
      const provider = frankfurterHistory(await from("frankfurter_range"));
      const days = ["2020-01-02", "2020-01-04", "2020-01-06"].map((date) => day("EUR", date));
      expect(await first(provider, days)).toEqual([
        ["EUR", "2020-01-02", "1.1193", "2020-01-02T00:00:00.000Z"],
        ["EUR", "2020-01-04", "1.1147", "2020-01-03T00:00:00.000Z"],
        ["EUR", "2020-01-06", "1.1194", "2020-01-06T00:00:00.000Z"],
      ]);
    });
  },
);
