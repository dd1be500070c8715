import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { detect } from "@/lib/importers/detect";
import type { ParsedTransaction, ParseOptions } from "@/lib/importers/source";
import { FIXTURES, fixture, line, readOk, refused } from "./read";

const keysOf = (told: readonly ParsedTransaction[]) => told.map((each) => each.key);

async function keysIn(path: string, kinds: readonly string[], options?: Partial<ParseOptions>) {
  const { transactions } = await fixture(path, options);
  return keysOf(transactions.filter(({ kind }) => kinds.includes(kind)));
}

describe("one event told by two files of a source", () => {
  it("a purchase at Swan stands in trades and transfers minutes apart and is one", async () => {
    const trades = await keysIn("swan/2024-swan-trades.csv", ["buy"]);
    const transfers = await keysIn("swan/2024-transfers.csv", ["buy"]);
    expect(trades).toHaveLength(3);
    expect(new Set(trades).size).toBe(3);
    // The fourth purchase of the transfers file is not in the trades file.
    expect(transfers.slice(0, 3)).toEqual(trades);
    expect(new Set([...trades, ...transfers]).size).toBe(4);
  });

  it("two equal purchases of one day stay two in either file, and the same two in both", async () => {
    const [, second, third] = await keysIn("swan/2024-swan-trades.csv", ["buy"]);
    expect(second).not.toBe(third);
    expect(await keysIn("swan/2024-transfers.csv", ["buy"])).toEqual(
      expect.arrayContaining([second, third]),
    );
  });

  it("a purchase of another day or another amount is another purchase", async () => {
    const header = readFileSync(`${FIXTURES}/swan/2024-swan-trades.csv`, "utf8").split("\n")[0];
    const row = (day: string, units: string, fee: string) =>
      `${day} 14:05:00,${units},BTC,990.1,USD,${fee},USD,`;
    const rows = [
      row("02/01/2024", "0.0232", "9.9"),
      row("02/02/2024", "0.0232", "9.9"),
      row("02/01/2024", "0.0233", "9.9"),
      row("02/01/2024", "0.0232", "9.8"),
    ];
    const { transactions } = await readOk("swan.csv", [header, ...rows].join("\n"));
    const known = await keysIn("swan/2024-transfers.csv", ["buy"]);
    expect(keysOf(transactions).map((key) => known.includes(key))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("a trade at BlockFi is two rows of one file, one row of the other, and one trade", async () => {
    const { transactions } = await fixture("blockfi/2021-transactions.csv");
    const pair = transactions.find(({ kind }) => kind === "swap");
    const [whole, other] = (await fixture("blockfi/2021-trades.csv")).transactions;
    expect(pair?.lines).toEqual([3, 4]);
    expect(whole?.key).toBe(pair?.key);
    expect(other?.key).not.toBe(pair?.key);
    expect(pair?.accountName).toBe(whole?.accountName);
  });

  it("equal trades of one day at BlockFi stay two", async () => {
    const keys = await keysIn("blockfi/2022-trades-with-orders.csv", ["swap"]);
    expect(new Set(keys).size).toBe(2);
  });
});

describe("the same row in another generation of a file", () => {
  it("Cash App: by its id in all three layouts", async () => {
    const cells = {
      id: "same",
      date: "2024-07-04 09:15:00 PDT",
      rest: 'Bitcoin Buy,USD,-$200.00,-$4.50,-$204.50,BTC,"$56,000.00",0.00357142',
    };
    const file = (path: string, ids: string, tail: string) => {
      const header = readFileSync(`${FIXTURES}/cash-app/${path}`, "utf8").split("\n")[0];
      return readOk(path, `${header}\n${ids},${cells.rest}${tail}\n`);
    };
    const tail = ",COMPLETE,,,Your Cash";
    const read = [
      await file("2022-v1.csv", `${cells.id},${cells.date}`, tail),
      await file("2024-v2.csv", `${cells.date},${cells.id}`, tail),
      await file("2025-bitcoin.csv", `${cells.id},${cells.date}`, ""),
    ];
    expect(read.map(({ kind }) => kind.version)).toEqual(["v1", "v2", "bitcoin"]);
    expect(new Set(read.flatMap(({ transactions }) => keysOf(transactions))).size).toBe(1);
  });

  it("Strike: by its id in the monthly layouts", async () => {
    const monthly = (await fixture("strike/2024-monthly.csv")).transactions;
    const [dated] = (await fixture("strike/2024-monthly-with-dates.csv")).transactions;
    const [noted] = (await fixture("strike/2024-monthly-with-notes.csv")).transactions;
    expect([dated?.key, noted?.key]).toEqual([monthly[0]?.key, monthly[1]?.key]);
  });

  it("BlockFi: with and without rates", async () => {
    const row = (rate: string) => `ETH,0.5,Interest Payment${rate},2022-03-31 21:43:44`;
    const plain = await readOk(
      "a.csv",
      `Cryptocurrency,Amount,Transaction Type,Confirmed At\n${row("")}\n`,
    );
    const rated = await readOk(
      "b.csv",
      `Cryptocurrency,Amount,Transaction Type,Exchange Rate Per Coin (USD),Confirmed At\n${row(",2000")}\n`,
    );
    expect(keysOf(plain.transactions)).toEqual(keysOf(rated.transactions));
    expect(plain.transactions.map(line)).not.toEqual(rated.transactions.map(line));
  });

  it("Celsius: interest became reward in the header", async () => {
    const file = (kind: string) =>
      readOk(
        `${kind}.csv`,
        `Internal id, Date and time, Transaction type, Coin type, Coin amount, USD Value, Original ${kind} Coin, ${kind} Amount In Original Coin, Confirmed\n` +
          'x1,"June 15, 2021 5:25 PM",Reward,BTC,0.001,40,BTC,,Yes\n',
      );
    const [reward, interest] = [await file("Reward"), await file("Interest")];
    expect([reward.kind.version, interest.kind.version]).toEqual(["reward", "interest"]);
    expect(keysOf(reward.transactions)).toEqual(keysOf(interest.transactions));
  });
});

describe("a header that several programs write", () => {
  const header =
    "Date,Received Quantity,Received Currency,Sent Quantity,Sent Currency,Fee Amount,Fee Currency,Tag".split(
      ",",
    );
  const sourceOf = (file: string, source: string | null) => {
    const found = detect(header, { file, source });
    return found?.is === "source" ? found.source.id : null;
  };

  it.each(["swan-trades.csv", "Swan Bitcoin 2024.csv", "taxes/swan/trades.csv", "my_swan.csv"])(
    "%s is Swan's by its name",
    (file) => expect(sourceOf(file, null)).toBe("swan"),
  );

  it.each(["trades.csv", "swanson/trades.csv", "swan/2024/trades.csv", ""])(
    "%s is not Swan's by its name",
    (file) => expect(sourceOf(file, null)).not.toBe("swan"),
  );

  it("a person who says so goes before the name, either way", () => {
    expect(sourceOf("trades.csv", "swan")).toBe("swan");
    expect(sourceOf("swan-trades.csv", "cointracker")).not.toBe("swan");
  });
});

describe("what depends on what a person says", () => {
  it("PayPal names no zone, so it is asked", async () => {
    const text = readFileSync(`${FIXTURES}/paypal/2023-usd.csv`, "utf8");
    expect(await refused("paypal.csv", text)).toMatchObject({
      code: "needs-answer",
      asks: ["time-zone"],
    });
  });

  it("older Nexo files are in the time of Zurich unless a person says otherwise", async () => {
    const options = { answers: { timeZone: "UTC" } };
    const [deposit] = (await fixture("nexo/2019-without-values.csv", options)).transactions;
    expect(deposit?.at).toBe("2019-12-31T23:59:00.000Z");
  });

  it("what a person told Swan about coins brought in stands in the note", async () => {
    const { transactions } = await fixture("swan/2024-transfers.csv");
    expect(transactions.find(({ kind }) => kind === "deposit")?.note).toBe(
      "asset_deposit, From cold storage, cost basis as told to Swan $4500, acquired 2021-05-20 as told to Swan",
    );
  });
});
