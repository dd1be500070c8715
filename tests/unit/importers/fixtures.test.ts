import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FIXTURES, fixture, line, places } from "./read";

/** What each file must say, read off its rows by hand: lines, kind, legs, value, fees, questions. */
const EXPECTED: Record<
  string,
  { version: string; told: string[]; skipped: number[]; rejected: string[] }
> = {
  "coinbase/2019-v1.csv": {
    version: "v1",
    told: [
      "8 buy:  > 0.5 BTC = $1900 · fee $28.5",
      "9 buy:  > 0.5 BTC = $1900 · fee $28.5",
      "10 swap: 0.1 BTC > 1920.5 XLM = $790",
      "11 withdrawal: 0.2 BTC >  = $2080",
      "12 sell: 0.1 BTC >  = $730 · fee $10.95",
    ],
    skipped: [],
    rejected: [],
  },
  "coinbase/2021-v1-eur.csv": {
    version: "v1",
    told: ["2 buy:  > 0.25 ETH = ? · ask Spot Price Currency"],
    skipped: [],
    rejected: [],
  },
  "coinbase/2022-v2.csv": {
    version: "v2",
    told: [
      "9 buy:  > 1 ETH = $3100 · fee $46.19",
      "10 income:  > 10 ALGO = $9.5 · reward",
      "11 income:  > 4 GRT = $1.6 · reward",
      "18 deposit:  > 0.4 ETH = $1360",
      "19 spend: 0.05 ETH >  = $145",
      "20 withdrawal: 0.3 ETH >  = $540",
      "21 migration: 0.1 ETH > 0.1 ETH2",
      "22 unknown:  > 0.01 ETH = $17 · ask Transaction Type",
    ],
    skipped: [12, 14, 15, 17],
    rejected: [],
  },
  "coinbase/2023-v3.csv": {
    version: "v3",
    told: [
      "5 buy:  > 10 SOL = $240 · fee $3.6",
      "6 swap: 2 SOL > 130.5 ADA = $44",
      "7 unknown:  > 1 SOL = $21 · ask Transaction Type",
      "8 deposit:  > 3 SOL = $67.5",
      "9 buy:  > 1 SOL = $20 · fee $0.3",
      "10 unknown:  > 1 SOL = $20 · ask Transaction Type",
    ],
    skipped: [],
    rejected: [],
  },
  "coinbase/2024-v4.csv": {
    version: "v4",
    told: [
      "5 sell: 0.05 BTC >  = $4710.506 · fee $69.5925",
      "6 unknown: 0.01 BTC >  = $950 · ask Transaction Type",
      "7,8 migration: 25 MATIC > 25 POL",
      "9,10 migration: 0.1 ETH2 > 0.1 ETH",
      "13 income:  > 0.002 ETH = $5.2 · staking",
      "14 swap: 0.0901 BTC > 1.5 ETH = $5100",
      "15 swap: 1 ETH > 0.0588 BTC = $3280",
      "16 cash: 10000 USD",
      "17 cash: -250 USD",
      "18 spend: 29.99 USDC >  = $29.99",
      "19 donation: 0.001 BTC >  = $60",
      "20 withdrawal: 0.002 BTC >  = $120 · ask Transaction Type",
      "21 buy:  > 0.01 BTC = ? · ask Price Currency",
      "22 buy:  > 0.01 BTC = $600 · fee $9",
      "23 swap: 1 ETH > 1 WETH = $3000 · ask Transaction Type",
      "24,25 swap: 50 USDC > 5000000 PEPE = $50",
      "26 unknown:  > 12 USDC = $12 · ask Transaction Type",
      "27 buy:  > 0.01 BTC = $900 · fee $9 · ask Subtotal",
      "33 cash: 3.2 USD · ask Asset",
    ],
    skipped: [11, 12, 28],
    rejected: [
      "29 Quantity Transacted",
      "30 Timestamp",
      "31 Quantity Transacted",
      "32 Price Currency",
    ],
  },
  "coinbase/2025-v5.csv": {
    version: "v5",
    told: [
      "5 withdrawal: 0.1 BTC >  = $10500",
      "6 buy:  > 0.2 BTC = $20800 · fee $249.6",
      "10 income:  > 0.75 USDC = $0.75 · reward",
    ],
    skipped: [8],
    rejected: [],
  },
  "kraken/2017-nine-columns.csv": {
    version: "v1",
    told: [
      "2 cash: 5000 USD",
      "3,4 buy:  > 1 BTC = $1400 · fee $2.24 · fee 0.001 BTC $1.4",
      "5,6,7 swap: 0.2 BTC > 2 ETH = ? · fee $0.8",
    ],
    skipped: [],
    rejected: [],
  },
  "kraken/2022-ten-columns.csv": {
    version: "v2",
    told: [
      "4 withdrawal: 0.4 BTC >  = ? · fee 0.00015 BTC ?",
      "8 income:  > 0.025 DOT = ? · staking",
      "9 unknown: 0.001 DOT >  = ? · ask type",
      "10 unknown:  = $12.5 · ask type",
      "11 unknown:  = $0 · ask type",
      "12,13 buy:  > 30 XTZ = ? · ask asset",
      "15 unknown:  > 5 DOGE = ? · ask type",
      "16 unknown:  = $200 · ask type",
    ],
    skipped: [2, 3, 5, 6, 7, 14],
    rejected: [],
  },
  "kraken/2024-amountusd.csv": {
    version: "v3",
    told: [
      // 0.000056 BTC and its fee of 0.000001 shared 1.80 : 0.60.
      "2,4 swap: 3 ADA > 0.000042 BTC = $1.8 · fee 0.00000075 BTC $0.032142857142857142",
      "3,4 swap: 5 XLM > 0.000014 BTC = $0.6 · fee 0.00000025 BTC $0.010714285714285714",
      "5,6 migration: 50 MATIC > 50 POL",
      "7,8 swap: 1 ETH > 0.04 BTC = $2320 · kept 0.0001 $5.8",
      "9 income:  > 12.5 FLR = $0.18 · airdrop",
      "10 unknown: 1.5 LUNC >  = $0.01 · ask type",
      "11 income:  > 0.0001 BTC = $5.8 · other",
    ],
    skipped: [12],
    rejected: [],
  },
  "kraken/2025-wallet.csv": {
    version: "v4",
    told: [
      "2 income:  > 0.015 SOL = ? · fee 0.003 SOL ? · staking",
      "5 income:  > 0.2 DOT = ? · staking",
      "6 income:  > 3 STRK = ? · airdrop",
      "7 withdrawal: 0.1 BTC >  = ?",
      "8 deposit:  > 0.1 BTC = ?",
      "9 unknown:  > 1 COOLCAT = ? · ask type",
    ],
    skipped: [3, 4],
    rejected: [],
  },
  "kraken/2026-subclass.csv": {
    version: "v5",
    told: [
      "2,3 buy:  > 0.01 BTC = $900 · fee $9",
      "4 cash: 997.5 USD",
      "5,6 swap: 0.0055 BTC > 500 USDC = ? · fee 0.00001 BTC ?",
    ],
    skipped: [],
    rejected: [],
  },
  "koinly/2024-universal.csv": {
    version: "universal",
    told: [
      "2 buy:  > 0.0228 BTC = $1000 · fee $4",
      "3 sell: 0.01 BTC >  = $470 · fee $1.5",
      "4 swap: 0.5 ETH > 1650 USDC = $1650 · fee 0.002 ETH $6.6",
      "5 migration: 20 MATIC > 20 POL",
      "6 swap: 1 ETH > 0.99 LPT = $2300 · ask Label",
      "7 income:  > 0.01 ETH = $23.1 · reward",
      "8 income:  > 5 ARB = $9 · airdrop",
      "9 cash: 100 EUR",
      "10 unknown:  > 1 ETH = $2400 · ask Label",
      "11 deposit:  > 0.2 ETH = ?",
      "12 gift-sent: 50 USDC >  = $50",
      "13 donation: 10 USDC >  = $10",
      "14 lost: 10 USDC >  · lost",
      "15 fee: 1 USDC >  = $1",
      "16 spend: 2 USDC >  = $2",
      "17 unknown: 3 USDC >  = $3 · ask Label",
      "18 withdrawal: 0.01 BTC >  = $430 · fee 0.0001 BTC $4.3",
      "19 cash: -500 USD",
      "20 buy:  > 0.02 BTC = ? · ask Sent Currency",
      "21 unknown:  = ? · ask Label",
      "24 withdrawal: 1 BTC >  = ?",
    ],
    skipped: [],
    rejected: ["22 Sent Amount", "23 Date"],
  },
  "universal/2024-all-kinds.csv": {
    version: "1",
    told: [
      "2 cash: 5000 USD",
      "3 buy:  > 0.1 BTC = $4400 · fee $13.2",
      "4 income:  > 0.02 ETH = $46.1 · staking",
      "5 sell: 0.04 BTC >  = $2880 · fee $8.64",
      "6 transfer: 0.05 BTC > 0.0499 BTC",
      "7 swap: 0.01 BTC > 0.2 ETH = $700 · fee 0.0001 BTC $7",
      "8 swap: 0.01 BTC > 0.21 ETH = $714 · kept 0.002 $6.8",
      "9 spend: 0.002 BTC >  = $120",
      "10 gift-received:  > 1 ETH = $2650",
      "11 gift-sent: 0.1 ETH >  = $236",
      "12 inherited:  > 0.5 ETH = $1300",
      "13 donation: 0.05 ETH >  = $160",
      "14 migration: 20 MATIC > 20 POL",
      "15 fee: 0.0008 ETH >  = $3.1",
      "16 lost: 15 ADA >  · lost",
      "17 deposit:  > 0.3 ETH = $990",
      "18 withdrawal: 0.1 ETH >  = $265",
    ],
    skipped: [],
    rejected: [],
  },
  "universal/2024-odd.csv": {
    version: "1",
    told: [
      "2 buy:  > 0.1 BTC = ? · ask Sent Asset",
      "3 buy:  > 0.1 BTC = ? · ask Value USD",
      "8 unknown:  > 1 BTC = ? · ask Type",
      "11 cash: 100 USD",
      "12 cash: -40 USD",
      "13 buy:  > 0.1 BTC = $100",
      "14 buy:  > 0.1 BTC = $100",
    ],
    skipped: [],
    rejected: [
      "4 Sent Asset",
      "5 Sent Amount",
      "6 To Account",
      "7 Received Asset",
      "9 Received Amount",
      "10 Note",
    ],
  },
};

const paths = readdirSync(FIXTURES).flatMap((source) =>
  readdirSync(`${FIXTURES}/${source}`).map((file) => `${source}/${file}`),
);

describe("every fixture, source by source and version by version", () => {
  it.each(paths)("%s says exactly what its rows say", async (path) => {
    const read = await fixture(path);
    const expected = EXPECTED[path];
    expect(expected, "every fixture has its expectation").toBeDefined();
    expect(path.startsWith(`${read.kind.source.id}/`)).toBe(true);
    expect(read.kind.version).toBe(expected?.version);
    expect(read.transactions.map(line)).toEqual(expected?.told);
    expect(read.skipped.map((row) => row.line).sort((a, b) => a - b)).toEqual(expected?.skipped);
    expect(
      [...read.rejected].sort((a, b) => a.line - b.line).map((row) => `${row.line} ${row.column}`),
    ).toEqual(expected?.rejected);
  });

  it.each(paths)("%s: every row is in exactly one place, and told with a reason", async (path) => {
    const read = await fixture(path);
    const { rows, placed, twice } = places(read);
    expect({ placed, twice }).toEqual({ placed: rows, twice: 0 });
    expect(read.rows).toHaveLength(rows);
    for (const problem of [...read.skipped, ...read.rejected]) {
      expect(problem.reason.length).toBeGreaterThan(10);
      expect(problem.line).toBeGreaterThan(read.kind.headerLine);
    }
  });

  it.each(paths)("%s: read again gives the same keys, and no two are the same", async (path) => {
    const [first, second] = [await fixture(path), await fixture(path)];
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
