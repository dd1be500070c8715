import { describe, expect, it } from "vitest";
import { type Quantity, quantity, quantityText } from "@/lib/money/quantity";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import type { LedgerSettings } from "@/lib/tax/settings";
import { accountId, type Transaction } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { buy, ledgerOf, leg, sell, told } from "./make";

const text = (amount: Usd | null) => (amount === null ? "?" : usdText(amount));
const units = (amount: Quantity | null) => (amount === null ? null : quantityText(amount));

/** One bitcoin sent from A to B, of which `received` arrives; the rest is the network's fee, worth $30. */
const move = (
  received: string,
  change: Partial<Extract<Transaction, { kind: "transfer" }>> = {},
): Transaction => ({
  ...told("2024-05-01", { id: "move" }),
  kind: "transfer",
  toAccount: accountId("B"),
  sent: leg("BTC", "1"),
  received: leg("BTC", received),
  feeValue: usd("30"),
  ...change,
});

const held = (amount: string) => buy("2024-01-01", amount, "100", { id: "b" });

const open = ({ openLots }: LedgerResult) =>
  openLots.map(({ account, lot, quantity: left, basis }) =>
    [account, lot, quantityText(left), text(basis)].join(" "),
  );

const closed = ({ closedLots }: LedgerResult) =>
  closedLots.map(({ kind, lot, quantity: sold, proceeds, basis, gain }) =>
    [kind, lot ?? "none", quantityText(sold), text(proceeds), text(basis), text(gain)].join(" "),
  );

const said = ({ issues }: LedgerResult) =>
  issues.map(({ code, severity, quantity: lacking }) => [code, severity, units(lacking)]);

const by = (transferFee: LedgerSettings["transferFee"], rows: readonly Transaction[]) =>
  ledgerOf(rows, { transferFee });

describe("a move of more than the books hold: what arrives is first what was there, the fee is sent last", () => {
  it("short of a part of the fee: all that arrives is known, the fee lacks a part", () => {
    // 0.95 held for 95: 0.9 of it arrives with 90, the last 0.05 pays half of the fee of 0.1.
    const result = by("disposal", [buy("2024-01-01", "0.95", "95", { id: "b" }), move("0.9")]);
    expect(open(result)).toEqual(["B b 0.9 90"]);
    // $30 for the fee, half of it for 0.05 of a basis of 5; the other half has no acquisition.
    expect(closed(result)).toEqual([
      "transfer-fee b 0.05 15 5 10",
      "transfer-fee none 0.05 15 ? ?",
    ]);
    expect(said(result)).toEqual([["missing-basis", "blocking", "0.05"]]);
  });

  it("short of the fee: it is a disposal of units nobody knows, never of no units", () => {
    const result = by("disposal", [held("0.9"), move("0.9")]);
    expect(open(result)).toEqual(["B b 0.9 100"]);
    expect(closed(result)).toEqual(["transfer-fee none 0.1 30 ? ?"]);
    expect(said(result)).toEqual([["missing-basis", "blocking", "0.1"]]);
  });

  it("short of what arrives too: only as much as arrived is opened without a basis", () => {
    const result = by("disposal", [held("0.5"), move("0.9")]);
    // 0.5 was there; 0.4 more arrived; the fee of 0.1 was not there either.
    expect(open(result)).toEqual(["B b 0.5 100", "B move 0.4 ?"]);
    expect(closed(result)).toEqual(["transfer-fee none 0.1 30 ? ?"]);
    expect(said(result)).toEqual([
      ["missing-basis", "blocking", "0.1"],
      ["missing-basis", "check", "0.5"],
    ]);
    expect(result.issues[1]?.message).toBe(
      "Moved 1 BTC; the account held 0.5 BTC. 0.4 BTC arrived with a basis that is not known.",
    );
  });

  it.each(["drop", "carry"] as const)(
    "%s: a fee that is no disposal leaves nothing to know",
    (setting) => {
      const result = by(setting, [held("0.9"), move("0.9")]);
      expect([open(result), closed(result), result.removed]).toEqual([["B b 0.9 100"], [], []]);
      expect(said(result)).toEqual([["missing-basis", "check", "0.1"]]);
      expect(result.issues[0]?.message).toBe(
        "Moved 1 BTC; the account held 0.9 BTC. The network fee took 0.1 BTC that is not in the books.",
      );
    },
  );

  it("nothing there and nothing arriving opens nothing", () => {
    const result = by("drop", [move("0")]);
    expect([open(result), closed(result)]).toEqual([[], []]);
    expect(said(result)).toEqual([["missing-basis", "check", "1"]]);
    const disposed = by("disposal", [move("0")]);
    expect(closed(disposed)).toEqual(["transfer-fee none 1 30 ? ?"]);
    expect(said(disposed)).toEqual([["missing-basis", "blocking", "1"]]);
  });

  it("everything that was sent is accounted for once: sold afterwards, it is all there", () => {
    const sold = sell("2024-06-01", "0.9", "180", { account: "B" });
    const result = by("disposal", [
      buy("2024-01-01", "0.95", "95", { id: "b" }),
      move("0.9"),
      sold,
    ]);
    expect(open(result)).toEqual([]);
    expect(closed(result).at(-1)).toBe("sell b 0.9 180 90 90");
  });
});

describe("a move of what the books hold", () => {
  it("without a fee says nothing and sells nothing, by every setting", () => {
    for (const setting of ["disposal", "drop", "carry"] as const) {
      const result = by(setting, [held("1"), move("1", { feeValue: null })]);
      expect([open(result), closed(result), result.removed, result.issues]).toEqual([
        ["B b 1 100"],
        [],
        [],
        [],
      ]);
    }
  });

  it("carries the fee's basis on by units, the last of them to the last digit", () => {
    const lots = [
      buy("2024-01-01", "0.3", "30", { id: "a" }),
      buy("2024-01-02", "0.6", "60", { id: "b" }),
      buy("2024-01-03", "0.1", "1", { id: "c" }),
    ];
    // The fee is the 0.1 of c with a basis of 1: a third of it joins 0.3, two thirds 0.6.
    expect(open(by("carry", [...lots, move("0.9")]))).toEqual([
      "B a 0.3 30.333333333333333333",
      "B b 0.6 60.666666666666666667",
    ]);
  });

  it("a lot on the border is split; one that ends there is not", () => {
    const lots = [
      buy("2024-01-01", "0.9", "90", { id: "a" }),
      buy("2024-01-02", "0.1", "20", { id: "b" }),
    ];
    const whole = by("disposal", [...lots, move("0.9")]);
    expect([open(whole), closed(whole)]).toEqual([["B a 0.9 90"], ["transfer-fee b 0.1 30 20 10"]]);
    const split = by("disposal", [...lots, move("0.8")]);
    // The fee is 0.1 of a (basis 10) and b: 30 shared by units.
    expect([open(split), closed(split)]).toEqual([
      ["B a 0.8 80"],
      ["transfer-fee a 0.1 15 10 5", "transfer-fee b 0.1 15 20 -5"],
    ]);
  });

  it("units of a lot whose basis is not known pay the fee: that row blocks, as a sale would", () => {
    const arrived: Transaction = {
      ...told("2024-01-01", { id: "d" }),
      kind: "deposit",
      received: leg("BTC", "1"),
      value: null,
    };
    const result = by("disposal", [arrived, move("0.9")]);
    expect(open(result)).toEqual(["B d 0.9 ?"]);
    expect(closed(result)).toEqual(["transfer-fee d 0.1 30 ? ?"]);
    expect(said(result)).toEqual([
      ["unmatched-deposit", "check", "1"],
      ["missing-basis", "blocking", "0.1"],
    ]);
    // Carried on, an unknown basis adds nothing to units whose basis is not known either.
    expect(open(by("carry", [arrived, move("0.9")]))).toEqual(["B d 0.9 ?"]);
  });
});

describe("a migration", () => {
  const renamed = (sent: string, received: string): Transaction => ({
    ...told("2024-05-01", { id: "m" }),
    kind: "migration",
    sent: leg("OLD", sent),
    received: leg("NEW", received),
  });
  const old = (amount: string, cost: string, id: string) =>
    buy("2024-01-01", amount, cost, { id, asset: "OLD" });

  it("gives every lot its share of what came in, the last one the rest", () => {
    const result = ledgerOf([old("1", "10", "a"), old("2", "20", "b"), renamed("3", "1")]);
    // A third and two thirds of one unit, at 24 decimals.
    expect(open(result)).toEqual([
      "A a 0.333333333333333333333333 10",
      "A b 0.666666666666666666666667 20",
    ]);
  });

  it("of units that were not there says so and opens what is left of what came in", () => {
    const none = ledgerOf([renamed("4", "2")]);
    expect(open(none)).toEqual(["A m 2 ?"]);
    expect(said(none)).toEqual([["missing-basis", "check", "4"]]);
    expect(none.issues[0]?.asset).toBe("OLD");
    const half = ledgerOf([old("3", "30", "a"), renamed("4", "2")]);
    expect(open(half)).toEqual(["A a 1.5 30", "A m 0.5 ?"]);
    expect(half.issues[0]?.quantity).toEqual(quantity("1"));
  });

  it("one smallest unit for two lots stands for one of them: there is nothing to split", () => {
    const least = "0.000000000000000000000001";
    const result = ledgerOf([old("1", "10", "a"), old("1", "20", "b"), renamed("2", least)]);
    expect(open(result)).toEqual([`A b ${least} 20`]);
  });
});
