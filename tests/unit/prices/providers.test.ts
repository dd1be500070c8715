import { expect, test } from "vitest";
import { coinbaseQuotes } from "@/lib/prices/coinbase";
import { krakenQuotes } from "@/lib/prices/kraken";
import { json, loopback, standingClock } from "./loopback";

/** As somebody who waits asks: once. */
const hasty = (host: string) => ({
  host,
  clock: standingClock("2026-11-20T21:00:00Z"),
  isHasty: true,
});

test("Coinbase: the close of the newest minute is the quote, with the end of that minute as its time", async () => {
  const { host } = await loopback(() => ({
    status: 200,
    body: "[[1709251200,1,9,2,5,1],[1709337600,61610.01,62461.3,62432.51,62040.70000000000001,5801.01]]",
  }));
  const answer = await coinbaseQuotes(hasty(host)).fetchLatest(["BTC"]);
  expect(answer).toEqual({
    ok: true,
    value: {
      quotes: [
        {
          asset: "BTC",
          price: "62040.70000000000001",
          at: "2024-03-02T00:01:00.000Z",
          source: "Coinbase Exchange",
        },
      ],
      unknown: [],
    },
  });
});

test("Coinbase: an unknown pair and a pair that did not trade are unknown, never zero", async () => {
  const { host } = await loopback((path) =>
    path.includes("XYZ")
      ? { status: 404, body: '{"message":"NotFound"}' }
      : { status: 200, body: "[]" },
  );
  const answer = await coinbaseQuotes(hasty(host)).fetchLatest(["XYZ", "OLD", "../../etc"]);
  expect(answer).toEqual({ ok: true, value: { quotes: [], unknown: ["XYZ", "OLD", "../../etc"] } });
});

test("a rate limit is told with its waiting time", async () => {
  const { host } = await loopback(() => ({
    status: 429,
    headers: { "retry-after": "60" },
    body: "{}",
  }));
  expect(await coinbaseQuotes(hasty(host)).fetchLatest(["BTC"])).toEqual({
    ok: false,
    error: { code: "rate-limited", retryAfterSeconds: 60 },
  });
});

test("zero, negative, HTML, redirects and a silent server are refusals or unknown, never a price", async () => {
  const zero = await loopback(() => ({ status: 200, body: "[[1709337600,0,0,0,0,0]]" }));
  expect(await coinbaseQuotes(hasty(zero.host)).fetchLatest(["BTC"])).toEqual({
    ok: true,
    value: { quotes: [], unknown: ["BTC"] },
  });
  const html = await loopback(() => ({ status: 200, body: "<html>" }));
  expect((await coinbaseQuotes(hasty(html.host)).fetchLatest(["BTC"])).ok).toBe(false);
  const redirect = await loopback(() => ({
    status: 302,
    headers: { location: "http://169.254.169.254/" },
    body: "",
  }));
  expect(await coinbaseQuotes(hasty(redirect.host)).fetchLatest(["BTC"])).toMatchObject({
    ok: false,
    error: { code: "unreachable" },
  });
});

test("an answer over one megabyte is refused, not swallowed", async () => {
  const { host } = await loopback(() => ({ status: 200, body: `["${"x".repeat(1_100_000)}"]` }));
  expect(await krakenQuotes(hasty(host)).fetchLatest(["BTC"])).toMatchObject({
    ok: false,
    error: { code: "unexpected-answer" },
  });
});

test("Kraken: the last bar under the legacy key; BTC is asked as XBT", async () => {
  const { host, asked } = await loopback(() => ({
    status: 200,
    body: '{"error":[],"result":{"XXBTZUSD":[[1791158400,"1","1","1","68303.6","1","1",3],[1791244800,"1","1","1","69199.40000000001","1","1",4]],"last":1}}',
  }));
  const answer = await krakenQuotes(hasty(host)).fetchLatest(["BTC"]);
  expect(asked[0]).toContain("pair=XBTUSD");
  expect(answer).toMatchObject({
    ok: true,
    value: {
      quotes: [{ asset: "BTC", price: "69199.40000000001", at: "2026-10-06T00:00:00.000Z" }],
    },
  });
});

test("Kraken: an unknown pair is unknown; a limit in the error list is a limit", async () => {
  const { host } = await loopback((path) => ({
    status: 200,
    body: path.includes("ABC")
      ? '{"error":["EQuery:Unknown asset pair"]}'
      : '{"error":["EGeneral:Too many requests"]}',
  }));
  expect(await krakenQuotes(hasty(host)).fetchLatest(["ABC"])).toEqual({
    ok: true,
    value: { quotes: [], unknown: ["ABC"] },
  });
  expect(await krakenQuotes(hasty(host)).fetchLatest(["ETH"])).toMatchObject({
    ok: false,
    error: { code: "rate-limited" },
  });
});

test("what came before a refusal is kept, and the refusal is told with it", async () => {
  const minute = [[1795208340, 1, 9, 2, 5, 1]];
  const { host, asked } = await loopback((path) =>
    path.includes("BTC") ? json(minute) : json({ message: "slow down" }, 429),
  );
  const assets = ["BTC", "ETH", "SOL"];
  expect(await coinbaseQuotes(hasty(host)).fetchLatest(assets)).toMatchObject({
    ok: true,
    value: {
      quotes: [{ asset: "BTC", price: "5" }],
      unknown: ["ETH", "SOL"],
      refusal: { code: "rate-limited", retryAfterSeconds: null },
    },
  });
  expect(asked).toHaveLength(2);
});

test("present prices are asked no faster than each exchange allows", async () => {
  const clock = standingClock("2026-11-20T21:00:00Z");
  const { host, asked } = await loopback(() => json([]));
  await coinbaseQuotes({ host, clock }).fetchLatest(["BTC", "ETH", "SOL", "ADA", "DOGE", "LTC"]);
  // Five at once, the sixth a fifth of a second later.
  expect([asked.length, clock.slept]).toEqual([6, [200]]);
  const slow = standingClock("2026-11-20T21:00:00Z");
  const kraken = await loopback(() => json({ error: ["EQuery:Unknown asset pair"] }));
  const assets = ["BTC", "ETH", "SOL", "ADA", "DOGE", "LTC"];
  await krakenQuotes({ host: kraken.host, clock: slow }).fetchLatest(assets);
  expect([kraken.asked.length, slow.slept]).toEqual([6, [1000, 1000]]);
});
