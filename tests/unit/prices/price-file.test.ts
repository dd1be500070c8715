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

test("cells are divided as the header's are, so that a comma in a number is told by its column", () => {
  const file = readPriceFile(
    "asset;price;time\nBTC;61000.5;2026-11-20\nETH;3425,50;2026-11-20\n",
    "x.csv",
  );
  expect(file.quotes.map(({ asset, price }) => [asset, price])).toEqual([["BTC", "61000.5"]]);
  expect(file.problems).toEqual([
    {
      line: 3,
      column: "price",
      value: "3425,50",
      reason: "A price is a number above zero, in US dollars",
    },
  ]);
});

test("a line with more or fewer cells is a problem, never half a quote", () => {
  const file = readPriceFile(
    'asset,price,time\nBTC,"61,000.50",2026-11-20\nETH,3425.5\nSOL,140,2026-11-20,noon\n',
    "x.csv",
  );
  expect(file.quotes).toEqual([]);
  expect(file.problems.map(({ line, column, reason }) => [line, column, reason])).toEqual([
    [2, "line", "A line has three cells, asset, price and time; this one has 4"],
    [3, "line", "A line has three cells, asset, price and time; this one has 2"],
    [4, "line", "A line has three cells, asset, price and time; this one has 4"],
  ]);
});

test("more lines than are read are told, each by its number", () => {
  const lines = Array.from({ length: 10_002 }, () => "BTC,61000,2026-11-20");
  const file = readPriceFile(["asset,price,time", ...lines].join("\n"), "x.csv");
  expect(file.quotes).toHaveLength(10_000);
  expect(file.problems.map(({ line, column }) => [line, column])).toEqual([
    [10_002, "line"],
    [10_003, "line"],
  ]);
});
