import { describe, expect, it } from "vitest";
import type { StoredPlanCosts, StoredPlanInputs } from "@/db/queries/plans";
import { inputLines } from "@/lib/services/season/plan-inputs";

const inputsWith = (costs: StoredPlanCosts): StoredPlanInputs => ({
  profile: {
    filingStatus: "single",
    ordinaryIncome: "150000",
    deduction: "16100",
    qualifiedDividends: "0",
    otherInvestmentIncome: "0",
    magiAddBack: "0",
    otherShort: "0",
    otherLong: "0",
  },
  realised: {
    short: "0",
    long: "0",
    collectible: "0",
    shortCarryoverIn: "0",
    longCarryoverIn: "0",
  },
  costs,
});

const PLACES = [
  { account: "k", name: "Kraken" },
  { account: "c", name: "Coinbase" },
  { account: "c", name: "Coinbase" },
];

const costLines = (before: StoredPlanCosts, after: StoredPlanCosts) =>
  inputLines(inputsWith(before), inputsWith(after), PLACES)
    .filter(({ key }) => key.startsWith("costs"))
    .map(({ label, before: a, after: b }) => [label, a, b]);

const none = { fee: "", feeFixed: "" };
const charged = { ...none, accounts: [{ account: "c", fee: "0.6", feeFixed: "2.99" }] };

describe("costs a plan was computed with", () => {
  it("are one line where every account of the plan charges the same", () => {
    const typed = { fee: "1", feeFixed: "0", accounts: [] };
    expect(costLines(typed, typed)).toEqual([["Costs of each order", "1%", "1%"]]);
    const nothing = { ...none, accounts: [] };
    expect(costLines(nothing, nothing)).toEqual([["Costs of each order", "none", "none"]]);
  });

  it("are told account by account where they differ, each once, by name", () => {
    expect(costLines(charged, { fee: "1", feeFixed: "0", accounts: [] })).toEqual([
      ["Costs of each order, Coinbase", "0.6% and $2.99", "1%"],
      ["Costs of each order, Kraken", "none", "1%"],
    ]);
  });

  it("of a version that kept none of what accounts charge are not known, never none", () => {
    expect(costLines(none, charged)).toEqual([
      ["Costs of each order, Coinbase", null, "0.6% and $2.99"],
      ["Costs of each order, Kraken", null, "none"],
    ]);
    // Typed costs stood for every account: they are known.
    expect(costLines({ fee: "0", feeFixed: "0" }, charged)[1]).toEqual([
      "Costs of each order, Kraken",
      "none",
      "none",
    ]);
  });
});
