import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import { accountId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { buy, leg, sell, told } from "../make";
import { codes, FUND, fact, named, open, order, run, text } from "../wash-make";

const OLD = buy("2025-01-02", "10", "1000", { ...FUND, id: "old" });
const LOSS = sell("2025-06-01", "10", "800", { ...FUND, id: "loss" });
const LAW = { washSalesOfDigitalAssetsFrom: calendarDate("2025-01-01") };
const back = (date: string, units: string, id: string) =>
  buy(date, units, String(Number(units) * 90), { ...FUND, id });
const reward = (date: string): Transaction => ({
  ...told(date),
  kind: "income",
  incomeKind: "other",
  received: leg("FUND", "10"),
  value: usd("900"),
});
const renamed = (date: string, from: string, to: string, units: string): Transaction => ({
  ...told(date),
  kind: "migration",
  sent: leg(from, units),
  received: leg(to, units),
});

describe("what is substantially identical (IRC 1091(a))", () => {
  it("the same text is, another text is not", () => {
    const books = [OLD, LOSS, buy("2025-06-05", "10", "900", { asset: "FUND2" })];
    const of = (text2: string) =>
      codes(
        run(books, {
          assets: [fact("FUND", { identicalTo: "x" }), fact("FUND2", { identicalTo: text2 })],
        }),
      );
    expect([of("x"), of("y")]).toEqual([["W 200"], [""]]);
  });

  it("a coin beside shares whose text is its name is told even when coins are under the law", () => {
    const result = run([OLD, LOSS, buy("2025-06-05", "10", "900")], {
      assets: [fact("FUND", { identicalTo: "BTC" })],
      ...LAW,
    });
    expect(codes(result)).toEqual([""]);
    expect(result.issues).toMatchObject([{ code: "wash-unsettled", transaction: "loss" }]);
  });

  it("so is a coin beside a coin with its name as text, whichever comes first in the books", () => {
    const wrapped = { asset: "WBTC" };
    const result = run(
      [
        buy("2025-01-01", "1", "50"),
        buy("2025-01-02", "10", "1000", wrapped),
        sell("2025-06-01", "10", "800", { ...wrapped, id: "loss" }),
        buy("2025-06-05", "1", "900"),
      ],
      { assets: [fact("WBTC", { class: "digital", identicalTo: "BTC" })], ...LAW },
    );
    expect(codes(result)).toEqual([""]);
    expect(result.issues).toMatchObject([{ code: "wash-unsettled", transaction: "loss" }]);
  });
});

describe("nothing is said where nothing is open", () => {
  it("of gifts and deposits within the window", () => {
    const deposit: Transaction = {
      ...told("2025-06-07"),
      kind: "deposit",
      received: leg("FUND", "10"),
      value: null,
    };
    const inherited: Transaction = {
      ...told("2025-06-06"),
      kind: "inherited",
      received: leg("FUND", "10"),
      value: usd("900"),
    };
    expect(run([OLD, LOSS, inherited, deposit]).issues.map(({ code }) => code)).toEqual([
      "unmatched-deposit",
    ]);
  });

  it("of income after a loss that purchases before it replaced in full", () => {
    const result = run([OLD, back("2025-05-20", "10", "b"), LOSS, reward("2025-06-05")], {
      identifications: [named("loss", "old", "10")],
    });
    expect([codes(result), result.issues]).toEqual([["W 200"], []]);
  });

  it("of a sale whose proceeds are not known", () => {
    const unknown = sell("2025-06-01", "10", null, FUND);
    const result = run([OLD, unknown, back("2025-06-05", "10", "b")]);
    expect([codes(result), result.washSales]).toEqual([[""], []]);
    expect(result.issues.map(({ code }) => code)).toEqual(["missing-value"]);
  });
});

describe("in order of their days", () => {
  it("losses: one told later with an earlier day goes first (Reg. 1.1091-1(b))", () => {
    const late = {
      ...sell("2025-06-11", "10", "700", { ...FUND, id: "earlier" }),
      date: calendarDate("2025-06-05"),
    };
    const result = run([
      buy("2025-01-02", "20", "2000", FUND),
      sell("2025-06-10", "10", "800", { ...FUND, id: "later" }),
      late,
      back("2025-06-12", "10", "b"),
    ]);
    expect(result.washSales.map(({ disposal }) => disposal)).toEqual(["earlier"]);
  });

  it("purchases: one told last with the first day goes before two others", () => {
    const first = { ...back("2025-05-23", "10", "first"), date: calendarDate("2025-05-20") };
    const two = [back("2025-05-21", "10", "second"), back("2025-05-22", "10", "third")];
    const result = run([OLD, ...two, first, LOSS], {
      identifications: [named("loss", "old", "10")],
    });
    expect(result.washSales.map(({ acquisition }) => acquisition)).toEqual(["first"]);
  });

  it("one part of a purchase is enough: the others are left as they are", () => {
    const moved = (to: string, date: string): Transaction => ({
      ...told(date),
      kind: "transfer",
      toAccount: accountId(to),
      sent: leg("FUND", "3"),
      received: leg("FUND", "3"),
      feeValue: null,
    });
    const result = run(
      [
        buy("2025-01-02", "3", "300", { ...FUND, id: "old" }),
        back("2025-05-20", "9", "b"),
        moved("B", "2025-05-21"),
        moved("C", "2025-05-22"),
        sell("2025-06-01", "3", "240", { ...FUND, id: "loss" }),
      ],
      {
        identifications: [named("loss", "old", "3")],
        standingOrders: [order("lifo")],
      },
    );
    expect(
      result.washSales.map(({ units, authority }) => [quantityText(units), authority]),
    ).toEqual([["3", "IRC 1091(a), (d), 1223(3); Reg. 1.1091-1, 1.1091-2"]]);
    expect(result.openLots).toHaveLength(3);
  });
});

describe("renamed assets", () => {
  const same = {
    assets: [fact("FUND", { identicalTo: "f" }), fact("FUND2", { identicalTo: "f" })],
  };

  it("a purchase keeps its day among the others", () => {
    const result = run(
      [
        { ...OLD, account: accountId("Z") },
        back("2025-05-20", "10", "b1"),
        buy("2025-05-25", "10", "900", { asset: "FUND2", id: "b2", account: "B" }),
        renamed("2025-05-26", "FUND", "FUND2", "10"),
        sell("2025-06-01", "10", "800", { ...FUND, account: "Z" }),
      ],
      same,
    );
    expect(result.washSales.map(({ acquisition }) => acquisition)).toEqual(["b1"]);
  });

  it("what was inherited is no purchase under its new name either", () => {
    const inherited: Transaction = {
      ...told("2025-05-20"),
      kind: "inherited",
      received: leg("FUND", "10"),
      value: usd("900"),
    };
    const result = run(
      [
        { ...OLD, account: accountId("Z") },
        inherited,
        renamed("2025-05-26", "FUND", "FUND2", "10"),
        sell("2025-06-01", "10", "800", { ...FUND, account: "Z" }),
      ],
      same,
    );
    expect([codes(result), result.issues]).toEqual([[""], []]);
  });

  it("a purchase that became a coin is no replacement any more: the rule does not reach coins", () => {
    const books = [
      { ...OLD, account: accountId("Z") },
      back("2025-05-20", "10", "b"),
      renamed("2025-05-26", "FUND", "COIN", "10"),
      sell("2025-06-01", "10", "800", { ...FUND, account: "Z" }),
    ];
    const result = run(books);
    expect([codes(result), result.openLots.map(({ asset }) => asset)]).toEqual([[""], ["COIN"]]);
  });

  it("coins in the same books are none of its business", () => {
    const coins = [buy("2025-01-02", "1", "100"), renamed("2025-05-26", "BTC", "WBTC", "1")];
    const result = run([OLD, ...coins, LOSS]);
    expect(result.openLots.map((lot) => `${lot.asset} ${text(lot.basis)}`)).toEqual(["WBTC 100"]);
  });
});

describe("lots and what is in their basis", () => {
  const books = [OLD, LOSS, back("2025-06-05", "25", "back")];

  it("only lots that took a loss over speak of one", () => {
    const result = run([...books, sell("2025-09-01", "12", "1200", FUND)]);
    const has = (lot: object) => "washedBasis" in lot;
    expect(result.closedLots.map(has)).toEqual([false, true, false]);
    expect(result.openLots.map(has)).toEqual([false]);
    expect(run(books).openLots.map(has)).toEqual([true, false]);
  });

  it("an identification by the purchase's name reaches what was split off it, before other lots", () => {
    const result = run([...books, sell("2025-09-01", "25", "3000", { ...FUND, id: "later" })], {
      identifications: [named("later", "back", "25")],
    });
    expect(
      result.closedLots
        .slice(1)
        .map(({ lot, method }) => `${lot} ${method}`)
        .sort(),
    ).toEqual(["back identified", "back:w1 identified"]);
    const by = run([...books, sell("2025-09-01", "4", "500", { ...FUND, id: "later" })], {
      identifications: [named("later", "back:w1", "4")],
    });
    expect(by.openLots.map(open)).toEqual([
      "back:w1 6 660 2025-01-06 120",
      "back 15 1350 2025-06-05 null",
    ]);
  });
});
