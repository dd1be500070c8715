import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { coinbaseQuotes } from "@/lib/prices/coinbase";
import { krakenQuotes } from "@/lib/prices/kraken";

let server: Server | null = null;

afterEach(async () => {
  await new Promise((done) => (server === null ? done(null) : server.close(done)));
  server = null;
});

type Answer = { status: number; headers?: Record<string, string>; body: string };

async function loopback(answer: (path: string) => Answer): Promise<string> {
  server = createServer((request, response) => {
    const { status, headers, body } = answer(request.url ?? "");
    response.writeHead(status, headers).end(body);
  });
  await new Promise((done) => server?.listen(0, "127.0.0.1", () => done(null)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const NOW = Date.parse("2026-11-20T21:00:00Z");

test("Coinbase: the close of the newest minute is the quote, with the end of that minute as its time", async () => {
  const host = await loopback(() => ({
    status: 200,
    body: "[[1709251200,1,9,2,5,1],[1709337600,61610.01,62461.3,62432.51,62040.70000000000001,5801.01]]",
  }));
  const answer = await coinbaseQuotes(() => NOW, host).fetchLatest(["BTC"]);
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
  const host = await loopback((path) =>
    path.includes("XYZ")
      ? { status: 404, body: '{"message":"NotFound"}' }
      : { status: 200, body: "[]" },
  );
  const answer = await coinbaseQuotes(() => NOW, host).fetchLatest(["XYZ", "OLD", "../../etc"]);
  expect(answer).toEqual({ ok: true, value: { quotes: [], unknown: ["XYZ", "OLD", "../../etc"] } });
});

test("a rate limit is told with its waiting time", async () => {
  const host = await loopback(() => ({
    status: 429,
    headers: { "retry-after": "60" },
    body: "{}",
  }));
  expect(await coinbaseQuotes(() => NOW, host).fetchLatest(["BTC"])).toEqual({
    ok: false,
    error: { code: "rate-limited", retryAfterSeconds: 60 },
  });
});

test("zero, negative, HTML, redirects and a silent server are refusals or unknown, never a price", async () => {
  const zero = await loopback(() => ({ status: 200, body: "[[1709337600,0,0,0,0,0]]" }));
  expect(await coinbaseQuotes(() => NOW, zero).fetchLatest(["BTC"])).toEqual({
    ok: true,
    value: { quotes: [], unknown: ["BTC"] },
  });
  await new Promise((done) => server?.close(done));
  const html = await loopback(() => ({ status: 200, body: "<html>" }));
  expect((await coinbaseQuotes(() => NOW, html).fetchLatest(["BTC"])).ok).toBe(false);
  await new Promise((done) => server?.close(done));
  const redirect = await loopback(() => ({
    status: 302,
    headers: { location: "http://169.254.169.254/" },
    body: "",
  }));
  expect(await coinbaseQuotes(() => NOW, redirect).fetchLatest(["BTC"])).toMatchObject({
    ok: false,
    error: { code: "unreachable" },
  });
});

test("an answer over one megabyte is refused, not swallowed", async () => {
  const host = await loopback(() => ({ status: 200, body: `["${"x".repeat(1_100_000)}"]` }));
  expect(await krakenQuotes(host).fetchLatest(["BTC"])).toMatchObject({
    ok: false,
    error: { code: "unexpected-answer" },
  });
});

test("Kraken: the last bar under the legacy key; BTC is asked as XBT", async () => {
  let asked = "";
  const host = await loopback((path) => {
    asked = path;
    return {
      status: 200,
      body: '{"error":[],"result":{"XXBTZUSD":[[1791158400,"1","1","1","68303.6","1","1",3],[1791244800,"1","1","1","69199.40000000001","1","1",4]],"last":1}}',
    };
  });
  const answer = await krakenQuotes(host).fetchLatest(["BTC"]);
  expect(asked).toContain("pair=XBTUSD");
  expect(answer).toMatchObject({
    ok: true,
    value: {
      quotes: [{ asset: "BTC", price: "69199.40000000001", at: "2026-10-06T00:00:00.000Z" }],
    },
  });
});

test("Kraken: an unknown pair is unknown; a limit in the error list is a limit", async () => {
  const host = await loopback((path) => ({
    status: 200,
    body: path.includes("ABC")
      ? '{"error":["EQuery:Unknown asset pair"]}'
      : '{"error":["EGeneral:Too many requests"]}',
  }));
  expect(await krakenQuotes(host).fetchLatest(["ABC"])).toEqual({
    ok: true,
    value: { quotes: [], unknown: ["ABC"] },
  });
  expect(await krakenQuotes(host).fetchLatest(["ETH"])).toMatchObject({
    ok: false,
    error: { code: "rate-limited" },
  });
});
