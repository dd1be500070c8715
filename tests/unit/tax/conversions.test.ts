import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import { DEFAULT_LEDGER_SETTINGS } from "@/lib/tax/settings";
import type { Conversion, Transaction } from "@/lib/tax/transaction";
import { buy, ledgerOf, leg, told } from "./make";

const text = (amount: Usd | null) => (amount === null ? null : usdText(amount));

const OWNED = buy("2024-01-10", "2", "3000", { asset: "ETH", id: "eth" });

function conversion(
  form: Conversion["form"],
  treatment: Conversion["treatment"],
  change: { fee?: string } = {},
): Transaction {
  return {
    ...told("2025-06-10", { id: "c", ...change }),
    kind: "conversion",
    form,
    treatment,
    sent: leg("ETH", "2"),
    received: leg("WETH", "2"),
    value: usd("5000"),
  };
}

describe("wrapping, bridging, pooling, liquid staking (Notice 2024-57 draws no inference)", () => {
  it("chosen as taxable: an exchange, with a new lot from that day", () => {
    const { closedLots, openLots, issues } = ledgerOf([OWNED, conversion("wrap", "taxable")]);
    // 5,000 realized less 3,000 basis; the new lot costs what it was worth.
    expect(closedLots.map(({ kind, gain, term }) => [kind, text(gain), term])).toEqual([
      ["swap", "2000", "long"],
    ]);
    expect(openLots.map(({ asset, basis, acquired }) => [asset, text(basis), acquired])).toEqual([
      ["WETH", "5000", "2025-06-10"],
    ]);
    expect(issues).toEqual([]);
  });

  it("chosen as carry-over: no gain, and basis and dates go on", () => {
    const { closedLots, openLots, issues } = ledgerOf([OWNED, conversion("wrap", "carry-over")]);
    expect(closedLots).toEqual([]);
    expect(
      openLots.map(({ asset, quantity, basis, acquired }) => [
        asset,
        quantityText(quantity),
        text(basis),
        acquired,
      ]),
    ).toEqual([["WETH", "2", "3000", "2024-01-10"]]);
    expect(issues).toEqual([]);
  });

  it("not chosen: nothing is gained, and the row says that a choice is needed", () => {
    const { closedLots, openLots, issues } = ledgerOf([OWNED, conversion("bridge", null)]);
    expect(closedLots).toEqual([]);
    expect(openLots.map(({ basis }) => text(basis))).toEqual(["3000"]);
    expect(issues.map(({ code, severity, transaction }) => [code, severity, transaction])).toEqual([
      ["choice-needed", "blocking", "c"],
    ]);
  });

  it("a pool or a staking token is taxable unless somebody chose otherwise", () => {
    const taxable = ledgerOf([OWNED, conversion("liquidity", null)]);
    expect(taxable.closedLots.map(({ gain }) => text(gain))).toEqual(["2000"]);
    const conversions = {
      ...DEFAULT_LEDGER_SETTINGS.conversions,
      "liquid-staking": "carry-over",
    } as const;
    const carried = ledgerOf([OWNED, conversion("liquid-staking", null)], { conversions });
    expect(carried.closedLots).toEqual([]);
    // The row's own choice beats the setting.
    const own = ledgerOf([OWNED, conversion("liquid-staking", "taxable")], { conversions });
    expect(own.closedLots.map(({ gain }) => text(gain))).toEqual(["2000"]);
  });
});
