import { describe, expect, it, test } from "vitest";
import { coinbaseHistory } from "@/lib/prices/coinbase-history";
import { coingeckoHistory, coingeckoQuotes } from "@/lib/prices/coingecko";
import { defillamaHistory, defillamaQuotes } from "@/lib/prices/defillama";
import { frankfurterHistory } from "@/lib/prices/frankfurter";
import type { HistoryProvider, HistoryRequest } from "@/lib/prices/history";
import { krakenHistory } from "@/lib/prices/kraken-history";
import { instant } from "@/lib/time/instant";
import { type Answer, json, loopback, standingClock } from "./loopback";

const NOW = "2026-11-20T21:00:00Z";

const day = (asset: string, date: string): HistoryRequest => ({
  asset,
  span: "day",
  starts: instant(`${date}T00:00:00Z`),
});
const hour = (asset: string, at: string): HistoryRequest => ({
  asset,
  span: "hour",
  starts: instant(at),
});

/** All that a provider answers, and its refusals. */
async function answers(provider: HistoryProvider, requests: readonly HistoryRequest[]) {
  const prices = [];
  const refusals = [];
  for (const page of provider.plan(requests)) {
    const answer = await page.fetch();
    if (answer.ok) {
      prices.push(...answer.value);
    } else {
      refusals.push(answer.error.code);
    }
  }
  return { prices, refusals };
}

const seconds = (at: string) => Date.parse(at) / 1000;

describe("Coinbase Exchange", () => {
  // [time, low, high, open, close, volume], newest first; invented.
  const candles = [
    [seconds("2024-03-02T00:00:00Z"), 61610.01, 62461.3, 62432.51, 62040.7, 5801.01],
    [seconds("2024-03-01T00:00:00Z"), 60774.7, 63155.1, 61171.2, 62432.5, 17025.4],
    [seconds("2024-02-29T00:00:00Z"), 60500, 63700, 62500, 61171.1, 20000],
  ];

  it("tells the close of the days that were asked, with the end of the day as its time", async () => {
    const { host, asked } = await loopback(() => json(candles));
    const provider = coinbaseHistory({ host, clock: standingClock(NOW) });
    const { prices } = await answers(provider, [
      day("BTC", "2024-03-02"),
      day("BTC", "2024-03-01"),
    ]);
    expect(prices).toEqual([
      {
        ...day("BTC", "2024-03-01"),
        price: "62432.5",
        at: "2024-03-02T00:00:00.000Z",
        pair: "BTC-USD",
        source: "Coinbase Exchange",
      },
      {
        ...day("BTC", "2024-03-02"),
        price: "62040.7",
        at: "2024-03-03T00:00:00.000Z",
        pair: "BTC-USD",
        source: "Coinbase Exchange",
      },
    ]);
    // Two candles more on each side, to hold prices against.
    expect(asked).toEqual([
      "/products/BTC-USD/candles?granularity=86400&start=2024-02-28T00%3A00%3A00.000Z&end=2024-03-04T00%3A00%3A00.000Z",
    ]);
  });

  it("asks for at most 300 candles in one question, however many days are wanted", () => {
    const clock = standingClock(NOW);
    const days = Array.from({ length: 900 }, (_, index) =>
      day("BTC", new Date(Date.UTC(2022, 0, 1 + index)).toISOString().slice(0, 10)),
    );
    const pages = coinbaseHistory({ clock }).plan(days);
    expect(pages.reduce((sum, page) => sum + page.requests.length, 0)).toBe(900);
    for (const { requests } of pages) {
      const starts = requests.map((each) => Date.parse(each.starts));
      const candlesAsked = (Math.max(...starts) - Math.min(...starts)) / 86_400_000 + 1 + 4;
      expect(candlesAsked).toBeLessThanOrEqual(300);
    }
    expect(pages).toHaveLength(4); // 296 days each
  });

  it("does not ask for hours that run, for signs that are no surely known coin, nor for contracts", () => {
    const provider = coinbaseHistory({ clock: standingClock(NOW) });
    expect(
      provider.plan([
        hour("BTC", "2026-11-20T21:00:00Z"),
        hour("BTC", "2026-11-20T20:30:00Z"),
        day("BTC", "2026-11-20"),
        day("NOSUCHCOIN", "2024-03-02"),
        day("USDC:0xdeadbeef", "2024-03-02"),
        day("EUR", "2024-03-02"),
      ]),
    ).toEqual([]);
    expect(provider.plan([hour("BTC", "2026-11-20T20:00:00Z")])).toHaveLength(1);
  });

  it("a day that is not in the answer, or only its neighbours are, has no price", async () => {
    const { host } = await loopback(() => json(candles));
    const provider = coinbaseHistory({ host, clock: standingClock(NOW) });
    expect(await answers(provider, [day("BTC", "2024-03-03")])).toEqual({
      prices: [],
      refusals: [],
    });
  });

  it("an unknown product, and a start before it was listed, are no price and no refusal", async () => {
    const { host } = await loopback((path) =>
      path.includes("ETH")
        ? json({ message: "Invalid start" }, 400)
        : json({ message: "NotFound" }, 404),
    );
    const provider = coinbaseHistory({ host, clock: standingClock(NOW) });
    expect(await answers(provider, [day("BTC", "2013-01-01"), day("ETH", "2013-01-01")])).toEqual({
      prices: [],
      refusals: [],
    });
  });
});

describe("lies, slips and silence (R23)", () => {
  const at = (date: string) => seconds(`${date}T00:00:00Z`);
  const row = (date: string, close: number, low = close, high = close) => [
    at(date),
    low,
    high,
    close,
    close,
    1,
  ];
  const days = ["2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04", "2024-03-05"];
  const asking = async (rows: unknown[]) => {
    const { host } = await loopback(() => json(rows));
    const provider = coinbaseHistory({ host, clock: standingClock(NOW) });
    return (
      await answers(
        provider,
        days.map((date) => day("BTC", date)),
      )
    ).prices.map(({ starts, price }) => `${starts.slice(0, 10)} ${price}`);
  };

  it.each([
    ["zero", 0],
    ["negative", -62000],
    ["a billion times its neighbours", 62_000_000_000_000],
    ["a ten-thousandth of its neighbours", 6],
  ])("%s is left out, its neighbours stay", async (_, lie) => {
    const rows = days.map((date) => (date === "2024-03-03" ? row(date, lie) : row(date, 62000)));
    expect(await asking(rows)).toEqual(
      days.filter((date) => date !== "2024-03-03").map((date) => `${date} 62000`),
    );
  });

  it("a close outside of its own candle is left out", async () => {
    const rows = days.map((date) =>
      date === "2024-03-03" ? row(date, 62000, 1, 2) : row(date, 62000),
    );
    expect(await asking(rows)).not.toContain("2024-03-03 62000");
  });

  it("a coin that really collapsed keeps both its levels", async () => {
    const closes = [60, 30, 0.001, 0.0009, 0.0008];
    expect(await asking(days.map((date, index) => row(date, closes[index] ?? 0)))).toEqual(
      days.map((date, index) => `${date} ${closes[index]}`),
    );
  });

  it.each<readonly [string, Answer]>([
    ["status 500", { status: 500, body: "oops" }],
    ["HTML", { status: 200, body: "<html>busy</html>" }],
    ["a redirect", { status: 302, headers: { location: "http://169.254.169.254/" }, body: "" }],
    ["another shape", { status: 200, body: '{"prices":"many"}' }],
    ["silence", null],
  ])(
    "%s is a refusal of every provider after its tries, never a price and never a hang",
    async (_, answer) => {
      const { host, asked } = await loopback(() => answer);
      const options = { host, clock: standingClock(NOW), timeoutMs: 60 };
      for (const provider of [
        coinbaseHistory(options),
        krakenHistory(options),
        coingeckoHistory(options),
        defillamaHistory(options),
      ]) {
        const result = await answers(provider, [day("BTC", "2026-11-10")]);
        expect(result.prices).toEqual([]);
        expect(result.refusals).toHaveLength(1);
      }
      const rates = await answers(frankfurterHistory(options), [day("EUR", "2026-11-10")]);
      expect([rates.prices, rates.refusals.length]).toEqual([[], 1]);
      expect(asked.length).toBeLessThanOrEqual(15);
    },
  );

  it("waits as long as Retry-After says and asks again; a wait too long is told instead", async () => {
    let count = 0;
    const { host } = await loopback(() => {
      count += 1;
      return count === 1
        ? { status: 429, headers: { "retry-after": "30" }, body: "{}" }
        : json([row("2024-03-02", 62000)]);
    });
    const clock = standingClock(NOW);
    const result = await answers(coinbaseHistory({ host, clock }), [day("BTC", "2024-03-02")]);
    expect(result.prices).toHaveLength(1);
    expect(clock.slept).toContain(30_000);
    const late = await loopback(() => ({
      status: 429,
      headers: { "retry-after": "3600" },
      body: "",
    }));
    const patient = coinbaseHistory({ host: late.host, clock: standingClock(NOW) });
    expect(await answers(patient, [day("BTC", "2024-03-02")])).toEqual({
      prices: [],
      refusals: ["rate-limited"],
    });
    expect(late.asked).toHaveLength(1);
  });
});

describe("Kraken", () => {
  const bars = (...rows: readonly (readonly [string, string])[]) =>
    rows.map(([at, close]) => [seconds(at), close, close, close, close, close, "1", 3]);

  it("takes the legacy key, leaves out the running bar, keeps all digits", async () => {
    const { host, asked } = await loopback(() =>
      json({
        error: [],
        result: {
          XXBTZUSD: bars(
            ["2026-11-18T00:00:00Z", "69199.40000000001"],
            ["2026-11-19T00:00:00Z", "69022.3"],
          ),
          last: 1,
        },
      }),
    );
    const provider = krakenHistory({ host, clock: standingClock(NOW) });
    const { prices } = await answers(provider, [
      day("BTC", "2026-11-18"),
      day("BTC", "2026-11-19"),
    ]);
    expect(prices).toEqual([
      {
        ...day("BTC", "2026-11-18"),
        price: "69199.40000000001",
        at: "2026-11-19T00:00:00.000Z",
        pair: "XBTUSD (XXBTZUSD)",
        source: "Kraken",
      },
    ]);
    expect(asked[0]).toMatch(/^\/0\/public\/OHLC\?pair=XBTUSD&interval=1440&since=\d+$/);
  });

  it("is not asked beyond its 720 bars, and asks DOGE as XDG", () => {
    const provider = krakenHistory({ clock: standingClock(NOW) });
    // 720 days back from 2026-11-20 is 2024-11-30; an hour 31 days back is beyond 720 hours.
    expect(provider.plan([day("BTC", "2024-11-30"), hour("BTC", "2026-10-20T00:00:00Z")])).toEqual(
      [],
    );
    expect(provider.plan([day("DOGE", "2024-12-02")])).toHaveLength(1);
  });

  it("errors come with status 200: an unknown pair is no price, a limit waits and is told", async () => {
    const clock = standingClock(NOW);
    const { host, asked } = await loopback((path) =>
      path.includes("XBT")
        ? json({ error: ["EGeneral:Too many requests"] })
        : json({ error: ["EQuery:Unknown asset pair"] }),
    );
    const provider = krakenHistory({ host, clock });
    expect(await answers(provider, [day("BTC", "2026-11-10"), day("ETH", "2026-11-10")])).toEqual({
      prices: [],
      refusals: ["rate-limited"],
    });
    expect(asked.filter((path) => path.includes("XBT"))).toHaveLength(3);
    expect(clock.slept).toContain(5000);
  });
});

describe("CoinGecko", () => {
  it("the last point in its own hour or day, by CoinGecko's id; 365 days only; a demo key where there is one", async () => {
    let key: unknown = null;
    const { host, asked } = await loopback((_, headers) => {
      key = headers["x-cg-demo-api-key"];
      return json({
        prices: [
          [Date.parse("2026-03-01T00:00:00Z"), 2048.96922874598],
          [Date.parse("2026-03-01T01:00:03Z"), 2058.13],
          [Date.parse("2026-03-01T23:02:00Z"), 2100.12345678901],
        ],
      });
    });
    const provider = coingeckoHistory({ host, clock: standingClock(NOW), demoKey: "invented" });
    const { prices } = await answers(provider, [
      day("ETH", "2026-03-01"),
      hour("ETH", "2026-03-01T01:00:00Z"),
      hour("ETH", "2026-03-01T05:00:00Z"),
      day("ETH", "2025-11-20"),
    ]);
    expect(prices.map(({ span, price, at }) => [span, price, at])).toEqual([
      ["day", "2100.12345678901", "2026-03-01T23:02:00.000Z"],
      ["hour", "2058.13", "2026-03-01T01:00:03.000Z"],
    ]);
    expect(key).toBe("invented");
    expect(asked).toHaveLength(1);
    const asking = new URL(asked[0] ?? "", host);
    expect(asking.pathname).toBe("/api/v3/coins/ethereum/market_chart/range");
    const [from, to] = ["from", "to"].map((name) => Number(asking.searchParams.get(name)));
    // Between two and ninety days are told hour by hour.
    expect((Number(to) - Number(from)) / 86_400).toBeGreaterThanOrEqual(2);
    expect((Number(to) - Number(from)) / 86_400).toBeLessThanOrEqual(90);
  });

  it("beyond the plan's range is no price for ever and is not tried again", async () => {
    const { host, asked } = await loopback(() =>
      json(
        { error: { status: { error_code: 10012, error_message: "exceeds the allowed range" } } },
        401,
      ),
    );
    const provider = coingeckoHistory({ host, clock: standingClock(NOW) });
    expect(await answers(provider, [day("ETH", "2026-03-01")])).toEqual({
      prices: [],
      refusals: [],
    });
    expect(asked).toHaveLength(1);
  });

  it("tells present prices of what it knows; the rest is unknown", async () => {
    const { host, asked } = await loopback(() =>
      json({ bitcoin: { usd: 68303.6, last_updated_at: 1791159000 }, ethereum: { usd: 0 } }),
    );
    const answer = await coingeckoQuotes({ host, clock: standingClock(NOW) }).fetchLatest([
      "BTC",
      "ETH",
      "NOSUCHCOIN",
    ]);
    expect(answer).toEqual({
      ok: true,
      value: {
        quotes: [
          { asset: "BTC", price: "68303.6", at: "2026-10-05T00:10:00.000Z", source: "CoinGecko" },
        ],
        unknown: ["ETH", "NOSUCHCOIN"],
      },
    });
    expect(asked[0]).toContain("ids=bitcoin%2Cethereum&");
  });
});

describe("DefiLlama", () => {
  const coins = (told: Record<string, unknown>) => json({ coins: told });

  it("many coins of one day in one question; only prices of that very day with confidence", async () => {
    const { host, asked } = await loopback(() =>
      coins({
        "coingecko:bitcoin": { price: 11800.5, timestamp: seconds("2020-08-09T23:31:00Z") },
        "coingecko:ethereum": {
          price: 394.35727832860067,
          timestamp: seconds("2020-08-10T00:01:00Z"),
          confidence: 0.99,
        },
        "coingecko:dai": {
          price: 1.01,
          timestamp: seconds("2020-08-09T23:30:00Z"),
          confidence: 0.19,
        },
        "coingecko:tether": {
          price: 1.002,
          timestamp: seconds("2020-08-09T23:30:00Z"),
          confidence: 0.2,
        },
      }),
    );
    const provider = defillamaHistory({ host, clock: standingClock(NOW) });
    const { prices } = await answers(
      provider,
      ["BTC", "ETH", "DAI", "USDT"].map((asset) => day(asset, "2020-08-09")),
    );
    expect(prices.map(({ asset, price, pair }) => [asset, price, pair])).toEqual([
      ["BTC", "11800.5", "coingecko:bitcoin"],
      ["USDT", "1.002", "coingecko:tether"],
    ]);
    expect(asked).toEqual([
      `/prices/historical/${seconds("2020-08-09T23:30:00Z")}/coingecko:bitcoin,coingecko:ethereum,coingecko:dai,coingecko:tether?searchWidth=4h`,
    ]);
  });

  it("present prices", async () => {
    const { host } = await loopback(() =>
      coins({ "coingecko:bitcoin": { price: 68303.6, timestamp: 1791159000, confidence: 0.99 } }),
    );
    const answer = await defillamaQuotes({ host, clock: standingClock(NOW) }).fetchLatest([
      "BTC",
      "ETH",
    ]);
    expect(answer).toMatchObject({
      value: { quotes: [{ asset: "BTC", price: "68303.6" }], unknown: ["ETH"] },
    });
  });
});

describe("rates of foreign money", () => {
  const rates = {
    amount: 1,
    base: "EUR",
    rates: {
      "2024-02-29": { USD: 1.0826 },
      "2024-03-01": { USD: 1.0813 },
      "2024-03-04": { USD: 1.0846 },
    },
  };

  it("a Saturday and a Sunday take Friday's rate and keep Friday's date", async () => {
    const { host, asked } = await loopback(() => json(rates));
    const provider = frankfurterHistory({ host, clock: standingClock(NOW) });
    const { prices } = await answers(
      provider,
      ["2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04"].map((date) => day("EUR", date)),
    );
    expect(
      prices.map(({ starts, price, at }) => [starts, price, at].map((one) => one.slice(0, 10))),
    ).toEqual([
      ["2024-03-01", "1.0813", "2024-03-01"],
      ["2024-03-02", "1.0813", "2024-03-01"],
      ["2024-03-03", "1.0813", "2024-03-01"],
      ["2024-03-04", "1.0846", "2024-03-04"],
    ]);
    expect(asked).toEqual(["/v1/2024-02-25..2024-03-04?base=EUR&symbols=USD"]);
  });

  it("a rate more than five days old is not taken, another currency's answer is none", async () => {
    const { host } = await loopback((path) =>
      json(path.includes("GBP") ? rates : { ...rates, rates: { "2024-02-23": { USD: 1.08 } } }),
    );
    const provider = frankfurterHistory({ host, clock: standingClock(NOW) });
    expect(await answers(provider, [day("EUR", "2024-02-29"), day("GBP", "2024-03-01")])).toEqual({
      prices: [],
      refusals: ["unexpected-answer"],
    });
  });

  it("today's rate is not final, coins are not asked for", () => {
    const provider = frankfurterHistory({ clock: standingClock(NOW) });
    expect(provider.plan([day("EUR", "2026-11-20"), day("BTC", "2024-03-01")])).toEqual([]);
  });
});

test("a sign that was another coin's on that day is not asked for: LUNA before 2022-05-28", () => {
  const provider = defillamaHistory({ clock: standingClock(NOW) });
  expect(provider.plan([day("LUNA", "2022-05-27")])).toEqual([]);
  expect(provider.plan([day("LUNA", "2022-05-28")])).toHaveLength(1);
});
