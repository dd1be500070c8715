import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { LedgerSettings } from "@/lib/tax/settings";
import { accountId, type Transaction } from "@/lib/tax/transaction";
import { outcomeOf } from "@/lib/tax/worksheets/year-return";
import { buy, ledgerOf, leg, profile, sell, told } from "./make";

const text = (amount: Usd | null) => (amount === null ? null : usdText(amount));

function swap(change: Partial<Extract<Transaction, { kind: "swap" }>> = {}): Transaction {
  return {
    ...told("2025-06-10", { id: "s" }),
    kind: "swap",
    sent: leg("A", "10"),
    received: leg("B", "20"),
    value: usd("20"),
    withheld: null,
    ...change,
  };
}

// The Treasury's own examples start from 10 units of A with a basis of 0.50 each.
const OWNED = buy("2025-01-01", "10", "5", { asset: "A", id: "a" });

describe("swaps (Reg. 1.1001-7(b)(5))", () => {
  it("example 5: units withheld from what is received are sold out of that very lot, at their basis", () => {
    const { closedLots, openLots } = ledgerOf([
      buy("2025-01-01", "8", "4", { asset: "B" }),
      OWNED,
      swap({ withheld: { quantity: quantity("3"), value: usd("3") } }),
    ]);
    expect(
      closedLots.map(({ kind, lot, proceeds, basis, gain }) => [
        kind,
        lot,
        text(proceeds),
        text(basis),
        text(gain),
      ]),
    ).toEqual([
      ["swap", "a", "17", "5", "12"],
      ["withheld", "s:in", "3", "3", "0"],
    ]);
    expect(openLots.find(({ lot }) => lot === "s:in")).toMatchObject({
      quantity: quantity("17"),
      basis: usd("17"),
    });
  });

  it("withholding everything received leaves no lot", () => {
    const { openLots } = ledgerOf([
      OWNED,
      swap({ withheld: { quantity: quantity("20"), value: usd("20") } }),
    ]);
    expect(openLots).toEqual([]);
  });

  it("withholding more than was received is reported and ignored, withholding nothing is nothing", () => {
    const { closedLots, issues } = ledgerOf([
      OWNED,
      swap({ withheld: { quantity: quantity("21"), value: usd("3") } }),
    ]);
    expect(closedLots.map(({ kind, proceeds }) => [kind, text(proceeds)])).toEqual([
      ["swap", "20"],
    ]);
    expect(issues.map(({ code }) => code)).toEqual(["bad-quantity"]);
    expect(
      ledgerOf([OWNED, swap({ withheld: { quantity: quantity("0"), value: usd("0") } })])
        .closedLots,
    ).toHaveLength(1);
  });

  it("a swap of unknown value has no proceeds and no new basis, and says so", () => {
    const { closedLots, openLots, issues } = ledgerOf([OWNED, swap({ value: null })]);
    expect([closedLots[0]?.proceeds, closedLots[0]?.gain, openLots[0]?.basis]).toEqual([
      null,
      null,
      null,
    ]);
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([
      ["missing-value", "blocking"],
    ]);
  });

  it("a sale for foreign money is a sale at its dollar value", () => {
    const { closedLots, openLots } = ledgerOf([OWNED, swap({ received: leg("EUR", "18") })]);
    expect(closedLots.map(({ gain }) => text(gain))).toEqual(["15"]);
    expect(openLots).toEqual([]);
  });
});

describe("costs in kind", () => {
  const fee = (value: string | null) => [
    { ...leg("C", "1"), value: value === null ? null : usd(value) },
  ];
  const gas = buy("2025-01-01", "5", "10", { asset: "C", id: "c" });

  it("a cost of unknown value is left out of the sale and its own row is unknown", () => {
    const { closedLots, issues } = ledgerOf([OWNED, gas, swap({ fees: fee(null) })]);
    expect(closedLots.map(({ kind, proceeds }) => [kind, text(proceeds)])).toEqual([
      ["swap", "20"],
      ["fee", null],
    ]);
    expect(issues.map(({ code }) => code)).toEqual(["missing-value"]);
  });

  it("a cost in foreign money is a cost and no disposal", () => {
    const { closedLots } = ledgerOf([
      OWNED,
      swap({ fees: [{ ...leg("EUR", "1"), value: usd("2") }] }),
    ]);
    expect(closedLots.map(({ kind, proceeds }) => [kind, text(proceeds)])).toEqual([
      ["swap", "18"],
    ]);
  });

  it("a fee with nothing else, and a spend, are disposals", () => {
    const alone: Transaction = {
      ...told("2025-02-01"),
      kind: "fee",
      sent: leg("C", "1"),
      value: usd("3"),
    };
    const paid: Transaction = {
      ...told("2025-02-02", { fee: "1" }),
      kind: "spend",
      sent: leg("C", "1"),
      value: usd("4"),
    };
    expect(
      ledgerOf([gas, alone, paid]).closedLots.map(({ kind, gain }) => [kind, text(gain)]),
    ).toEqual([
      ["fee", "1"],
      ["spend", "1"],
    ]);
  });

  it("a negative value of a cost is treated as not known", () => {
    const { issues } = ledgerOf([OWNED, gas, swap({ fees: fee("-1") })]);
    expect(issues.map(({ code }) => code)).toEqual(["bad-value", "missing-value"]);
  });
});

describe("network fees of a transfer, by setting (no authority on point: rules.md 2.6)", () => {
  const move = (change: Partial<Extract<Transaction, { kind: "transfer" }>> = {}): Transaction => ({
    ...told("2025-04-01", { id: "t" }),
    kind: "transfer",
    toAccount: accountId("B"),
    sent: leg("BTC", "1.25"),
    received: leg("BTC", "1.2"),
    feeValue: usd("4000"),
    ...change,
  });
  const lots = [
    buy("2023-03-01", "1", "20000", { id: "b1" }),
    buy("2024-05-06", "1.5", "90000", { id: "b2" }),
  ];
  const run = (transferFee: LedgerSettings["transferFee"], transfer = move()) =>
    ledgerOf([...lots, transfer], { transferFee });

  it("disposal: the last units pay, nothing is added to basis", () => {
    const { closedLots, openLots } = run("disposal");
    expect(
      closedLots.map(({ kind, lot, quantity: units, gain }) => [
        kind,
        lot,
        quantityText(units),
        text(gain),
      ]),
    ).toEqual([["transfer-fee", "b2", "0.05", "1000"]]);
    expect(openLots.map(({ account, lot, basis }) => [account, lot, text(basis)])).toEqual([
      ["B", "b1", "20000"],
      ["A", "b2", "75000"],
      ["B", "b2", "12000"],
    ]);
  });

  it("drop: the units leave with their basis; carry: their basis is spread over the moved units", () => {
    expect(run("drop").removed.map(({ why, lot, basis }) => [why, lot, text(basis)])).toEqual([
      ["fee-dropped", "b2", "3000"],
    ]);
    const { openLots } = run("carry");
    expect(
      openLots.filter(({ account }) => account === "B").map(({ lot, basis }) => [lot, text(basis)]),
    ).toEqual([
      ["b1", "22500"],
      ["b2", "12500"],
    ]);
  });

  it("an unknown fee value leaves its row unknown", () => {
    const { closedLots, issues } = run("disposal", move({ feeValue: null }));
    expect(closedLots.map(({ gain }) => gain)).toEqual([null]);
    expect(issues.map(({ code }) => code)).toEqual(["missing-value"]);
    expect(run("disposal", move({ feeValue: usd("-1") })).issues.map(({ code }) => code)).toEqual([
      "bad-value",
      "missing-value",
    ]);
  });

  it("gas in another coin follows the setting too", () => {
    const gas = buy("2025-01-01", "5", "10", { asset: "ETH", id: "gas" });
    const paid = move({
      received: leg("BTC", "1.25"),
      fees: [
        { ...leg("ETH", "1"), value: usd("3") },
        { ...leg("EUR", "1"), value: usd("1") },
      ],
    });
    expect(
      ledgerOf([...lots, gas, paid]).closedLots.map(({ kind, gain }) => [kind, text(gain)]),
    ).toEqual([["transfer-fee", "1"]]);
    expect(
      ledgerOf([...lots, gas, paid], { transferFee: "drop" }).removed.map(({ why, lot }) => [
        why,
        lot,
      ]),
    ).toEqual([["fee-dropped", "gas"]]);
  });

  it("more arriving than was sent, or another asset, is reported", () => {
    const more = run("disposal", move({ received: leg("BTC", "2") }));
    expect(more.issues.map(({ code }) => code)).toEqual(["bad-quantity"]);
    expect(
      more.openLots
        .filter(({ account }) => account === "B")
        .map(({ quantity: units }) => quantityText(units)),
    ).toEqual(["1", "0.25"]);
    const other = run("disposal", move({ received: leg("ETH", "1.25") }));
    expect(other.issues.map(({ code }) => code)).toEqual(["bad-quantity"]);
    expect(other.openLots.every(({ account }) => account === "A")).toBe(true);
  });

  it("everything may be fee: nothing arrives", () => {
    const { openLots, closedLots } = run(
      "disposal",
      move({ sent: leg("BTC", "0.1"), received: leg("BTC", "0") }),
    );
    expect(closedLots).toHaveLength(1);
    expect(openLots.every(({ account }) => account === "A")).toBe(true);
  });
});

describe("units that leave or arrive otherwise", () => {
  it.each(["gift-sent", "donation"] as const)(
    "a %s realises nothing and keeps what it cost",
    (kind) => {
      const given: Transaction = {
        ...told("2025-02-01"),
        kind,
        sent: leg("BTC", "1"),
        value: usd("900"),
      };
      const { closedLots, removed } = ledgerOf([buy("2024-01-01", "1", "100"), given]);
      expect(closedLots).toEqual([]);
      expect(removed.map(({ why, basis }) => [why, text(basis)])).toEqual([[kind, "100"]]);
    },
  );

  it("coins lost are no capital loss; sending more than is held is reported", () => {
    const lost: Transaction = {
      ...told("2025-02-01"),
      kind: "lost",
      sent: leg("BTC", "3"),
      reason: "lost",
    };
    const { closedLots, removed, issues } = ledgerOf([buy("2024-01-01", "1", "100"), lost]);
    expect(closedLots).toEqual([]);
    expect(removed).toHaveLength(1);
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([
      ["loss-without-sale", "check"],
      ["missing-basis", "check"],
    ]);
  });

  it("income without a value is reported and opens a lot of unknown basis", () => {
    const paid: Transaction = {
      ...told("2025-02-01"),
      kind: "income",
      incomeKind: "staking",
      received: leg("ETH", "1"),
      value: null,
    };
    const { income, openLots, issues } = ledgerOf([paid]);
    expect([income[0]?.amount, openLots[0]?.basis]).toEqual([null, null]);
    expect(issues.map(({ code }) => code)).toEqual(["missing-value"]);
  });

  it("money in and out has no effect, interest paid in money is income without a lot", () => {
    const cash: Transaction = {
      ...told("2025-02-01"),
      kind: "cash",
      currency: leg("USD", "1").asset,
      amount: quantity("-50"),
    };
    const paid: Transaction = {
      ...told("2025-02-02"),
      kind: "income",
      incomeKind: "interest",
      received: leg("EUR", "9"),
      value: usd("10"),
    };
    const sent: Transaction = {
      ...told("2025-02-03"),
      kind: "withdrawal",
      sent: leg("EUR", "9"),
      value: null,
    };
    const back: Transaction = {
      ...told("2025-02-04"),
      kind: "deposit",
      received: leg("EUR", "9"),
      value: null,
    };
    const { income, openLots, issues } = ledgerOf([cash, paid, sent, back]);
    expect(income.map(({ amount }) => text(amount))).toEqual(["10"]);
    expect([openLots, issues]).toEqual([[], []]);
  });

  it("a migration of more than was held carries what there was and flags the rest", () => {
    const renamed: Transaction = {
      ...told("2025-02-01", { id: "m" }),
      kind: "migration",
      sent: leg("OLD", "4"),
      received: leg("NEW", "2"),
    };
    const { openLots, issues } = ledgerOf([
      buy("2024-01-01", "3", "30", { asset: "OLD", id: "o" }),
      renamed,
      sell("2025-03-01", "1.5", "45", { asset: "NEW" }),
    ]);
    expect(
      openLots.map(({ lot, quantity: units, basis }) => [lot, quantityText(units), text(basis)]),
    ).toEqual([["m", "0.5", null]]);
    expect(issues.map(({ code }) => code)).toEqual(["missing-basis"]);
  });
});

describe("collectibles: the Schedule D Tax Worksheet", () => {
  const rules = rulesFor(2025);
  const run = (income: string, long: string, collectible: string) => {
    if (!rules.ok) {
      throw new Error(rules.error.message);
    }
    return outcomeOf({
      gains: { short: ZERO_USD, long: usd(long), collectible: usd(collectible) },
      carryoverIn: { short: ZERO_USD, long: ZERO_USD },
      profile: profile(2025, { ordinaryIncome: usd(income) }),
      rules: rules.value,
      method: "schedule",
    }).tax;
  };

  it("taxes 28% gain above the 24% bracket at 28%", () => {
    // 197,300 at ordinary rates is 40,199; the other 116,950 at 28% is 32,746.
    expect(text(run("14250", "0", "300000").incomeTax)).toBe("72945");
  });

  it("taxes it at ordinary rates where those are lower, and the rest of the gain at 0%", () => {
    // 10,000 + 5,000 of collectibles at 10% and 12%: 1,192.50 + 369 = 1,561.50; 20,000 of other gain ends at 35,000, within the 0% band.
    const tax = run("10000", "20000", "5000");
    expect([tax.worksheet, text(tax.incomeTax)]).toEqual(["schedule-d-tax-worksheet", "1561.5"]);
  });

  it("taxes other gain beside it at 15% and 20%", () => {
    // Ordinary 550,000 (above 533,400): 100,000 of gain at 20%; 10,000 of collectibles at 28%.
    const tax = run("550000", "100000", "10000");
    const without = run("550000", "0", "0");
    expect(Number(text(tax.incomeTax)) - Number(text(without.incomeTax))).toBeCloseTo(22_800, 6);
    // Ordinary 150,000: 50,000 of gain at 15%, 10,000 of collectibles inside the 24% bracket.
    const middle =
      Number(text(run("150000", "50000", "10000").incomeTax)) -
      Number(text(run("150000", "0", "0").incomeTax));
    expect(middle).toBeCloseTo(9_900, 6);
  });
});
