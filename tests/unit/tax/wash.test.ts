import { describe, expect, it } from "vitest";
import { usd, ZERO_USD } from "@/lib/money/usd";
import { accountId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { buy, leg, sell, told } from "./make";
import { closed, codes, FUND, named, open, order, run, text } from "./wash-make";

describe("the window (IRC 1091(a): 30 days before to 30 days after)", () => {
  // 10 units cost 1,000, sold on June 1, 2025 for 800: a loss of 200.
  const around = (other: string) =>
    run(
      [
        buy("2025-01-02", "10", "1000", { ...FUND, id: "old" }),
        sell("2025-06-01", "10", "800", { ...FUND, id: "loss" }),
        buy(other, "10", "900", { ...FUND, id: "other" }),
      ],
      { identifications: [named("loss", "old", "10")] },
    );

  it.each([
    ["2025-05-01", ""], // May has 31 days: 31 days before
    ["2025-05-02", "W 200"],
    ["2025-06-01", "W 200"],
    ["2025-07-01", "W 200"],
    ["2025-07-02", ""],
  ])("a purchase on %s gives code %j", (other, expected) => {
    expect(codes(around(other))).toEqual([expected]);
  });

  it.each([
    ["2024-01-30", "2024-03-01", ""], // over February 29 of a leap year: 31 days
    ["2024-01-31", "2024-03-01", "W 200"],
    ["2025-01-29", "2025-03-01", ""], // the same over a February of 28 days
    ["2025-01-30", "2025-03-01", "W 200"],
    ["2024-12-31", "2025-01-30", "W 200"], // over the end of the year
    ["2024-12-30", "2025-01-30", ""],
  ])(
    "bought %s, sold at a loss %s: %j, and the same the other way round",
    (first, last, expected) => {
      const ids = { identifications: [named("loss", "old", "10")] };
      const before = [
        buy("2020-01-02", "10", "1000", { ...FUND, id: "old" }),
        buy(first, "10", "900", FUND),
        sell(last, "10", "800", { ...FUND, id: "loss" }),
      ];
      const after = [
        buy("2020-01-02", "10", "1000", { ...FUND, id: "old" }),
        sell(first, "10", "800", { ...FUND, id: "loss" }),
        buy(last, "10", "900", FUND),
      ];
      expect(codes(run(before, ids))).toEqual([expected]);
      expect(codes(run(after))).toEqual([expected]);
    },
  );

  it("days are days of the taxpayer's zone: 30 there may be 31 in UTC", () => {
    // Sold 2025-05-31 23:30 in New York (June 1, 03:30 UTC); bought back 30 days later, June 30 there, July 1 in UTC.
    const sale = sell("2025-06-01T03:30:00Z", "10", "800", FUND);
    const bought = buy("2025-07-02T03:30:00Z", "10", "900", FUND);
    const books = [buy("2025-01-02", "10", "1000", FUND), sale, bought];
    expect(codes(run(books, { timeZone: "America/New_York" }))).toEqual([""]);
    const day = buy("2025-07-01T03:30:00Z", "10", "900", FUND);
    expect(codes(run([...books.slice(0, 2), day], { timeZone: "America/New_York" }))).toEqual([
      "W 200",
    ]);
  });
});

describe("what is moved (IRC 1091(d), 1223(3))", () => {
  it("the loss goes into basis and the days held go on: long term at once where they make a year", () => {
    // Held 2024-02-01 to 2024-12-02 = 305 days; bought back 2024-12-20, so held from 2024-02-19. First long day 2025-02-20.
    const result = run([
      buy("2024-02-01", "10", "1000", FUND),
      sell("2024-12-02", "10", "800", FUND),
      buy("2024-12-20", "10", "850", { ...FUND, id: "back" }),
      sell("2025-02-20", "10", "1200", FUND),
    ]);
    expect(result.closedLots.map(closed)).toEqual([
      { codes: "W 200", basis: "1000", gain: "0", term: "short", acquired: "2024-02-01" },
      { codes: "", basis: "1050", gain: "150", term: "long", acquired: "2024-02-19" },
    ]);
    expect(text(result.closedLots[1]?.washedBasis)).toBe("200");
  });

  it("a day earlier the same sale is short term", () => {
    const result = run([
      buy("2024-02-01", "10", "1000", FUND),
      sell("2024-12-02", "10", "800", FUND),
      buy("2024-12-20", "10", "850", FUND),
      sell("2025-02-19", "10", "1200", FUND),
    ]);
    expect(result.closedLots[1]?.term).toBe("short");
  });

  it("fewer bought than sold: only the loss of as many is denied (Reg. 1.1091-1(c))", () => {
    // 200 x 4/10 = 80.
    const result = run([
      buy("2025-01-02", "10", "1000", FUND),
      sell("2025-06-01", "10", "800", FUND),
      buy("2025-06-05", "4", "400", { ...FUND, id: "back" }),
    ]);
    expect(result.closedLots.map(closed)).toMatchObject([{ codes: "W 80", gain: "-120" }]);
    // 2025-01-02 to 2025-06-01 = 150 days; 2025-06-05 less 150 days = 2025-01-06.
    expect(result.openLots.map(open)).toEqual(["back 4 480 2025-01-06 80"]);
  });

  it("more bought than sold: the replacement is split, the rest stays as bought (Reg. 1.1091-1(d))", () => {
    const result = run([
      buy("2025-01-02", "10", "1000", FUND),
      sell("2025-06-01", "10", "800", FUND),
      buy("2025-06-05", "25", "2500", { ...FUND, id: "back" }),
    ]);
    expect(result.openLots.map(open)).toEqual([
      "back:w1 10 1200 2025-01-06 200",
      "back 15 1500 2025-06-05 null",
    ]);
    expect(result.washSales).toMatchObject([
      {
        disposal: result.closedLots[0]?.disposal,
        acquisition: "back",
        replacement: "back:w1",
        heldFrom: "2025-01-06",
      },
    ]);
  });

  it("the earliest loss first, replacements in order of acquisition, each unit once (Reg. 1.1091-1(b)-(e))", () => {
    // Losses 10 x 20 = 200 on June 1 and 10 x 30 = 300 on June 3; 12 units come back: 10 for the first, 2 for the second.
    const result = run([
      buy("2025-01-02", "20", "2000", FUND),
      sell("2025-06-01", "10", "800", FUND),
      sell("2025-06-03", "10", "700", FUND),
      buy("2025-06-10", "8", "800", { ...FUND, id: "a" }),
      buy("2025-06-11", "4", "400", { ...FUND, id: "b" }),
    ]);
    expect(codes(result)).toEqual(["W 200", "W 60"]);
    // Held 150 days on June 1, 152 on June 3.
    expect(result.openLots.map(open)).toEqual([
      "a 8 960 2025-01-11 160",
      "b:w1 2 240 2025-01-12 40",
      "b:w2 2 260 2025-01-10 60",
    ]);
  });

  it("a replacement sold at a loss and replaced again hands both losses on", () => {
    // 200 into the second (900 + 200 = 1,100), sold for 850: 250 into the third.
    const result = run([
      buy("2025-01-02", "10", "1000", FUND),
      sell("2025-06-01", "10", "800", FUND),
      buy("2025-06-05", "10", "900", FUND),
      sell("2025-06-20", "10", "850", FUND),
      buy("2025-07-05", "10", "820", { ...FUND, id: "third" }),
    ]);
    expect(result.closedLots.map(closed)).toMatchObject([
      { codes: "W 200", gain: "0" },
      { codes: "W 250", basis: "1100", gain: "0", acquired: "2025-01-06" },
    ]);
    // Held from 2025-01-06 to 2025-06-20 = 165 days; 2025-07-05 less 165 = 2025-01-21.
    expect(result.openLots.map(open)).toEqual(["third 10 1070 2025-01-21 250"]);
  });

  it("a sale that was a gain becomes a loss by the basis it took over, and is denied too", () => {
    // 300 into the second: 500 + 300 = 800, sold for 700.
    const result = run([
      buy("2025-01-02", "10", "1000", FUND),
      sell("2025-06-01", "10", "700", FUND),
      buy("2025-06-05", "10", "500", FUND),
      sell("2025-06-20", "10", "700", FUND),
      buy("2025-07-05", "10", "650", FUND),
    ]);
    expect(codes(result)).toEqual(["W 300", "W 100"]);
    expect(text(result.openLots[0]?.basis)).toBe("750");
  });

  it("what was bought before the loss and is still held replaces too; HIFO sees its new basis", () => {
    // 2 lots of June at 90 a unit; the loss of 20 a unit goes into the first (10 units at 110).
    const books = [
      buy("2025-01-02", "10", "1000", { ...FUND, id: "old" }),
      buy("2025-05-20", "10", "900", { ...FUND, id: "a" }),
      buy("2025-05-21", "10", "905", { ...FUND, id: "b" }),
      sell("2025-06-01", "10", "800", { ...FUND, id: "loss" }),
      sell("2025-08-01", "5", "600", { ...FUND, id: "later" }),
    ];
    const result = run(books, {
      identifications: [named("loss", "old", "10")],
      standingOrders: [order("hifo")],
    });
    expect(result.closedLots[1]).toMatchObject({ lot: "a", acquired: "2024-12-21" });
    expect(text(result.closedLots[1]?.basis)).toBe("550");
    expect(text(result.closedLots[1]?.washedBasis)).toBe("100");
  });

  it("what was inherited counts as held over a year, and so does its replacement (IRC 1223(9))", () => {
    const result = run([
      { ...told("2025-03-03"), kind: "inherited", received: leg("FUND", "10"), value: usd("1000") },
      sell("2025-06-01", "10", "800", FUND),
      buy("2025-06-05", "10", "700", FUND),
      sell("2025-06-30", "10", "1000", FUND),
    ]);
    expect(result.closedLots.map(({ term }) => term)).toEqual(["long", "long"]);
    expect(result.closedLots[1]?.acquired).not.toBe("inherited");
  });

  it("an inheritance held for years hands on all its days", () => {
    // 2020-03-02 to 2025-06-02 = 1,918 days; 2025-06-05 less 1,918 days = 2020-03-05.
    const result = run([
      {
        ...told("2020-03-02"),
        kind: "inherited",
        received: leg("FUND", "10"),
        value: usd("1000"),
      },
      sell("2025-06-02", "10", "800", FUND),
      buy("2025-06-05", "10", "700", { ...FUND, id: "back" }),
    ]);
    expect(result.openLots.map(open)).toEqual(["back 10 900 2020-03-05 200"]);
  });

  it("of a gift whose giver's day is not known the days since the gift go on", () => {
    // 2025-03-03 to 2025-06-02 = 91 days; 2025-06-05 less 91 days = 2025-03-06.
    const gift: Transaction = {
      ...told("2025-03-03"),
      kind: "gift-received",
      received: leg("FUND", "10"),
      value: usd("2000"),
      donorBasis: usd("1000"),
      donorAcquired: null,
      giftTaxShare: ZERO_USD,
    };
    const books = [
      gift,
      sell("2025-06-02", "10", "800", FUND),
      buy("2025-06-05", "10", "700", FUND),
    ];
    expect(run(books).openLots).toMatchObject([{ acquired: "2025-03-06", basis: usd("900") }]);
  });

  it("a row with a day of its own stands among purchases by that day", () => {
    const late = {
      ...buy("2025-05-22", "10", "910", { ...FUND, id: "late" }),
      date: calendarDate("2025-05-20"),
    };
    const result = run(
      [
        buy("2025-01-02", "10", "1000", { ...FUND, id: "old" }),
        buy("2025-05-21", "10", "900", { ...FUND, id: "early" }),
        late,
        sell("2025-06-01", "10", "800", { ...FUND, id: "loss" }),
      ],
      { identifications: [named("loss", "old", "10")] },
    );
    expect(result.washSales).toMatchObject([{ acquisition: "late", bought: "2025-05-20" }]);
  });
});

describe("what is no replacement", () => {
  it("the rest of one purchase (Rev. Rul. 56-602), wherever it is held", () => {
    const moved: Transaction = {
      ...told("2025-06-02"),
      kind: "transfer",
      toAccount: accountId("B"),
      sent: leg("FUND", "100"),
      received: leg("FUND", "100"),
      feeValue: null,
    };
    const result = run([
      buy("2025-06-01", "200", "10000", FUND),
      moved,
      sell("2025-06-12", "100", "4000", FUND),
    ]);
    expect(result.closedLots.map(closed)).toMatchObject([{ codes: "", gain: "-1000" }]);
  });

  it("gifts, inheritances, deposits and own transfers (Reg. 1.1091-1(f): purchase or taxable exchange)", () => {
    const gift: Transaction = {
      ...told("2025-06-05"),
      kind: "gift-received",
      received: leg("FUND", "10"),
      value: usd("900"),
      donorBasis: usd("500"),
      donorAcquired: null,
      giftTaxShare: ZERO_USD,
    };
    const inherited: Transaction = {
      ...told("2025-06-06"),
      kind: "inherited",
      received: leg("FUND", "10"),
      value: usd("900"),
    };
    const deposit: Transaction = {
      ...told("2025-06-07"),
      kind: "deposit",
      received: leg("FUND", "10"),
      value: null,
    };
    const books = [buy("2025-01-02", "10", "1000", FUND), sell("2025-06-01", "10", "800", FUND)];
    expect(codes(run([...books, gift, inherited, deposit]))).toEqual([""]);
  });

  it("units received as income; the loss says so once", () => {
    const income: Transaction = {
      ...told("2025-06-05"),
      kind: "income",
      incomeKind: "other",
      received: leg("FUND", "10"),
      value: usd("900"),
    };
    const again = { ...income, id: transactionId("again") };
    const result = run([
      buy("2025-01-02", "10", "1000", FUND),
      sell("2025-06-01", "10", "800", { ...FUND, id: "loss" }),
      income,
      again,
    ]);
    expect(codes(result)).toEqual([""]);
    expect(result.issues).toMatchObject([
      { code: "wash-unsettled", severity: "check", transaction: "loss", asset: "FUND" },
    ]);
  });

  it("a purchase that was sold before the loss", () => {
    const result = run(
      [
        buy("2025-01-02", "10", "1000", { ...FUND, id: "old" }),
        buy("2025-05-25", "10", "700", { ...FUND, id: "short" }),
        sell("2025-05-29", "10", "900", { ...FUND, id: "gain" }),
        sell("2025-06-01", "10", "800", { ...FUND, id: "loss" }),
      ],
      { identifications: [named("gain", "short", "10"), named("loss", "old", "10")] },
    );
    expect(codes(result)).toEqual(["", ""]);
  });

  it("a purchase already used for a loss outside these books; its basis and period are what it took over", () => {
    const used: Transaction = {
      ...buy("2025-06-05", "10", "900", { ...FUND, id: "used" }),
      kind: "buy",
      received: leg("FUND", "10"),
      value: usd("900"),
      replacementElsewhere: { disallowed: usd("150"), heldFrom: calendarDate("2024-05-05") },
    };
    const result = run([
      buy("2025-01-02", "10", "1000", FUND),
      sell("2025-06-01", "10", "800", FUND),
      used,
    ]);
    expect(codes(result)).toEqual([""]);
    expect(result.openLots.map(open)).toEqual(["used 10 1050 2024-05-05 150"]);
  });

  it("a period said to begin after the purchase begins with it, and is reported", () => {
    const [bought] = [buy("2025-06-05", "10", "900", FUND)];
    const odd = {
      ...bought,
      replacementElsewhere: { disallowed: usd("-5"), heldFrom: calendarDate("2025-06-06") },
    } as Transaction;
    const result = run([odd]);
    expect(result.openLots).toMatchObject([{ acquired: "2025-06-05", basis: usd("900") }]);
    expect(result.issues.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      "bad-value check",
      "bad-value check",
    ]);
  });
});
