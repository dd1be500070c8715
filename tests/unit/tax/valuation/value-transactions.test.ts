import { describe, expect, it } from "vitest";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import { explain } from "@/lib/tax/explain/explain";
import { assetId, type Transaction } from "@/lib/tax/transaction";
import { type MarketPrice, spanStart } from "@/lib/tax/valuation/market-price";
import { priceLookup } from "@/lib/tax/valuation/price-lookup";
import { valueTransactions } from "@/lib/tax/valuation/value-transactions";
import { valuedWords } from "@/lib/tax/valuation/words";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { AS_OF, ledgerOf, leg, settings, told } from "../make";

const text = (amount: Usd | null) => (amount === null ? null : usdText(amount));

function market(asset: string, price: string, starts: string, change: Partial<MarketPrice> = {}) {
  const span = starts.length === 10 ? "day" : "hour";
  const from = instant(starts.length === 10 ? `${starts}T00:00:00Z` : starts);
  const ends = Date.parse(from) + (span === "day" ? 86_400_000 : 3_600_000);
  return {
    asset: assetId(asset),
    price,
    span,
    starts: from,
    at: instant(new Date(ends).toISOString()),
    pair: `${asset}-USD`,
    source: "Coinbase Exchange",
    toldBy: "market",
    ...change,
  } satisfies MarketPrice as MarketPrice;
}

const income = (at: string, units: string, value: string | null = null): Transaction => ({
  ...told(at, { id: `income ${at}` }),
  kind: "income",
  received: leg("BTC", units),
  value: value === null ? null : usd(value),
  incomeKind: "staking",
});

const valueOfFirst = (transactions: readonly Transaction[], prices: readonly MarketPrice[]) => {
  const [first] = valueTransactions(transactions, priceLookup(prices)).transactions;
  return first !== undefined && "value" in first ? text(first.value) : undefined;
};

describe("which price values a row", () => {
  const day = market("BTC", "62040.7", "2024-03-02");
  const hour = market("BTC", "62100.1", "2024-03-02T15:00:00Z");

  it("the hour in which it happened, else the UTC day; to the last moment of each", () => {
    // 0.5 x 62,100.1 = 31,050.05; 0.5 x 62,040.7 = 31,020.35.
    expect(valueOfFirst([income("2024-03-02T15:00:00.000Z", "0.5")], [day, hour])).toBe("31050.05");
    expect(valueOfFirst([income("2024-03-02T15:59:59.999Z", "0.5")], [day, hour])).toBe("31050.05");
    expect(valueOfFirst([income("2024-03-02T16:00:00.000Z", "0.5")], [day, hour])).toBe("31020.35");
    expect(valueOfFirst([income("2024-03-02T23:59:59.999Z", "0.5")], [day, hour])).toBe("31020.35");
  });

  it("never the price of another day, nor today's, nor zero", () => {
    expect(valueOfFirst([income("2024-03-03T00:00:00.000Z", "0.5")], [day, hour])).toBeNull();
    expect(valueOfFirst([income("2024-03-01T23:59:59.999Z", "0.5")], [day, hour])).toBeNull();
    expect(valueOfFirst([income("2024-03-02", "0.5")], [])).toBeNull();
  });

  it("where only the day is known, the day of the row and not the hour of its place in the order", () => {
    const dated = {
      ...income("2024-03-02T15:00:00Z", "0.5"),
      date: calendarDate("2024-03-02"),
    } as Transaction;
    expect(valueOfFirst([dated], [day, hour])).toBe("31020.35");
  });

  it("a price a person told before any of the market, the latest told before earlier ones", () => {
    const own = market("BTC", "60000", "2024-03-02", { toldBy: "person", source: "by hand" });
    const later = market("BTC", "61000", "2024-03-02", { toldBy: "person", source: "by hand" });
    const row = income("2024-03-02T15:00:00Z", "0.5");
    expect(valueOfFirst([row], [day, hour, own])).toBe("30000");
    expect(valueOfFirst([row], [own, later, day, hour])).toBe("30500");
  });

  it("the first that was told of the market stays: the same pair and day gives the same number for ever", () => {
    const again = market("BTC", "99999", "2024-03-02");
    expect(valueOfFirst([income("2024-03-02", "0.5")], [day, again])).toBe("31020.35");
  });

  it("what the source told always wins, and rows that lack nothing stay the same objects", () => {
    const stated = income("2024-03-02T15:00:00Z", "0.5", "7");
    const { transactions, valued } = valueTransactions([stated], priceLookup([day, hour]));
    expect(transactions[0]).toBe(stated);
    expect(valued.size).toBe(0);
  });
});

describe("what of a row is valued", () => {
  const BTC = market("BTC", "60000", "2024-03-02");
  const ETH = market("ETH", "3500", "2024-03-02");
  const USDC = market("USDC", "0.9", "2024-03-02");
  const SOL = market("SOL", "130", "2024-03-02");
  const EUR = market("EUR", "1.0813", "2024-03-02", {
    at: instant("2024-03-01T00:00:00Z"),
    source: "European Central Bank (Frankfurter)",
    pair: "EUR/USD",
  });
  const all = [BTC, ETH, USDC, SOL, EUR];
  const swap = (sent: readonly [string, string], received: readonly [string, string]) =>
    ({
      ...told("2024-03-02"),
      kind: "swap",
      sent: leg(...sent),
      received: leg(...received),
      value: null,
      withheld: null,
    }) as Transaction;

  it.each([
    // A stablecoin is not taken for 1.00: 100 x 0.9.
    [["USDC", "100"], ["SOL", "1"], "90"],
    [["SOL", "1"], ["USDC", "100"], "90"],
    // BTC before ETH, ETH before others: 0.01 x 60,000; 1 x 3,500.
    [["BTC", "0.01"], ["ETH", "0.2"], "600"],
    [["SOL", "25"], ["ETH", "1"], "3500"],
    // Of two others what was received: 2 x 130.
    [["ADA", "999"], ["SOL", "2"], "260"],
    // Where the better side has no price, the other: 3 x 130 (TUSD has none here).
    [["TUSD", "400"], ["SOL", "3"], "390"],
  ] as const)("a swap of %j for %j is worth %s", (sent, received, worth) => {
    expect(valueOfFirst([swap(sent, received)], all)).toBe(worth);
  });

  it("foreign money of a purchase and its fee, by the rate of that day, with the rate's own date", () => {
    const bought: Transaction = {
      ...told("2024-03-02"),
      kind: "buy",
      received: leg("ETH", "0.25"),
      value: null,
      money: leg("EUR", "650"),
      fees: [{ ...leg("EUR", "9.75"), value: null }],
    };
    const { transactions, valued, missing } = valueTransactions([bought], priceLookup(all));
    // 650 x 1.0813 = 702.845; 9.75 x 1.0813 = 10.542675; basis 713.387675.
    expect(transactions[0]).toMatchObject({ value: usd("702.845"), money: bought.money });
    const { openLots, issues } = ledgerOf(transactions);
    expect(openLots.map(({ basis }) => text(basis))).toEqual(["713.387675"]);
    expect(issues).toEqual([]);
    expect(missing).toEqual([]);
    expect(valued.get(bought.id)?.map(valuedWords)).toEqual([
      "650 EUR at $1.0813, rate of Mar 1, 2024, the last before Mar 2, 2024, European Central Bank (Frankfurter) EUR/USD",
      "9.75 EUR at $1.0813, rate of Mar 1, 2024, the last before Mar 2, 2024, European Central Bank (Frankfurter) EUR/USD",
    ]);
  });

  it("without a rate the purchase and its fee say what is missing, and nothing counts as zero", () => {
    const bought: Transaction = {
      ...told("2024-03-02"),
      kind: "buy",
      received: leg("ETH", "0.25"),
      value: null,
      money: leg("EUR", "650"),
      fees: [{ ...leg("EUR", "9.75"), value: null }],
    };
    const { openLots, issues } = ledgerOf([bought]);
    expect(openLots[0]?.basis).toBeNull();
    expect(issues.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "missing-value: The price paid, 650 EUR, of 0.25 ETH is not known in US dollars.",
      "missing-value: The fee of 9.75 EUR is not known in US dollars; it is left out of the costs.",
    ]);
  });

  it("dollars somebody paid are no market price: a purchase without money told stays open", () => {
    const bought: Transaction = {
      ...told("2024-03-02"),
      kind: "buy",
      received: leg("BTC", "1"),
      value: null,
    };
    const { transactions, missing } = valueTransactions([bought], priceLookup(all));
    expect(transactions[0]).toBe(bought);
    expect(missing).toEqual([]);
  });

  it("network fee of a move, fees in kind, and each told value beside them untouched", () => {
    const move: Transaction = {
      ...told("2024-03-02"),
      kind: "transfer",
      toAccount: told("2024-03-02").account,
      sent: leg("BTC", "0.5"),
      received: leg("BTC", "0.499"),
      feeValue: null,
      fees: [
        { ...leg("ETH", "0.01"), value: null },
        { ...leg("SOL", "1"), value: usd("5") },
      ],
    };
    const [valued] = valueTransactions([move], priceLookup(all)).transactions;
    // 0.001 x 60,000; 0.01 x 3,500.
    expect(valued).toMatchObject({
      feeValue: usd("60"),
      fees: [{ value: usd("35") }, { value: usd("5") }],
    });
  });

  it("a deposit is worth something for information, and stays what it was: no income, no basis", () => {
    const came: Transaction = {
      ...told("2024-03-02"),
      kind: "deposit",
      received: leg("BTC", "1"),
      value: null,
    };
    const { transactions, missing } = valueTransactions([came], priceLookup(all));
    expect(transactions[0]).toMatchObject({ kind: "deposit", value: usd("60000") });
    const { openLots, income: received } = ledgerOf(transactions);
    expect([openLots[0]?.basis, received]).toEqual([null, []]);
    expect(missing).toEqual([]);
    expect(
      valueTransactions([came], priceLookup([])).missing.map(({ open }) => open.isInformation),
    ).toEqual([true]);
  });

  it.each<readonly [string, Partial<Transaction>, string]>([
    ["spend", { sent: leg("BTC", "0.5") }, "30000"],
    ["fee", { sent: leg("BTC", "0.5") }, "30000"],
    ["withdrawal", { sent: leg("BTC", "0.5") }, "30000"],
    ["gift-sent", { sent: leg("BTC", "0.5") }, "30000"],
    ["donation", { sent: leg("BTC", "0.5") }, "30000"],
    ["gift-received", { received: leg("ETH", "2"), donorBasis: null }, "7000"],
    ["conversion", { form: "wrap", sent: leg("ETH", "1"), received: leg("WETH", "1") }, "3500"],
    ["sell", { sent: leg("BTC", "0.5"), money: leg("EUR", "1000") }, "1081.3"],
  ])("a %s", (kind, own, worth) => {
    const row = { ...told("2024-03-02"), kind, value: null, ...own } as Transaction;
    expect(valueOfFirst([row], all)).toBe(worth);
  });

  it("a sale in other money without a rate says its money, and stays out of the totals", () => {
    const sold: Transaction = {
      ...told("2024-03-02"),
      kind: "sell",
      sent: leg("ETH", "1"),
      value: null,
      money: leg("EUR", "3000"),
    };
    expect(ledgerOf([sold]).issues.map(({ code, message }) => `${code}: ${message}`)).toContain(
      "missing-value: What was received for the ETH, 3000 EUR, is not known in US dollars; the row stays out of the totals.",
    );
  });

  it("quantities that cannot be are left to the engine, inheritances to their heirs", () => {
    const rows: Transaction[] = [
      { ...told("2024-03-02"), kind: "spend", sent: leg("BTC", "-1"), value: null },
      { ...told("2024-03-02"), kind: "inherited", received: leg("BTC", "1"), value: null },
      { ...told("2024-03-02"), kind: "lost", sent: leg("BTC", "1"), reason: "lost" },
    ];
    const { transactions, missing } = valueTransactions(rows, priceLookup(all));
    expect(transactions).toBe(rows);
    expect(missing).toEqual([]);
  });
});

describe("a figure says by which price it was valued", () => {
  it("down to pair, span and source, with the authority", () => {
    const row = income("2024-03-02T15:30:00Z", "0.5");
    const prices = [market("BTC", "62100.1", "2024-03-02T15:00:00Z")];
    const { transactions, valued } = valueTransactions([row], priceLookup(prices));
    const ledger = ledgerOf(transactions);
    const books = { transactions, settings: settings(), asOf: AS_OF, ledger, years: [], valued };
    const found = explain(books, { at: "told", transaction: row.id, name: "value" });
    expect(found.ok && found.value).toMatchObject({
      label: "Market value",
      amount: usd("31050.05"),
      how: "valued: 0.5 BTC at $62,100.10, close of the hour that began Mar 2, 2024, 15:00 UTC, Coinbase Exchange BTC-USD",
      authority: "Notice 2014-21 A-5; Rev. Rul. 2023-14",
      operation: { kind: "stated", by: "market" },
    });
  });

  it("a rate of its own day says that day", () => {
    const price = market("EUR", "1.0813", "2024-03-01", {
      at: instant("2024-03-01T00:00:00Z"),
      source: "European Central Bank (Frankfurter)",
      pair: "EUR/USD",
    });
    expect(valuedWords({ leg: leg("EUR", "2"), price })).toBe(
      "2 EUR at $1.0813, rate of Mar 1, 2024, European Central Bank (Frankfurter) EUR/USD",
    );
  });

  it("a point inside its span says its own time", () => {
    const price = market("ABC", "2", "2024-03-02", {
      at: instant("2024-03-02T23:02:00Z"),
      source: "CoinGecko",
      pair: "abc/usd",
    });
    expect(valuedWords({ leg: leg("ABC", "3"), price })).toBe(
      "3 ABC at $2.00, last price of the UTC day Mar 2, 2024, at 23:02 UTC, CoinGecko abc/usd",
    );
  });
});

it("spans begin where UTC says", () => {
  const at = instant("2024-12-31T23:59:59.999Z");
  expect([spanStart("minute", at), spanStart("hour", at), spanStart("day", at)]).toEqual([
    "2024-12-31T23:59:00.000Z",
    "2024-12-31T23:00:00.000Z",
    "2024-12-31T00:00:00.000Z",
  ]);
});
