import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { buy, leg, sell, told } from "../make";
import { account, closed, codes, FUND, fact, named, open, order, run, text } from "../wash-make";

// 10 units for 1,000 in January, sold on June 1 for 800: a loss of 20 a unit, held 150 days.
const OLD = buy("2025-01-02", "10", "1000", { ...FUND, id: "old" });
const LOSS = sell("2025-06-01", "10", "800", { ...FUND, id: "loss" });
const back = (date: string, units: string, id: string) =>
  buy(date, units, String(Number(units) * 90), { ...FUND, id });
const moved = (date: string, units: string, to: string, from = "A"): Transaction => ({
  ...told(date, { account: from }),
  kind: "transfer",
  toAccount: accountId(to),
  sent: leg("FUND", units),
  received: leg("FUND", units),
  feeValue: null,
});
const swapOf = (date: string, sent: string, received: [string, string], value: string) =>
  ({
    ...told(date, { id: "swap" }),
    kind: "swap",
    sent: leg("FUND", sent),
    received: leg(...received),
    value: usd(value),
    withheld: null,
  }) satisfies Transaction;

describe("what came in (Reg. 1.1091-1(f): purchase or taxable exchange)", () => {
  it("lots split off while something else is swapped are no new purchase: each unit replaces once (Reg. 1.1091-1(e))", () => {
    // The swap's loss of 200 goes into "recent"; a second loss of 200 finds nothing any more.
    const books = [
      OLD,
      buy("2025-01-03", "10", "1000", { ...FUND, id: "old2" }),
      back("2025-05-20", "10", "recent"),
      swapOf("2025-06-01", "10", ["BTC", "1"], "800"),
      sell("2025-06-10", "10", "800", { ...FUND, id: "second" }),
    ];
    const result = run(books, {
      identifications: [named("swap", "old", "10"), named("second", "old2", "10")],
    });
    expect(codes(result)).toEqual(["W 200", ""]);
    expect(result.openLots.map(open)).toContain("recent 10 1100 2024-12-21 200");
  });

  it("the exchange that makes the loss can bring its own replacement", () => {
    // FUND for FUND2 that is substantially identical: 200 into the lot it brings.
    const same = { identicalTo: "index" };
    const result = run([OLD, swapOf("2025-06-01", "10", ["FUND2", "8"], "800")], {
      assets: [fact("FUND", same), fact("FUND2", same)],
    });
    // 8 units came back for 10: 8/10 of the loss (Reg. 1.1091-1(c)). June 1 less 150 days.
    expect(codes(result)).toEqual(["W 160"]);
    expect(result.openLots.map(open)).toEqual(["swap:in 8 960 2025-01-02 160"]);
  });

  it("a conversion counts where it is an exchange, and not where basis and dates carry over", () => {
    const converted = (treatment: "taxable" | "carry-over"): Transaction => ({
      ...told("2025-06-05", { id: "c" }),
      kind: "conversion",
      form: "wrap",
      treatment,
      sent: leg("RAW", "10"),
      received: leg("FUND", "10"),
      value: usd("900"),
    });
    const raw = buy("2025-01-02", "10", "500", { asset: "RAW", id: "raw" });
    expect(codes(run([OLD, raw, LOSS, converted("taxable")]))).toEqual(["W 200", ""]);
    expect(codes(run([OLD, raw, LOSS, converted("carry-over")]))).toEqual([""]);
    // Nothing to convert: units of an unknown past, which nobody is known to have bought.
    expect(codes(run([OLD, LOSS, converted("carry-over")]))).toEqual([""]);
  });

  it("a fee paid out of the units just bought is no reason to wash itself (Rev. Rul. 56-602)", () => {
    // 1 of 10 units that cost 1,000 goes for a fee worth 60 (it raises the basis: 1,060, so 106 a unit).
    const bought: Transaction = {
      ...told("2025-06-05", { id: "b" }),
      kind: "buy",
      received: leg("FUND", "10"),
      value: usd("1000"),
      fees: [{ asset: assetId("FUND"), quantity: leg("FUND", "1").quantity, value: usd("60") }],
    };
    const result = run([bought]);
    expect(result.closedLots.map(closed)).toMatchObject([{ codes: "", gain: "-46" }]);
    expect(result.washSales).toEqual([]);
  });

  it("coins received as income never count for coins, nor is anything said of them", () => {
    const reward: Transaction = {
      ...told("2025-06-05"),
      kind: "income",
      incomeKind: "staking",
      received: leg("BTC", "1"),
      value: usd("900"),
    };
    const result = run([buy("2025-01-02", "1", "1000"), sell("2025-06-01", "1", "800"), reward], {
      washSalesOfDigitalAssetsFrom: calendarDate("2025-01-01"),
    });
    expect([codes(result), result.issues]).toEqual([[""], []]);
  });

  it("a coin under the law and shares called identical to it are one group, each purchase in it once", () => {
    const facts = {
      assets: [
        fact("FUND", { identicalTo: "BTC" }),
        fact("BTC", { class: "digital", identicalTo: "BTC" }),
      ],
      washSalesOfDigitalAssetsFrom: calendarDate("2025-01-01"),
    };
    const result = run([OLD, LOSS, buy("2025-06-05", "4", "360", { id: "coin" })], facts);
    expect(codes(result)).toEqual(["W 80"]);
    expect(result.issues).toEqual([]);
  });
});

describe("rows with a day of their own", () => {
  const dated = (at: string, date: string) => ({
    ...back(at, "10", "late"),
    date: calendarDate(date),
  });

  it.each([
    ["2025-05-01", ""], // 31 days before
    ["2025-05-02", "W 200"],
    ["2025-07-01", "W 200"],
    ["2025-07-02", ""],
  ])("a purchase told after the sale counts by its day, %s: %j", (date, expected) => {
    expect(codes(run([OLD, LOSS, dated("2025-07-10", date)]))).toEqual([expected]);
  });

  it("a loss still waits when something was bought after its window, for rows a little back", () => {
    const after = back("2025-07-31", "1", "after"); // 60 days after the loss
    expect(codes(run([OLD, LOSS, after, dated("2025-08-01", "2025-07-01")]))).toEqual(["W 200"]);
  });
});

describe("in which order", () => {
  it("an exact break-even is no loss: nothing is matched and no lot is split", () => {
    const even = sell("2025-06-01", "10", "1000", { ...FUND, id: "even" });
    const result = run([OLD, even, back("2025-06-05", "10", "b")]);
    expect([codes(result), result.washSales]).toEqual([[""], []]);
    expect(result.openLots.map(open)).toEqual(["b 10 900 2025-06-05 null"]);
  });

  it("three losses wait for one purchase of the third's units: the first takes all", () => {
    const books = [
      buy("2025-01-02", "30", "3000", FUND),
      sell("2025-06-01", "10", "800", FUND),
      sell("2025-06-02", "10", "700", FUND),
      sell("2025-06-03", "10", "600", FUND),
      back("2025-06-10", "10", "b"),
      back("2025-06-11", "12", "c"),
    ];
    // 200, then 300, then 2 of the 40 a unit of the third.
    expect(codes(run(books))).toEqual(["W 200", "W 300", "W 80"]);
  });

  it("FIFO sells split-off units before the rest of their purchase, LIFO the rest first", () => {
    const books = [
      buy("2025-01-02", "4", "400", FUND),
      sell("2025-06-01", "2", "160", FUND),
      sell("2025-06-02", "2", "140", FUND),
      back("2025-06-05", "6", "b"),
      back("2025-06-06", "1", "next"),
    ];
    const sold = (method: "fifo" | "lifo") =>
      run([...books, sell("2025-09-01", "7", "700", { ...FUND, id: "all" })], {
        standingOrders: [order(method)],
      })
        .closedLots.filter(({ disposal }) => disposal === "all")
        .map(({ lot }) => lot);
    expect(sold("fifo")).toEqual(["b:w1", "b:w2", "b", "next"]);
    expect(sold("lifo")).toEqual(["next", "b", "b:w2", "b:w1"]);
  });

  it("the parts of one purchase replace in the order of their accounts' names, however they got there", () => {
    // Moved by LIFO, so that what moves is the purchase.
    const ids = {
      identifications: [named("loss", "old", "10")],
      standingOrders: [order("lifo")],
    };
    const bought = [OLD, back("2025-05-20", "9", "b")];
    const there = [
      moved("2025-05-21", "2", "D"),
      moved("2025-05-22", "3", "B"),
      moved("2025-05-23", "1", "C"),
    ];
    for (const moves of [there, [...there].reverse()]) {
      const result = run(
        [...bought, ...moves.map((each, at) => ({ ...each, sequence: 9000 + at })), LOSS],
        ids,
      );
      expect(result.washSales.map(({ units }) => quantityText(units))).toEqual([
        "3",
        "3",
        "1",
        "2",
      ]);
      expect(codes(result)).toEqual(["W 180"]);
    }
  });
});

describe("what the replacement takes over", () => {
  it("from a related seller both bases rise by the loss (IRC 267(d), 1091(d))", () => {
    // Price 700, seller's denied loss 240: for a gain 940, for a loss 700; 200 on top of both.
    const bought = { ...back("2025-06-05", "10", "b") };
    if (bought.kind !== "buy") {
      throw new Error("a purchase");
    }
    const related: Transaction = { ...bought, value: usd("700"), sellerDeniedLoss: usd("240") };
    const [lot] = run([OLD, LOSS, related]).openLots;
    expect([text(lot?.basis), text(lot?.lossBasis)]).toEqual(["1140", "900"]);
    const sold = (proceeds: string) =>
      run([OLD, LOSS, related, sell("2026-08-01", "10", proceeds, FUND)]).closedLots[1];
    expect([sold("1240"), sold("1000"), sold("800")].map((each) => text(each?.gain))).toEqual([
      "100",
      "0",
      "-100",
    ]);
  });

  it("units in an IRA keep the basis and the day they were bought with", () => {
    const inIra = buy("2025-06-05", "15", "1350", { ...FUND, id: "i", account: "I" });
    const result = run([OLD, LOSS, inIra], { accounts: [account("I", "ira")] });
    expect(result.outside.openLots.map(open)).toEqual([
      "i:w1 10 900 2025-06-05 null",
      "i 5 450 2025-06-05 null",
    ]);
  });

  it("lots renamed together keep names of their own: what is split off later is not called like what was before", () => {
    const facts = {
      assets: [fact("FUND", { identicalTo: "f" }), fact("FUND2", { identicalTo: "f" })],
    };
    const rename: Transaction = {
      ...told("2025-06-10"),
      kind: "migration",
      sent: leg("FUND", "10"),
      received: leg("FUND2", "10"),
    };
    const result = run(
      [
        buy("2025-01-02", "6", "600", { ...FUND, id: "old" }),
        buy("2025-01-02", "2", "200", { ...FUND, id: "other", account: "B" }),
        sell("2025-06-01", "6", "480", FUND),
        back("2025-06-05", "10", "b"),
        rename,
        sell("2025-06-20", "2", "160", { ...FUND, account: "B" }),
      ],
      facts,
    );
    expect(codes(result)).toEqual(["W 120", "W 40"]);
    // 6 at 90 + 20; 2 of the other 4 at 90 + 20, held 169 days before June 5.
    expect(result.openLots.map((lot) => `${lot.asset} ${open(lot)}`)).toEqual([
      "FUND2 b:w1 6 660 2025-01-06 120",
      "FUND2 b:w2 2 220 2024-12-18 40",
      "FUND2 b 2 180 2025-06-05 null",
    ]);
  });

  it("in one pool over all accounts the units stay where they are held: nothing is missing when 2025 begins", () => {
    const result = run(
      [
        buy("2024-01-02", "10", "1000", { ...FUND, id: "old" }),
        sell("2024-06-01", "10", "800", FUND),
        buy("2024-06-05", "6", "540", { ...FUND, id: "b", account: "B" }),
        sell("2025-02-01", "6", "600", { ...FUND, account: "B" }),
      ],
      { pool: "universal-until-2024" },
    );
    expect(codes(result)).toEqual(["W 120", ""]);
    expect([result.cutoverMismatch, result.issues]).toEqual([[], []]);
    expect(result.closedLots[1]).toMatchObject({ basis: usd("660"), gain: usd("-60") });
  });
});
