import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import { accountId, type Transaction } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
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

const OWNED = buy("2024-01-01", "10", "5", { asset: "A", id: "a" });

/** All ten units for 18 euros worth $20, of which the exchange keeps some for itself. */
const soldForEuros = (kept: string, worth: string, feeUsd?: string): Transaction => ({
  ...told("2025-06-10", feeUsd === undefined ? { id: "s" } : { id: "s", fee: feeUsd }),
  kind: "swap",
  sent: leg("A", "10"),
  received: leg("EUR", "18"),
  value: usd("20"),
  withheld: { quantity: quantity(kept), value: usd(worth) },
});

describe("money withheld from what a sale brought is a cost of the sale (Reg. 1.1001-7(b)(2))", () => {
  it("it lowers the amount realized and is no disposal of its own: money has no lots", () => {
    const result = ledgerOf([OWNED, soldForEuros("1.8", "2")]);
    // 20 less 2 withheld: 18; less the basis of 5: 13.
    expect(closed(result)).toEqual([["swap", "A", "18", "5", "13"]]);
    expect([result.openLots, result.issues]).toEqual([[], []]);
  });

  it("beside a cost in dollars, and before 2025, whoever was to bear costs then", () => {
    expect(closed(ledgerOf([OWNED, soldForEuros("1.8", "2", "1")]))).toEqual([
      ["swap", "A", "17", "5", "12"],
    ]);
    const before = { ...soldForEuros("1.8", "2"), ...told("2024-06-10") };
    expect(closed(ledgerOf([OWNED, before], { swapCostsBefore2025: "received" }))).toEqual([
      ["swap", "A", "18", "5", "13"],
    ]);
  });

  it("all of it may be, more than all is not believed", () => {
    expect(closed(ledgerOf([OWNED, soldForEuros("18", "20")]))).toEqual([
      ["swap", "A", "0", "5", "-5"],
    ]);
    const more = ledgerOf([OWNED, soldForEuros("18.01", "20")]);
    expect(closed(more)).toEqual([["swap", "A", "20", "5", "15"]]);
    expect(
      more.issues.map(({ code, severity, asset, quantity: units }) => [
        code,
        severity,
        asset,
        units && quantityText(units),
      ]),
    ).toEqual([["bad-quantity", "blocking", "EUR", "18.01"]]);
  });
});

describe("money opens no lot and is no disposal, whatever is done with it (IRC 988 is outside this product)", () => {
  it("bought, sold, spent, paid as a fee, moved or changed into other money", () => {
    const euros = leg("EUR", "5");
    const rows: readonly Transaction[] = [
      buy("2025-01-01", "100", "110", { asset: "EUR" }),
      sell("2025-01-02", "5", "6", { asset: "EUR" }),
      { ...told("2025-01-03"), kind: "spend", sent: euros, value: usd("6") },
      { ...told("2025-01-04"), kind: "fee", sent: euros, value: null },
      {
        ...told("2025-01-05"),
        kind: "transfer",
        toAccount: accountId("B"),
        sent: euros,
        received: euros,
        feeValue: null,
      },
      {
        ...told("2025-01-06"),
        kind: "swap",
        sent: euros,
        received: leg("GBP", "4"),
        value: usd("5"),
        withheld: null,
      },
      { ...told("2025-01-07"), kind: "gift-sent", sent: euros, value: usd("6") },
      { ...told("2025-01-08"), kind: "lost", sent: euros, reason: "theft" },
    ];
    expect(ledgerOf(rows)).toMatchObject({ closedLots: [], openLots: [], removed: [], issues: [] });
  });

  it("a price paid in it that is not known in dollars is asked for only where a lot needs it", () => {
    const priceless = buy("2025-01-01", "100", null, { asset: "EUR" });
    expect(ledgerOf([priceless]).issues).toEqual([]);
    const income: Transaction = {
      ...told("2025-01-02"),
      kind: "income",
      incomeKind: "interest",
      received: leg("EUR", "3"),
      value: null,
    };
    // Interest is income whatever it is paid in, so its dollars are asked for.
    expect(ledgerOf([income]).issues.map(({ code, asset }) => [code, asset])).toEqual([
      ["missing-value", "EUR"],
    ]);
  });

  it("the costs of what is bought with it are basis; those paid in a coin dispose of the coin", () => {
    const bought: Transaction = {
      ...told("2025-03-01", { id: "b", fee: "2" }),
      kind: "buy",
      received: leg("EUR", "100"),
      value: usd("110"),
      fees: [{ ...leg("A", "1"), value: usd("3") }],
    };
    // One of ten units with a basis of 5 paid for 3 of costs.
    expect(closed(ledgerOf([OWNED, bought]))).toEqual([["fee", "A", "3", "0.5", "2.5"]]);
  });
});
