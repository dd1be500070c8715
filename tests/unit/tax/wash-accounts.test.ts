import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { usd, ZERO_USD } from "@/lib/money/usd";
import { accountId, assetId, type Sell, type Swap, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { buy, leg, profile, sell, told, yearOf } from "./make";
import { account, closed, codes, FUND, fact, named, open, order, run, text } from "./wash-make";

const OLD = buy("2025-01-02", "10", "1000", { ...FUND, id: "old" });
const LOSS = sell("2025-06-01", "10", "800", { ...FUND, id: "loss" });

describe("all accounts count (IRC 1091; Pub. 550)", () => {
  const back = (name: string) =>
    buy("2025-06-05", "10", "900", { ...FUND, id: "back", account: name });

  it("another account of the client: the loss goes into the lot there", () => {
    const result = run([OLD, LOSS, back("B")]);
    expect(codes(result)).toEqual(["W 200"]);
    expect(result.openLots.map((lot) => `${lot.account} ${open(lot)}`)).toEqual([
      "B back 10 1100 2025-01-06 200",
    ]);
  });

  it("a spouse's: denied here, the basis is in the spouse's lot, which is not on this return", () => {
    const result = run(
      [OLD, LOSS, back("S"), sell("2025-09-01", "10", "2000", { ...FUND, account: "S" })],
      {
        accounts: [account("S", "spouse")],
      },
    );
    expect(result.closedLots.map(closed)).toMatchObject([{ codes: "W 200", gain: "0" }]);
    expect(result.outside.closedLots.map(closed)).toMatchObject([{ basis: "1100", gain: "900" }]);
    expect(result.washSales).toMatchObject([{ acquiredIn: "S", replacement: "back" }]);
    expect(yearOf(result, [profile(2025)], 2025).netShort).toBe(ZERO_USD);
  });

  it("an IRA: the loss is gone, no basis anywhere rises (Rev. Rul. 2008-5)", () => {
    const result = run([OLD, LOSS, back("I")], { accounts: [account("I", "ira")] });
    expect(result.closedLots.map(closed)).toMatchObject([{ codes: "W 200", gain: "0" }]);
    expect(result.openLots).toEqual([]);
    expect(result.outside.openLots.map(open)).toEqual(["back 10 900 2025-06-05 null"]);
    expect(result.washSales).toMatchObject([
      {
        replacement: null,
        heldFrom: null,
        acquiredIn: "I",
        authority: expect.stringContaining("2008-5"),
      },
    ]);
  });

  it("a unit in an IRA is used once like any other", () => {
    const result = run(
      [
        buy("2025-01-02", "10", "1000", FUND),
        sell("2025-06-01", "6", "480", FUND),
        sell("2025-06-02", "4", "320", FUND),
        buy("2025-06-05", "7", "630", { ...FUND, account: "I" }),
      ],
      { accounts: [account("I", "ira")] },
    );
    // 20 a unit: 6 units of the first, 1 of the second.
    expect(codes(result)).toEqual(["W 120", "W 20"]);
  });

  it("a unit in an IRA that replaced one is not there again when others of its purchase are sold", () => {
    // Two bought in the IRA, one sold; one is left for the first loss of 1, none for the second.
    const result = run(
      [
        buy("2025-06-01T08:00:00Z", "2", "2", { ...FUND, account: "I" }),
        sell("2025-06-01T09:00:00Z", "1", "1", { ...FUND, account: "I" }),
        buy("2025-06-01T10:00:00Z", "2", "4", FUND),
        sell("2025-06-01T11:00:00Z", "1", "1", FUND),
        sell("2025-06-01T12:00:00Z", "1", "1", FUND),
      ],
      { accounts: [account("I", "ira")] },
    );
    expect(codes(result)).toEqual(["W 1", ""]);
  });

  it("sales in an IRA are no losses and no gains", () => {
    const inIra = { ...FUND, account: "I" };
    const result = run(
      [
        buy("2025-01-02", "10", "1000", inIra),
        sell("2025-06-01", "10", "800", inIra),
        buy("2025-06-05", "10", "900", { ...FUND, id: "own" }),
      ],
      { accounts: [account("I", "ira")] },
    );
    expect(result.closedLots).toEqual([]);
    expect(result.washSales).toEqual([]);
    expect(result.outside.closedLots.map(closed)).toMatchObject([{ codes: "", gain: "-200" }]);
    expect(result.openLots.map(open)).toEqual(["own 10 900 2025-06-05 null"]);
  });

  it("income and unknown basis outside never touch this return's figures", () => {
    const reward: Transaction = {
      ...told("2025-02-01", { account: "S" }),
      kind: "income",
      incomeKind: "staking",
      received: leg("ETH", "1"),
      value: usd("50"),
    };
    const result = run([reward, sell("2025-03-01", "2", "100", { asset: "ETH", account: "S" })], {
      accounts: [account("S", "spouse")],
    });
    expect(result.income).toEqual([]);
    expect(result.outside.income).toHaveLength(1);
    expect(result.outside.closedLots).toHaveLength(2);
    expect(result.issues).toMatchObject([
      { code: "missing-basis", severity: "check", account: "S" },
    ]);
  });

  it("units of one purchase in two accounts replace in the order of the accounts' names", () => {
    const moved: Transaction = {
      ...told("2025-05-21", { account: "Z" }),
      kind: "transfer",
      toAccount: accountId("B"),
      sent: leg("FUND", "6"),
      received: leg("FUND", "6"),
      feeValue: null,
    };
    const recent = buy("2025-05-20", "10", "900", { ...FUND, id: "recent", account: "Z" });
    const loss = sell("2025-06-01", "8", "640", { ...FUND, id: "loss" });
    const result = run([{ ...OLD, account: accountId("A") }, recent, moved, loss], {
      identifications: [named("loss", "old", "8")],
    });
    // 20 a unit: all 6 in B, 2 of the 4 in Z.
    expect(
      result.washSales.map(({ units, replacement }) => [quantityText(units), replacement]),
    ).toEqual([
      ["6", "recent:w1"],
      ["2", "recent:w2"],
    ]);
    const lots = result.openLots.filter(({ acquisition }) => acquisition === "recent");
    expect(lots.map((lot) => `${lot.account} ${open(lot)}`)).toEqual([
      "B recent:w1 6 660 2024-12-21 120",
      "Z recent:w2 2 220 2024-12-21 40",
      "Z recent 2 180 2025-05-20 null",
    ]);
  });

  it("lots moved to another account keep what they took over", () => {
    const moved: Transaction = {
      ...told("2025-07-01"),
      kind: "transfer",
      toAccount: accountId("C"),
      sent: leg("FUND", "4"),
      received: leg("FUND", "4"),
      feeValue: null,
    };
    const result = run([OLD, LOSS, back("A"), moved]);
    expect(result.openLots.map((lot) => `${lot.account} ${open(lot)}`)).toEqual([
      "A back 6 660 2025-01-06 120",
      "C back 4 440 2025-01-06 80",
    ]);
  });
});

describe("several lots in one sale", () => {
  // Lot a: 10 for 1,000 in January; lot b: 10 for 950 on May 20. Both sold on June 1 in one trade for 80 a unit.
  const books = [
    buy("2025-01-02", "10", "1000", { ...FUND, id: "a" }),
    buy("2025-05-20", "10", "950", { ...FUND, id: "b" }),
    sell("2025-06-01", "20", "1600", FUND),
  ];

  it("count as sold in order of acquisition (Reg. 1.1091-1(b)); the whole loss is the same", () => {
    const result = run(books);
    expect(result.closedLots.map(closed)).toEqual([
      { codes: "W 200", basis: "1000", gain: "0", term: "short", acquired: "2025-01-02" },
      // 950 + 200; May 20 less the 150 days lot a was held.
      { codes: "", basis: "1150", gain: "-350", term: "short", acquired: "2024-12-21" },
    ]);
  });

  it("and what is bought back takes the loss of both", () => {
    const result = run([...books, buy("2025-06-10", "10", "850", { ...FUND, id: "c" })]);
    expect(codes(result)).toEqual(["W 200", "W 350"]);
    expect(text(result.openLots[0]?.basis)).toBe("1200");
  });

  it("a later lot only partly needed is split in the sale", () => {
    const result = run([
      buy("2025-01-02", "4", "400", { ...FUND, id: "a" }),
      buy("2025-05-20", "10", "950", { ...FUND, id: "b" }),
      sell("2025-06-01", "14", "1120", FUND),
    ]);
    // a: 400 - 320 = 80 denied; of b 4 units at 380 + 80 - 320 = 140, 6 units at 570 - 480 = 90.
    expect(result.closedLots.map(closed)).toMatchObject([
      { codes: "W 80", gain: "0" },
      { codes: "", basis: "460", gain: "-140" },
      { codes: "", basis: "570", gain: "-90" },
    ]);
    expect(result.closedLots.map(({ lot }) => lot)).toEqual(["a", "b:w1", "b"]);
  });

  it("a block sold at a gain the same day is not reduced by a block whose loss is denied", () => {
    const result = run(
      [
        buy("2025-01-02", "10", "1000", { ...FUND, id: "dear" }),
        buy("2025-01-03", "10", "500", { ...FUND, id: "cheap" }),
        sell("2025-06-01", "10", "800", { ...FUND, id: "loss" }),
        sell("2025-06-01", "10", "800", { ...FUND, id: "gain" }),
        buy("2025-06-10", "10", "820", FUND),
      ],
      { identifications: [named("loss", "dear", "10"), named("gain", "cheap", "10")] },
    );
    expect(result.closedLots.map(closed)).toMatchObject([
      { codes: "W 200", gain: "0" },
      { codes: "", gain: "300" },
    ]);
  });
});

describe("which assets (IRC 1091(a): stock or securities)", () => {
  const coin = [
    buy("2025-01-02", "1", "1000"),
    sell("2025-06-01", "1", "800"),
    buy("2025-06-05", "1", "900"),
  ];

  it("a coin is none today, whatever else is in the books", () => {
    expect(codes(run(coin))).toEqual([""]);
  });

  it.each([
    ["2025-06-01", "W 200"],
    ["2025-06-02", ""],
    [null, ""],
  ])("with a law from %s on, a coin sold on 2025-06-01 has code %j", (from, expected) => {
    const washSalesOfDigitalAssetsFrom = from === null ? null : calendarDate(from);
    expect(codes(run(coin, { washSalesOfDigitalAssetsFrom }))).toEqual([expected]);
  });

  it("a purchase before that law's first day counts for a loss after it", () => {
    const books = [
      buy("2025-01-02", "1", "1000", { id: "old" }),
      buy("2025-05-20", "1", "900", { id: "new" }),
      sell("2025-06-01", "1", "800"),
    ];
    expect(codes(run(books, { washSalesOfDigitalAssetsFrom: calendarDate("2025-06-01") }))).toEqual(
      ["W 200"],
    );
  });

  it("assets with the same text are substantially identical, others are not", () => {
    const books = [OLD, LOSS, buy("2025-06-05", "10", "900", { asset: "FUND2", id: "two" })];
    const both = [fact("FUND", { identicalTo: "index" }), fact("FUND2", { identicalTo: "index" })];
    const result = run(books, { assets: both });
    expect(codes(result)).toEqual(["W 200"]);
    expect(result.openLots.map(open)).toEqual(["two 10 1100 2025-01-06 200"]);
    expect(codes(run(books, { assets: [fact("FUND"), fact("FUND2")] }))).toEqual([""]);
  });

  it("a coin bought around the loss on shares of a fund that holds it is told, not matched", () => {
    const result = run([OLD, LOSS, buy("2025-06-05", "1", "900", { asset: "BTC" })], {
      assets: [fact("FUND", { identicalTo: "BTC" })],
    });
    expect(codes(result)).toEqual([""]);
    expect(result.issues).toMatchObject([
      { code: "wash-unsettled", severity: "check", transaction: "loss", asset: "FUND" },
    ]);
    const before = [OLD, buy("2025-05-20", "1", "900", { asset: "BTC" }), LOSS];
    const facts = [
      fact("FUND", { identicalTo: "bitcoin" }),
      fact("BTC", { class: "digital", identicalTo: "bitcoin" }),
    ];
    expect(run(before, { assets: facts }).issues).toMatchObject([{ code: "wash-unsettled" }]);
    const outside = [OLD, LOSS, buy("2025-07-02", "1", "900", { asset: "BTC" })];
    expect(run(outside, { assets: facts }).issues).toEqual([]);
  });

  it("a taxable exchange is an acquisition, and its cost is what was given", () => {
    const swap: Swap = {
      ...told("2025-06-05", { id: "swap" }),
      kind: "swap",
      sent: leg("BTC", "1"),
      received: leg("TSTOCK", "10"),
      value: usd("900"),
      withheld: null,
    };
    const result = run(
      [
        buy("2025-01-02", "10", "1000", { asset: "TSTOCK" }),
        buy("2025-01-02", "1", "100"),
        sell("2025-06-01", "10", "800", { asset: "TSTOCK" }),
        swap,
      ],
      { assets: [fact("TSTOCK", { class: "tokenized-security" })] },
    );
    expect(codes(result)).toEqual(["W 200", ""]);
    expect(result.openLots.map(open)).toEqual(["swap:in 10 1100 2025-01-06 200"]);
  });

  it("a renamed token goes on as a replacement and keeps what it took over", () => {
    const rename: Transaction = {
      ...told("2025-06-10"),
      kind: "migration",
      sent: leg("FUND", "10"),
      received: leg("FUND2", "20"),
    };
    const later = sell("2025-06-20", "20", "700", { asset: "FUND2" });
    const facts = {
      assets: [fact("FUND", { identicalTo: "f" }), fact("FUND2", { identicalTo: "f" })],
    };
    const result = run(
      [OLD, LOSS, buy("2025-06-05", "10", "900", { ...FUND, id: "b" }), rename, later],
      facts,
    );
    expect(text(result.closedLots[1]?.basis)).toBe("1100");
    expect(text(result.closedLots[1]?.washedBasis)).toBe("200");
    // Not matched before the renaming: still a purchase of June 5 after it.
    const unused = [buy("2025-06-05", "10", "900", { ...FUND, id: "b" }), rename];
    const loss = sell("2025-06-11", "10", "800", { ...FUND, account: "B" });
    const books = [{ ...OLD, account: accountId("B") }, ...unused, loss];
    expect(codes(run(books, facts))).toEqual(["W 200"]);
  });
});

describe("losses denied whatever the dates (code L)", () => {
  const denied = (more: Partial<Sell>): Transaction => {
    const [sale] = [sell("2025-06-01", "10", "800", { ...FUND, id: "loss" })];
    if (sale.kind !== "sell") {
      throw new Error("a sale");
    }
    return { ...sale, ...more };
  };

  it("related parties and personal use: the whole loss, no gain, and no basis moves (IRC 267(a)(1), 262)", () => {
    for (const deniedLoss of ["related-party", "personal-use"] as const) {
      const result = run([OLD, denied({ deniedLoss })], { assets: [] });
      expect(result.closedLots.map(closed)).toMatchObject([
        { codes: "L 200", basis: "1000", gain: "0" },
      ]);
      expect(result.washSales).toEqual([]);
    }
  });

  it("a gain stays a gain", () => {
    const result = run([OLD, denied({ deniedLoss: "related-party", value: usd("1300") })]);
    expect(result.closedLots.map(closed)).toMatchObject([{ codes: "", gain: "300" }]);
  });

  it("IRC 1091 goes first: only the loss it leaves is denied by IRC 267, now or after a later purchase", () => {
    const back = buy("2025-06-05", "4", "360", { ...FUND, id: "back" });
    const result = run([OLD, denied({ deniedLoss: "related-party" }), back]);
    expect(result.closedLots.map(closed)).toMatchObject([{ codes: "W 80,L 120", gain: "0" }]);
    const all = buy("2025-06-06", "6", "540", FUND);
    expect(codes(run([OLD, denied({ deniedLoss: "related-party" }), back, all]))).toEqual([
      "W 200",
    ]);
  });

  it("costs in kind of such a sale are no sale to the relative", () => {
    const fees = [{ asset: assetId("ETH"), quantity: leg("ETH", "1").quantity, value: usd("5") }];
    const result = run(
      [
        OLD,
        buy("2025-01-02", "1", "10", { asset: "ETH" }),
        denied({ deniedLoss: "related-party", fees }),
      ],
      { assets: [] },
    );
    expect(result.closedLots.map(closed)).toMatchObject([
      { codes: "L 205", gain: "0" },
      { codes: "", gain: "-5" },
    ]);
  });

  it("units from a related seller: the gain above the seller's loss only, a loss from the price (IRC 267(d))", () => {
    // Pub. 550, Related Party Transactions, Examples 1 and 2: price 7,600, seller's denied loss 2,400.
    const bought = (resale: string) => {
      const [from] = [buy("2024-06-03", "1", "7600")];
      if (from.kind !== "buy") {
        throw new Error("a purchase");
      }
      return run([{ ...from, sellerDeniedLoss: usd("2400") }, sell("2025-06-02", "1", resale)])
        .closedLots[0];
    };
    expect(text(bought("10500")?.gain)).toBe("500");
    expect(text(bought("6900")?.gain)).toBe("-700");
    expect(text(bought("9000")?.gain)).toBe("0");
    expect(text(bought("10000")?.gain)).toBe("0");
    expect(text(bought("7600")?.gain)).toBe("0");
  });

  it("a negative denied loss is reported and left out", () => {
    const [from] = [buy("2024-06-03", "1", "7600")];
    const bad = { ...from, sellerDeniedLoss: usd("-1") } as Transaction;
    const result = run([bad]);
    expect(text(result.openLots[0]?.basis)).toBe("7600");
    expect(result.openLots[0]?.lossBasis).toBeNull();
    expect(result.issues).toMatchObject([{ code: "bad-value", severity: "check" }]);
  });
});

describe("short sales (Reg. 1.1091-1(g))", () => {
  const close = (proceeds: string): Transaction => ({
    ...told("2024-11-19", { id: "close" }),
    kind: "sell",
    sent: leg("FUND", "100"),
    value: usd(proceeds),
    shortSaleEntered: calendarDate("2024-10-15"),
  });
  const ids = { identifications: [named("close", "june", "100")] };

  it("are sold on the day they were entered when the units delivered were owned then", () => {
    // Pub. 550, Wash Sales, Short Sales.
    const books = [
      buy("2024-06-04", "100", "1000", { ...FUND, id: "june" }),
      buy("2024-10-16", "100", "750", { ...FUND, id: "october" }),
      close("750"),
    ];
    expect(codes(run(books, ids))).toEqual(["W 250"]);
  });

  it("else on the day they are closed", () => {
    const books = [
      buy("2024-10-16", "100", "1000", { ...FUND, id: "june" }),
      buy("2024-10-17", "100", "750", FUND),
      close("750"),
    ];
    expect(codes(run(books, ids))).toEqual([""]);
  });

  it("at a gain say that the day and the term may be others (IRC 1259, 1233)", () => {
    const result = run(
      [buy("2024-06-04", "100", "1000", { ...FUND, id: "june" }), close("1200")],
      ids,
    );
    expect(text(result.closedLots[0]?.gain)).toBe("200");
    expect(result.issues).toMatchObject([
      { code: "short-sale", severity: "check", transaction: "close" },
    ]);
  });
});

describe("the rest of the books", () => {
  it("a loss with an unknown basis is no loss yet; a replacement of unknown cost stays unknown", () => {
    const result = run([
      buy("2025-01-02", "10", null, FUND),
      sell("2025-06-01", "10", "800", FUND),
      buy("2025-06-05", "10", "900", { ...FUND, id: "back" }),
    ]);
    expect(result.washSales).toEqual([]);
    const unknown = run([OLD, LOSS, buy("2025-06-05", "10", null, { ...FUND, id: "back" })]);
    expect(codes(unknown)).toEqual(["W 200"]);
    expect(unknown.openLots[0]?.basis).toBeNull();
    expect(text(unknown.openLots[0]?.washedBasis)).toBe("200");
  });

  it("an identification that names the purchase reaches all lots it was split into", () => {
    const result = run(
      [
        buy("2025-01-02", "10", "1000", FUND),
        sell("2025-06-01", "10", "800", FUND),
        buy("2025-06-05", "25", "2500", { ...FUND, id: "back" }),
        buy("2025-06-06", "5", "500", { ...FUND, id: "more" }),
        sell("2025-09-01", "25", "3000", { ...FUND, id: "later" }),
      ],
      { identifications: [named("later", "back", "25")] },
    );
    expect(
      result.closedLots
        .slice(1)
        .map(({ lot }) => lot)
        .sort(),
    ).toEqual(["back", "back:w1"]);
    expect(result.openLots.map(({ lot }) => lot)).toEqual(["more"]);
  });

  it.each(["fifo", "lifo", "hifo", "lofo", "lowest-gain"] as const)(
    "%s finds every unit of a split lot once",
    (method) => {
      const result = run(
        [
          buy("2025-01-02", "10", "1000", FUND),
          sell("2025-06-01", "10", "800", FUND),
          buy("2025-06-05", "25", "2500", { ...FUND, id: "back" }),
          sell("2025-09-01", "20", "2000", FUND),
          sell("2025-09-02", "5", "500", FUND),
        ],
        { standingOrders: [order(method)] },
      );
      expect(result.openLots).toEqual([]);
      expect(result.issues).toEqual([]);
      // 800 + 2,500 - 1,000 - 2,500: the whole loss comes out in the end.
      const gains = result.closedLots.map(({ gain }) => Number(text(gain)));
      expect(gains.reduce((sum, gain) => sum + gain, 0)).toBe(-200);
    },
  );

  it("books without a covered asset have no wash sales and nothing outside", () => {
    const result = run([OLD, LOSS], { assets: [] });
    expect(result.washSales).toEqual([]);
    expect(result.outside).toEqual({ closedLots: [], openLots: [], income: [], removed: [] });
  });
});
