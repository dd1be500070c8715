import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { allExpected } from "./all-expected";
import { FIXTURES, fixture, line, places } from "./read";

const expectations = await allExpected();

const paths = readdirSync(FIXTURES).flatMap((source) =>
  readdirSync(`${FIXTURES}/${source}`).map((file) => `${source}/${file}`),
);

describe("every fixture, source by source and version by version", () => {
  it.each(paths)("%s says exactly what its rows say", async (path) => {
    const read = await fixture(path, expectations.get(path)?.options);
    const expected = expectations.get(path);
    expect(expected, "every fixture has its expectation").toBeDefined();
    expect(path.startsWith(`${read.kind.source.id}/`)).toBe(true);
    expect(read.kind.version).toBe(expected?.version);
    expect(read.transactions.map(line)).toEqual(expected?.told);
    const times = expected?.times;
    expect(times === undefined ? undefined : read.transactions.map(({ at }) => at)).toEqual(times);
    expect(read.skipped.map((row) => row.line).sort((a, b) => a - b)).toEqual(expected?.skipped);
    expect(
      [...read.rejected].sort((a, b) => a.line - b.line).map((row) => `${row.line} ${row.column}`),
    ).toEqual(expected?.rejected);
  });

  it.each(paths)("%s: every row is in exactly one place, and told with a reason", async (path) => {
    const read = await fixture(path, expectations.get(path)?.options);
    const { rows, placed, twice } = places(read);
    expect({ placed, twice }).toEqual({ placed: rows, twice: 0 });
    expect(read.rows).toHaveLength(rows);
    for (const problem of [...read.skipped, ...read.rejected]) {
      expect(problem.reason.length).toBeGreaterThan(10);
      expect(problem.line).toBeGreaterThan(read.kind.headerLine);
    }
  });

  it.each(paths)("%s: read again gives the same keys, and no two are the same", async (path) => {
    const [first, second] = [
      await fixture(path, expectations.get(path)?.options),
      await fixture(path, expectations.get(path)?.options),
    ];
    const keys = first.transactions.map((each) => each.key);
    expect(second.transactions.map((each) => each.key)).toEqual(keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("what the lists above do not show", () => {
  it("foreign money is asked about with its amounts and currency", async () => {
    const [coinbase] = (await fixture("coinbase/2021-v1-eur.csv")).transactions;
    expect(coinbase?.question?.reason).toContain(
      "subtotal 650 EUR, total 659.75 EUR, fees 9.75 EUR",
    );
    const kraken = (await fixture("kraken/2022-ten-columns.csv")).transactions[5];
    expect(kraken?.question?.reason).toContain("100 EUR, fee 1.5 EUR");
    const koinly = (await fixture("koinly/2024-universal.csv")).transactions[18];
    expect(koinly?.question?.reason).toMatch(/700 EUR.*2 EUR/);
    // What was paid stays with the row as the file tells it, so that a rate of that day can value it.
    for (const [row, paid, fee] of [
      [coinbase, "650", "9.75"],
      [kraken, "100", "1.5"],
      [koinly, "700", "2"],
    ] as const) {
      expect(row).toMatchObject({
        kind: "buy",
        value: null,
        money: { asset: "EUR", quantity: quantity(paid) },
        fees: [{ asset: "EUR", quantity: quantity(fee), value: null }],
        question: { about: "dollars" },
      });
    }
  });

  it("margin and rollover tell their amount and fee", async () => {
    const read = await fixture("kraken/2022-ten-columns.csv");
    expect(read.transactions[3]?.question?.reason).toContain("amount -12.5 USD, fee 1.25 USD");
    expect(read.transactions[4]?.question?.reason).toContain("amount 0 USD, fee 0.3 USD");
  });

  it("rows of one second keep their true order in files that run newest first", async () => {
    const read = await fixture("coinbase/2024-v4.csv");
    const sequences = read.transactions.map((each) => each.sequence);
    expect(sequences).toEqual([...sequences].sort((a, b) => b - a));
  });

  it("a time of Kraken is UTC and keeps its milliseconds", async () => {
    const read = await fixture("kraken/2022-ten-columns.csv");
    expect(read.transactions[0]?.at).toBe("2022-01-06T10:00:00.000Z");
    expect(read.kind.source.timeRule).toContain("UTC");
  });

  it("a gift keeps the donor's basis and date, a transfer the value of its network fee", async () => {
    const { transactions } = await fixture("universal/2024-all-kinds.csv");
    expect(transactions[8]).toMatchObject({ kind: "gift-received", donorAcquired: "2022-11-03" });
    expect(transactions[4]).toMatchObject({
      kind: "transfer",
      accountName: "My exchange",
      toAccountName: "My wallet",
    });
    // 3,300 x 0.0001 / 0.05 = 6.6
    expect(String((transactions[4] as { feeValue?: unknown }).feeValue)).toBe(
      "6600000000000000000",
    );
    expect(transactions[3]).toMatchObject({ date: "2024-03-11" });
  });
});
