import { describe, expect, it } from "vitest";
import { binancePair } from "@/lib/importers/sources/binance-assets";
import { zoneOfColumn, zoneOfName } from "@/lib/importers/sources/binance-zone";
import { line, readOk, refused } from "./read";

const HEADER = "User ID,Time,Account,Operation,Coin,Change,Remark";

describe("the zone a Binance file tells", () => {
  it.each([
    ["Binance-Transaction-History-202603230400(UTC--6)_x.csv", "-06:00"],
    ["history(UTC--3:30).csv", "-03:30"],
    ["history(UTC+2).csv", "+02:00"],
    ["history(UTC-0).csv", "+00:00"],
    ["history(UTC0).csv", "+00:00"],
    // A minus, or the hyphen of "UTC-" before a number without its plus: nobody can say.
    ["history(UTC-6).csv", null],
    ["history.csv", null],
  ])("%s: %s", (name, zone) => {
    expect(zoneOfName(name)).toBe(zone);
  });

  it.each([
    ["Date(UTC)", "+00:00"],
    ["Date(UTCnull)", "+00:00"],
    ["Date(UTC+0)", "+00:00"],
    ["Date(UTC-6)", "-06:00"],
    ["Date(UTC+5:30)", "+05:30"],
    ["Date", null],
    ["Date(EST)", null],
  ])("%s: %s", (column, zone) => {
    expect(zoneOfColumn(column)).toBe(zone);
  });

  it("is asked for where a name tells none, and not where it does", async () => {
    const text = `${HEADER}\n1,25-01-01 00:00:00,Spot,Deposit,BTC,1,\n`;
    expect(await refused("renamed.csv", text)).toMatchObject({
      code: "needs-answer",
      asks: ["time-zone"],
    });
    const read = await readOk("x(UTC--6).csv", text);
    expect(read.transactions[0]?.at).toBe("2025-01-01T06:00:00.000Z");
  });
});

describe("markets without a separator", () => {
  it.each([
    ["BNBBTC", ["BNB", "BTC"]],
    ["ADAEUR", ["ADA", "EUR"]], // not AD in AEUR
    ["BTCAEUR", ["BTC", "AEUR"]],
    ["KSMDOT", ["KSM", "DOT"]],
    ["DOTUSDT", ["DOT", "USDT"]],
    ["BTC/USDT", ["BTC", "USDT"]],
    ["DOT", null],
    ["XYZ", null],
  ])("%s", (market, pair) => {
    expect(binancePair(market)).toEqual(pair);
  });
});

describe("rows of a statement that belong together", () => {
  const row = (second: number, operation: string, coin: string, change: string) => {
    const time = new Date(Date.UTC(2025, 0, 1) + second * 1000).toISOString();
    return `1,${time.slice(2, 19).replace("T", " ")},Spot,${operation},${coin},${change},`;
  };
  const told = async (rows: readonly string[]) =>
    (await readOk("x(UTC-0).csv", [HEADER, ...rows].join("\n"))).transactions;

  it("2,500 conversions, each leg a second apart from its other, are 2,500 exchanges", async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) => [
      row(index * 3, "Binance Convert", "USDT", `-${index + 1}`),
      row(index * 3 + 1, "Binance Convert", "BTC", "0.001"),
    ]).flat();
    const transactions = await told(rows);
    expect(transactions).toHaveLength(2_500);
    expect(transactions.every(({ kind }) => kind === "swap")).toBe(true);
    expect(transactions.map(line)[2_499]).toBe("5000,5001 swap: 2500 USDT > 0.001 BTC = ?");
  });

  it("a trade every second for more rows than are held back stays a trade every second", async () => {
    const rows = Array.from({ length: 1_200 }, (_, index) => [
      row(index, "Transaction Buy", "BTC", "0.001"),
      row(index, "Transaction Spend", "USDT", `-${index + 1}`),
      row(index, "Transaction Fee", "BNB", "-0.0001"),
    ]).flat();
    const transactions = await told(rows);
    expect(transactions).toHaveLength(1_200);
    expect(transactions.every(({ kind }) => kind === "swap")).toBe(true);
  });

  it("halves two seconds apart are not paired, nor are two candidates guessed between", async () => {
    const apart = await told([
      row(0, "Binance Convert", "USDT", "-10"),
      row(2, "Binance Convert", "BTC", "0.001"),
    ]);
    expect(apart.map(({ kind }) => kind)).toEqual(["unknown", "unknown"]);
    const both = await told([
      row(0, "Binance Convert", "BTC", "0.001"),
      row(1, "Binance Convert", "USDT", "-10"),
      row(2, "Binance Convert", "ETH", "0.01"),
    ]);
    expect(both.map(({ kind }) => kind)).toEqual(["unknown", "unknown", "unknown"]);
    expect(both[1]?.question?.reason).toContain("cannot be told apart");
  });

  it("newest first is paired as oldest first, with the same keys", async () => {
    const rows = [
      row(0, "Binance Convert", "USDT", "-10"),
      row(1, "Binance Convert", "BTC", "0.001"),
      row(5, "Transaction Buy", "ETH", "1"),
      row(5, "Transaction Spend", "USDT", "-3000"),
    ];
    const keys = async (lines: readonly string[]) =>
      (await told(lines)).map(({ key }) => key).sort();
    expect(await keys([...rows].reverse())).toEqual(await keys(rows));
  });
});
