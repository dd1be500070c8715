import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usd, usdText, ZERO_USD } from "@/lib/money/usd";
import type { Issue } from "@/lib/tax/issue";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { buy, ledgerOf, leg, sell, told } from "./make";

const said = (issues: readonly Issue[]) =>
  issues.map(({ code, severity, asset, quantity: units }) => [
    code,
    severity,
    asset,
    units === null ? null : quantityText(units),
  ]);

const OWNED = buy("2024-01-01", "10", "100", { id: "owned" });

const move = (sent: string, received: string): Transaction => ({
  ...told("2024-02-01"),
  kind: "transfer",
  toAccount: accountId("B"),
  sent: leg("BTC", sent),
  received: leg("BTC", received),
  feeValue: usd("1"),
});

const swap = (change: Partial<Extract<Transaction, { kind: "swap" }>>): Transaction => ({
  ...told("2024-02-01", { id: "s" }),
  kind: "swap",
  sent: leg("BTC", "1"),
  received: leg("ETH", "20"),
  value: usd("40"),
  withheld: null,
  ...change,
});

const unknown = (sent: string | null, received: string | null): Transaction => ({
  ...told("2024-02-01"),
  kind: "unknown",
  label: "Mystery",
  sent: sent === null ? null : leg(sent, "1"),
  received: received === null ? null : leg(received, "1"),
  value: null,
});

const cash = (date: string): Transaction => ({
  ...told(date),
  kind: "cash",
  currency: assetId("USD"),
  amount: quantity("-500"),
});

describe("a quantity that is not above zero", () => {
  it.each([
    ["a sale of nothing", sell("2024-02-01", "0", "5"), "0"],
    ["a sale of less than nothing", sell("2024-02-01", "-2", "5"), "-2"],
    ["a move of nothing", move("0", "0"), "0"],
    ["a move of which less than nothing arrives", move("1", "-1"), "-1"],
  ])("%s has no effect, and is said with its asset and quantity", (_what, row, units) => {
    const { openLots, closedLots, issues } = ledgerOf([OWNED, row]);
    expect(openLots.map(({ lot, quantity: left }) => [lot, quantityText(left)])).toEqual([
      ["owned", "10"],
    ]);
    expect(closedLots).toEqual([]);
    expect(said(issues)).toEqual([["bad-quantity", "blocking", "BTC", units]]);
  });

  it("nothing received in a swap, or a cost of no units: the asset is the one that is wrong", () => {
    const nothing = ledgerOf([OWNED, swap({ received: leg("ETH", "0") })]);
    expect(said(nothing.issues)).toEqual([["bad-quantity", "blocking", "ETH", "0"]]);
    const costs = [
      { ...leg("SOL", "1"), value: usd("1") },
      { ...leg("BNB", "0"), value: usd("1") },
    ];
    const fee = ledgerOf([OWNED, swap({ fees: costs })]);
    expect(said(fee.issues)).toEqual([["bad-quantity", "blocking", "BNB", "0"]]);
    expect([fee.closedLots, nothing.closedLots]).toEqual([[], []]);
  });

  it("a move may arrive empty: all of it was the fee", () => {
    const { closedLots, issues } = ledgerOf([OWNED, move("1", "0")]);
    // 10 units for 100: the unit that paid the fee has a basis of 10 and paid for 1.
    expect(closedLots.map(({ kind, gain }) => [kind, gain && usdText(gain)])).toEqual([
      ["transfer-fee", "-9"],
    ]);
    expect(issues).toEqual([]);
  });
});

describe("a row that cannot have happened, or that nobody understands", () => {
  it("the day of the first block counts, the day before does not", () => {
    const first = ledgerOf([buy("2009-01-03", "50", "0"), buy("2009-01-02", "50", "0")]);
    expect(first.openLots.map(({ acquired }) => acquired)).toEqual(["2009-01-03"]);
    expect(said(first.issues)).toEqual([["early-date", "blocking", "BTC", null]]);
  });

  it("what is still to come waits and blocks nothing", () => {
    const { openLots, issues } = ledgerOf([buy("2027-01-01", "1", "1"), cash("2027-01-02")]);
    expect(openLots).toEqual([]);
    expect(said(issues)).toEqual([
      ["future-date", "check", "BTC", null],
      ["future-date", "check", null, null],
    ]);
  });

  it.each([
    ["BTC", "ETH", "BTC"],
    [null, "ETH", "ETH"],
    [null, null, null],
  ])(
    "a row of an unknown kind that sends %s and brings %s is said of %s",
    (sent, received, asset) => {
      const { issues, openLots } = ledgerOf([OWNED, unknown(sent, received)]);
      expect(said(issues)).toEqual([["unknown-kind", "blocking", asset, null]]);
      expect(openLots).toHaveLength(1);
    },
  );
});

describe("dollars below zero", () => {
  it("nothing paid is nothing paid: zero is a value", () => {
    const { openLots, issues } = ledgerOf([buy("2024-01-01", "1", "0", { fee: "0" })]);
    expect(openLots.map(({ basis }) => basis)).toEqual([ZERO_USD]);
    expect(issues).toEqual([]);
  });

  it("of two costs in kind only the one below zero counts as not known", () => {
    const costs = [
      { ...leg("C", "1"), value: usd("3") },
      { ...leg("D", "1"), value: usd("-4") },
    ];
    const { closedLots, issues } = ledgerOf([
      OWNED,
      buy("2024-01-02", "1", "1", { asset: "C" }),
      buy("2024-01-02", "1", "1", { asset: "D" }),
      swap({ fees: costs }),
    ]);
    // 40 for the bitcoin less the 3 that are known.
    expect(
      closedLots.map(({ asset, proceeds }) => [
        asset,
        proceeds === null ? null : usdText(proceeds),
      ]),
    ).toEqual([
      ["BTC", "37"],
      ["C", "3"],
      ["D", null],
    ]);
    expect(said(issues)).toEqual([
      ["bad-value", "check", "BTC", null],
      ["missing-value", "blocking", "D", null],
    ]);
  });

  it("a giver's basis below zero is not known, one of zero is", () => {
    const gift = (donorBasis: string): Transaction => ({
      ...told("2024-02-01"),
      kind: "gift-received",
      received: leg("BTC", "1"),
      value: usd("50"),
      donorBasis: usd(donorBasis),
      donorAcquired: calendarDate("2020-01-01"),
      giftTaxShare: ZERO_USD,
    });
    const below = ledgerOf([gift("-1")]);
    expect(below.openLots.map(({ basis }) => basis)).toEqual([null]);
    expect(said(below.issues)).toEqual([
      ["bad-value", "check", "BTC", null],
      ["missing-value", "check", "BTC", "1"],
    ]);
    const zero = ledgerOf([gift("0")]);
    expect(zero.openLots.map(({ basis }) => basis)).toEqual([ZERO_USD]);
    expect(zero.issues).toEqual([]);
  });

  it("units withheld for less than nothing are not withheld, for nothing they are", () => {
    const kept = (value: string) =>
      ledgerOf([OWNED, swap({ withheld: { quantity: quantity("5"), value: usd(value) } })]);
    const arrived = ({ openLots }: ReturnType<typeof kept>) =>
      openLots
        .filter(({ asset }) => asset === "ETH")
        .map(({ quantity: units }) => quantityText(units));
    expect(arrived(kept("-1"))).toEqual(["20"]);
    expect(said(kept("-1").issues)).toEqual([["bad-value", "check", "BTC", null]]);
    expect(arrived(kept("0"))).toEqual(["15"]);
    expect(kept("0").issues).toEqual([]);
  });
});
