import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { sumUsd, type Usd, usd, usdText } from "@/lib/money/usd";
import type { LedgerSettings } from "@/lib/tax/settings";
import {
  accountId,
  assetId,
  type Conversion,
  type GiftReceived,
  type Lost,
  type Migration,
  type Swap,
  type Transaction,
} from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { buy, ledgerOf, leg, sell, told } from "./make";

const text = (amount: Usd | null) => (amount === null ? null : usdText(amount));

const closed = ({ closedLots }: LedgerResult) =>
  closedLots.map(({ kind, asset, proceeds, basis, gain }) => [
    kind,
    asset,
    text(proceeds),
    text(basis),
    text(gain),
  ]);

const opened = ({ openLots }: LedgerResult, asset: string) =>
  openLots
    .filter((lot) => lot.asset === asset)
    .map((lot) => [quantityText(lot.quantity), text(lot.basis)]);

const codes = ({ issues }: LedgerResult) => issues.map(({ code }) => code);

function swap(date: string, change: Partial<Swap> & { readonly cash?: string } = {}): Swap {
  const { cash, ...rest } = change;
  return {
    ...told(date, cash === undefined ? { id: "s" } : { id: "s", fee: cash }),
    kind: "swap",
    sent: leg("A", "10"),
    received: leg("B", "20"),
    value: usd("20"),
    withheld: null,
    ...rest,
  };
}

/** The regulation's taxpayer: units of A at $0.50. */
const OWNED = buy("2023-02-03", "20", "10", { asset: "A", id: "a" });
const WITHHELD = { quantity: quantity("3"), value: usd("3") };

describe("Reg. 1.1001-7(b)(5), examples 1 to 5", () => {
  it("1: services for 10 A worth $10, a cash fee of $1: gain 4", () => {
    const paid: Transaction = {
      ...told("2025-06-10", { id: "s", fee: "1" }),
      kind: "spend",
      sent: leg("A", "10"),
      value: usd("10"),
    };
    expect(closed(ledgerOf([OWNED, paid]))).toEqual([["spend", "A", "9", "5", "4"]]);
  });

  it("2: exchanged for 20 B worth $20, a cash fee of $2: gain 13, basis of B 20", () => {
    const result = ledgerOf([OWNED, swap("2025-06-10", { cash: "2" })]);
    expect(closed(result)).toEqual([["swap", "A", "18", "5", "13"]]);
    expect(opened(result, "B")).toEqual([["20", "20"]]);
  });

  it("3: the fee paid with 2 units of C worth $2, and 1 more for the fee's own fee: gains 13 and 0.50", () => {
    const result = ledgerOf([
      OWNED,
      buy("2024-02-04", "5", "2.5", { asset: "C" }),
      swap("2025-06-10", { fees: [{ ...leg("C", "3"), value: usd("2") }] }),
    ]);
    expect(closed(result)).toEqual([
      ["swap", "A", "18", "5", "13"],
      ["fee", "C", "2", "1.5", "0.5"],
    ]);
    expect(opened(result, "B")).toEqual([["20", "20"]]);
  });

  it("4: one of the 10 A withheld, 18 B received for the rest: gain 13 on all ten", () => {
    const result = ledgerOf([
      OWNED,
      swap("2025-06-10", { received: leg("B", "18"), value: usd("18") }),
    ]);
    expect(closed(result)).toEqual([["swap", "A", "18", "5", "13"]]);
    expect(opened(result, "B")).toEqual([["18", "18"]]);
  });

  it("5: 3 of the 20 B withheld: gain 12 on A, none on the 3, the 17 kept have basis 17", () => {
    const result = ledgerOf([OWNED, swap("2025-06-10", { withheld: WITHHELD })]);
    expect(closed(result)).toEqual([
      ["swap", "A", "17", "5", "12"],
      ["withheld", "B", "3", "3", "0"],
    ]);
    expect(opened(result, "B")).toEqual([["17", "17"]]);
  });
});

describe("costs of a swap before 2025 follow the client's choice, from 2025 the regulation", () => {
  const run = (date: string, chosen: LedgerSettings["swapCostsBefore2025"], change = {}) => {
    const result = ledgerOf([OWNED, swap(date, { cash: "2", ...change })], {
      swapCostsBefore2025: chosen,
    });
    return [closed(result)[0]?.slice(2), opened(result, "B")[0]];
  };

  it.each([
    ["2024-12-31", "given-up", ["18", "5", "13"], ["20", "20"]],
    ["2024-12-31", "received", ["20", "5", "15"], ["20", "22"]],
    ["2024-12-31", "halves", ["19", "5", "14"], ["20", "21"]],
    ["2025-01-01", "received", ["18", "5", "13"], ["20", "20"]],
    ["2025-01-01", "halves", ["18", "5", "13"], ["20", "20"]],
  ] as const)("%s, %s: %s, new basis %s", (date, chosen, gain, basis) => {
    expect(run(date, chosen)).toEqual([gain, basis]);
  });

  it("withheld units are a cost like the others, and keep their own value as basis", () => {
    // Costs 2 + 3. On the side received: 20 - 3 kept units' value, 17 + 5.
    expect(run("2024-06-01", "received", { withheld: WITHHELD })).toEqual([
      ["20", "5", "15"],
      ["17", "22"],
    ]);
    expect(run("2024-06-01", "halves", { withheld: WITHHELD })).toEqual([
      ["17.5", "5", "12.5"],
      ["17", "19.5"],
    ]);
  });

  it("an odd last digit stays with the asset given up: nothing is made or lost", () => {
    const result = ledgerOf([OWNED, swap("2024-06-01", { cash: "0.000000000000000001" })], {
      swapCostsBefore2025: "halves",
    });
    expect(closed(result)[0]?.[2]).toBe("20");
    expect(opened(result, "B")).toEqual([["20", "20.000000000000000001"]]);
  });

  it("bought with foreign money all costs are basis, sold for it all lower the proceeds, whatever is chosen", () => {
    const bought = ledgerOf([
      swap("2025-06-10", { sent: leg("EUR", "18"), cash: "2", withheld: WITHHELD }),
    ]);
    // 20 for the units, 2 for the broker in dollars and 3 of the units: 17 units that cost 22.
    expect(opened(bought, "B")).toEqual([["17", "22"]]);
    expect(closed(bought)).toEqual([["withheld", "B", "3", "3", "0"]]);
    const soldFor = ledgerOf(
      [OWNED, swap("2024-06-10", { received: leg("EUR", "18"), cash: "2" })],
      {
        swapCostsBefore2025: "received",
      },
    );
    expect(closed(soldFor)).toEqual([["swap", "A", "18", "5", "13"]]);
  });

  it("an unknown value stays unknown on both sides", () => {
    const result = ledgerOf([OWNED, swap("2024-06-10", { value: null, withheld: WITHHELD })], {
      swapCostsBefore2025: "halves",
    });
    expect(closed(result)[0]).toEqual(["swap", "A", null, "5", null]);
    expect(opened(result, "B")).toEqual([["17", null]]);
    expect(codes(result)).toEqual(["missing-value"]);
  });

  it("units withheld beyond what was received are not believed", () => {
    const result = ledgerOf([
      OWNED,
      swap("2025-06-10", { withheld: { quantity: quantity("21"), value: usd("1") } }),
    ]);
    expect(opened(result, "B")).toEqual([["20", "20"]]);
    expect(codes(result)).toEqual(["bad-quantity"]);
    const all = ledgerOf([
      OWNED,
      swap("2025-06-10", { withheld: { quantity: quantity("20"), value: usd("20") } }),
    ]);
    expect(opened(all, "B")).toEqual([]);
  });
});

describe("costs of what carries over", () => {
  const wrapped = (change: Partial<Conversion> = {}): Conversion => ({
    ...told("2025-06-10", { id: "c", fee: "7" }),
    kind: "conversion",
    form: "wrap",
    treatment: "carry-over",
    sent: leg("A", "20"),
    received: leg("WA", "20"),
    value: null,
    fees: [{ ...leg("GAS", "1"), value: usd("4") }],
    ...change,
  });
  const gas = buy("2025-01-01", "10", "10", { asset: "GAS" });
  const under = (transferFee: LedgerSettings["transferFee"], tx: Transaction = wrapped()) =>
    ledgerOf([OWNED, gas, tx], { transferFee });

  it("dollars leave no trace; units are paid as in a move, by the client's setting", () => {
    const disposed = under("disposal");
    expect(opened(disposed, "WA")).toEqual([["20", "10"]]);
    expect(closed(disposed)).toEqual([["transfer-fee", "GAS", "4", "1", "3"]]);
    const dropped = under("drop");
    expect(opened(dropped, "WA")).toEqual([["20", "10"]]);
    expect(closed(dropped)).toEqual([]);
    expect(dropped.removed.map(({ why, basis, value }) => [why, text(basis), value])).toEqual([
      ["fee-dropped", "1", null],
    ]);
    // A taxable one is a swap: 20 received worth 30, costs 7 and 4.
    const taxable = under("drop", wrapped({ treatment: "taxable", value: usd("30") }));
    expect(closed(taxable)).toEqual([
      ["swap", "A", "19", "10", "9"],
      ["fee", "GAS", "4", "1", "3"],
    ]);
  });

  it("a fee carried to the units that moved: a basis that is not known is not carried", () => {
    const arrived: Transaction = {
      ...told("2025-01-01", { id: "d" }),
      kind: "deposit",
      received: leg("X", "1"),
      value: null,
    };
    const moved: Transaction = {
      ...told("2025-06-05", { id: "move" }),
      kind: "transfer",
      toAccount: accountId("B"),
      sent: leg("X", "3"),
      received: leg("X", "2"),
      feeValue: usd("1"),
    };
    const own = buy("2024-06-01", "2", "8", { asset: "X" });
    const carried = ledgerOf([own, arrived, moved], { transferFee: "carry" });
    expect(opened(carried, "X")).toEqual([["2", "8"]]);
    const known = ledgerOf([own, buy("2025-01-01", "1", "6", { asset: "X" }), moved], {
      transferFee: "carry",
    });
    expect(opened(known, "X")).toEqual([["2", "14"]]);
  });

  it("a migration pays its fees too", () => {
    const renamed: Migration = {
      ...told("2025-06-10", { id: "m" }),
      kind: "migration",
      sent: leg("A", "20"),
      received: leg("NEW", "20"),
      fees: [{ ...leg("GAS", "1"), value: usd("4") }],
    };
    const result = under("disposal", renamed);
    expect(opened(result, "NEW")).toEqual([["20", "10"]]);
    expect(opened(result, "GAS")).toEqual([["9", "9"]]);
  });
});

describe("gifts", () => {
  const gift = (change: Partial<GiftReceived>): Transaction => ({
    ...told("2025-06-01", { id: "gift" }),
    kind: "gift-received",
    received: leg("BTC", "1"),
    value: usd("60"),
    donorBasis: usd("100"),
    donorAcquired: calendarDate("2024-01-01"),
    giftTaxShare: usd("0"),
    ...change,
  });
  const sold = (change: Partial<GiftReceived>, proceeds: string, date = "2025-07-01") => {
    const result = ledgerOf([gift(change), sell(date, "1", proceeds)]);
    const [lot] = result.closedLots;
    return [text(lot?.basis ?? null), text(lot?.gain ?? null), lot?.term, codes(result)];
  };

  it("from a spouse basis and period carry over whatever the value (IRC 1041(b)(2))", () => {
    // A stranger's gift sold for 40 loses 20, short; a spouse's loses 60, long.
    expect(sold({}, "40")).toEqual(["60", "-20", "short", []]);
    expect(sold({ fromSpouse: true }, "40")).toEqual(["100", "-60", "long", []]);
    expect(sold({ fromSpouse: true, value: null }, "40")).toEqual(["100", "-60", "long", []]);
    expect(sold({ fromSpouse: true, donorBasis: null }, "40")[3]).toEqual([
      "missing-value",
      "missing-basis",
    ]);
  });

  it("gift tax joins basis only for what had gone up in value, and never between spouses", () => {
    const share = usd("5");
    // IRC 1015(d)(6): 40 + 5 where it was worth 60.
    expect(sold({ donorBasis: usd("40"), giftTaxShare: share }, "80")).toEqual([
      "45",
      "35",
      "long",
      [],
    ]);
    expect(sold({ giftTaxShare: share }, "130")).toEqual(["100", "30", "long", ["bad-value"]]);
    expect(sold({ giftTaxShare: usd("-5"), donorBasis: usd("40") }, "80")[3]).toEqual([
      "bad-value",
    ]);
    expect(sold({ fromSpouse: true, donorBasis: usd("40"), giftTaxShare: share }, "80")).toEqual([
      "40",
      "40",
      "long",
      ["bad-value"],
    ]);
    expect(sold({ value: null, donorBasis: usd("40"), giftTaxShare: share }, "80")).toEqual([
      "45",
      "35",
      "long",
      ["missing-value"],
    ]);
  });

  it("a giver's day that is not known: the period runs at least from the gift", () => {
    const unknown = { donorAcquired: null, donorBasis: usd("40") };
    expect(sold(unknown, "80", "2026-06-01")).toEqual(["40", "40", "short", ["missing-value"]]);
    expect(sold(unknown, "80", "2026-06-02")).toEqual(["40", "40", "long", ["missing-value"]]);
  });

  it("a basis nobody can show is zero only when a person says so (Pub. 550)", () => {
    expect(sold({ donorBasis: null }, "1000")).toEqual([
      null,
      null,
      "long",
      ["missing-value", "missing-basis"],
    ]);
    const zero = ledgerOf([gift({ donorBasis: usd("0") }), sell("2025-07-01", "1", "1000")]);
    expect(closed(zero)).toEqual([["sell", "BTC", "1000", "0", "1000"]]);
    expect(codes(zero)).toEqual([]);
  });

  it("an inheritance without a value is flagged and keeps an unknown basis", () => {
    const inherited: Transaction = {
      ...told("2025-06-01", { id: "i" }),
      kind: "inherited",
      received: leg("BTC", "1"),
      value: null,
    };
    const result = ledgerOf([inherited]);
    expect(opened(result, "BTC")).toEqual([["1", null]]);
    expect(codes(result)).toEqual(["missing-value"]);
  });

  it("a gift or donation made: no gain, each lot with its share of the value and its term", () => {
    const given = (kind: "gift-sent" | "donation"): Transaction => ({
      ...told("2025-06-02"),
      kind,
      sent: leg("BTC", "3"),
      value: usd("100"),
    });
    const lots = [
      buy("2024-06-01", "1", "10", { id: "long" }),
      buy("2024-06-02", "1", "20", { id: "short" }),
      buy("2024-06-03", "5", "50", { id: "last" }),
    ];
    for (const kind of ["gift-sent", "donation"] as const) {
      const { closedLots, removed, issues } = ledgerOf([...lots, given(kind)]);
      expect(closedLots).toEqual([]);
      expect(issues).toEqual([]);
      expect(
        removed.map(({ lot, term, basis, acquired }) => [lot, term, text(basis), acquired]),
      ).toEqual([
        ["long", "long", "10", "2024-06-01"],
        ["short", "short", "20", "2024-06-02"],
        ["last", "short", "10", "2024-06-03"],
      ]);
      expect(removed.map(({ value }) => text(value))).toEqual([
        "33.333333333333333333",
        "33.333333333333333333",
        "33.333333333333333334",
      ]);
      expect(text(sumUsd(removed.flatMap(({ value }) => (value === null ? [] : [value]))))).toBe(
        "100",
      );
    }
  });
});

describe("units gone without a sale (rules.md 6)", () => {
  const gone = (reason: Lost["reason"], date = "2025-06-02"): LedgerResult =>
    ledgerOf([
      buy("2016-01-01", "2", "20"),
      { ...told(date), kind: "lost", sent: leg("BTC", "1"), reason },
    ]);

  it.each([
    ["worthless", "suspended since 2018, and no capital loss (IRC 165(g), 67(g); CCA 202302011)"],
    ["abandoned", "suspended since 2018, and no capital loss (IRC 165(a), 67(g); CCA 202302011)"],
    ["theft", "Form 4684"],
    ["lost", "generally not deductible (IRC 165(c)(3), 165(h)(5))"],
    ["bankruptcy", "while the claim against the failed exchange is open there is no loss"],
  ] as const)("%s: no capital loss, out of the lots, and what the law gives", (reason, says) => {
    const { closedLots, openLots, removed, issues } = gone(reason);
    expect(closedLots).toEqual([]);
    expect(openLots.map((lot) => quantityText(lot.quantity))).toEqual(["1"]);
    expect(removed.map(({ why, lossReason, basis }) => [why, lossReason, text(basis)])).toEqual([
      ["lost", reason, "10"],
    ]);
    expect(issues.map(({ code, severity, asset }) => [code, severity, asset])).toEqual([
      ["loss-without-sale", "check", "BTC"],
    ]);
    expect(issues[0]?.message).toContain(says);
    expect(issues[0]?.message.startsWith("1 BTC left without a sale: ")).toBe(true);
  });

  it("until 2017 such deductions were allowed above 2 % of income", () => {
    expect(gone("worthless", "2017-12-31").issues[0]?.message).toContain(
      "allowed above 2 % of income until 2017",
    );
    expect(gone("worthless", "2018-01-01").issues[0]?.message).toContain("suspended since 2018");
  });

  it("a claim that is paid becomes a sale with the old basis and date", () => {
    const paid = ledgerOf([buy("2022-01-01", "1", "30000"), sell("2025-02-18", "1", "21000")]);
    expect(closed(paid)).toEqual([["sell", "BTC", "21000", "30000", "-9000"]]);
    expect(paid.closedLots[0]?.term).toBe("long");
  });
});

describe("income opens a lot on the day of dominion and control (Rev. Rul. 2019-24, 2023-14)", () => {
  const received = (
    date: string,
    kind: "fork" | "staking",
    units = "2",
    value = "50",
  ): Transaction => ({
    ...told(date, { id: "in" }),
    kind: "income",
    incomeKind: kind,
    received: leg("X", units),
    value: usd(value),
  });

  it("a fork that brings nothing is no income and no lot (situation 1)", () => {
    const held = buy("2018-01-01", "50", "500", { asset: "M" });
    expect(ledgerOf([held]).income).toEqual([]);
    const empty = ledgerOf([held, received("2019-01-01", "fork", "0", "0")]);
    expect(empty.income).toEqual([]);
    expect(empty.openLots.map(({ asset }) => asset)).toEqual(["M"]);
    expect(codes(empty)).toEqual(["bad-quantity"]);
  });

  it.each(["fork", "staking"] as const)(
    "%s: value of that day is income and basis; the period begins the day after",
    (kind) => {
      const at = (date: string) =>
        ledgerOf([received("2024-03-05", kind), sell(date, "2", "90", { asset: "X" })]);
      const [income] = at("2025-03-05").income;
      expect([income?.date, text(income?.amount ?? null)]).toEqual(["2024-03-05", "50"]);
      const terms = ["2025-03-05", "2025-03-06"].map((date) => {
        const [lot] = at(date).closedLots;
        return [lot?.acquired, text(lot?.basis ?? null), text(lot?.gain ?? null), lot?.term];
      });
      expect(terms).toEqual([
        ["2024-03-05", "50", "40", "short"],
        ["2024-03-05", "50", "40", "long"],
      ]);
    },
  );
});

describe("units of an account that went into another asset or account", () => {
  it("a transfer keeps a gift's two bases and both dates", () => {
    const rows: Transaction[] = [
      {
        ...told("2025-06-01", { id: "gift" }),
        kind: "gift-received",
        received: leg("BTC", "2"),
        value: usd("60"),
        donorBasis: usd("100"),
        donorAcquired: calendarDate("2024-01-01"),
        giftTaxShare: usd("0"),
      },
      {
        ...told("2025-06-05", { id: "move" }),
        kind: "transfer",
        toAccount: accountId("B"),
        sent: leg("BTC", "1"),
        received: leg("BTC", "1"),
        feeValue: null,
      },
    ];
    const lots = ledgerOf(rows).openLots.map((lot) => [
      lot.account,
      text(lot.basis),
      text(lot.lossBasis),
      lot.acquired,
      lot.opened,
    ]);
    expect(lots).toEqual([
      ["A", "50", "30", "2024-01-01", "2025-06-01"],
      ["B", "50", "30", "2024-01-01", "2025-06-01"],
    ]);
    expect(ledgerOf(rows).openLots.every(({ asset }) => asset === assetId("BTC"))).toBe(true);
  });
});
