import { expect, test } from "vitest";
import { readPriceFile } from "@/lib/prices/price-file";

test("every line of a price file is a quote or a named problem", () => {
  const file = readPriceFile(
    "\uFEFFasset,price,time\r\nbtc,$61000.5,2026-11-20T21:00:00Z\r\nSHIB,8.1e-6,2026-11-20\r\n\r\nETH,0,2026-11-20\nSOL,abc,2026-11-20\nADA,0.4,yesterday\n=X,1,2026-11-20\n",
    "prices.csv",
  );
  expect(file.quotes).toEqual([
    { asset: "BTC", price: "61000.5", at: "2026-11-20T21:00:00.000Z", source: "prices.csv" },
    { asset: "SHIB", price: "0.0000081", at: "2026-11-20T23:59:59.000Z", source: "prices.csv" },
  ]);
  expect(file.problems.map(({ line, column, value }) => [line, column, value])).toEqual([
    [5, "price", "0"],
    [6, "price", "abc"],
    [7, "time", "yesterday"],
    [8, "asset", "=X"],
  ]);
});

test("a file with another header is refused with the header it needs", () => {
  expect(readPriceFile("coin,usd\nBTC,1", "x.csv")).toEqual({
    quotes: [],
    problems: [
      {
        line: 1,
        column: "header",
        value: "coin,usd",
        reason: "The first line must be: asset,price,time",
      },
    ],
  });
});
