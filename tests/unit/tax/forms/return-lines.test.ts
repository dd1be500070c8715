import { describe, expect, it } from "vitest";
import { usd, usdText } from "@/lib/money/usd";
import type { IncomeKind, Transaction } from "@/lib/tax/transaction";
import { ledgerOf, leg, profile, told, yearOf } from "../make";

function income(date: string, kind: IncomeKind, value: string | null): Transaction {
  return {
    ...told(date),
    kind: "income",
    incomeKind: kind,
    received: leg("ETH", "1"),
    value: value === null ? null : usd(value),
  };
}

describe("lines of the return, in the year's own numbering (rules.md 4, 12)", () => {
  const lines = (year: number, kinds: readonly IncomeKind[], more = {}) =>
    yearOf(
      ledgerOf(kinds.map((kind) => income(`${year}-05-01`, kind, "10.005"))),
      Object.keys(more).length === 0 ? [] : [profile(year, more)],
      year,
    ).returnLines.map(({ line, amount }) => [line, usdText(amount)]);

  it.each([
    [2017, "Form 1040 line 21", "Form 1040 line 13"],
    [2018, "Schedule 1 (Form 1040) line 21", "Schedule 1 (Form 1040) line 13"],
    [2019, "Schedule 1 (Form 1040) line 8", "Form 1040 line 6"],
    [2020, "Schedule 1 (Form 1040) line 8", "Form 1040 line 7"],
    [2021, "Schedule 1 (Form 1040) line 8z", "Form 1040 line 7"],
    [2022, "Schedule 1 (Form 1040) line 8z", "Form 1040 line 7"],
    [2023, "Schedule 1 (Form 1040) line 8z", "Form 1040 line 7"],
    [2024, "Schedule 1 (Form 1040) line 8v", "Form 1040 line 7"],
    [2025, "Schedule 1 (Form 1040) line 8v", "Form 1040 line 7a"],
  ])("%i: staking on %s, gain on %s", (year, other, gain) => {
    // Exact 20.01 of two receipts of 10.005, rounded once.
    expect(lines(year, ["staking", "reward"])).toEqual([
      [other, "20.01"],
      [gain, "0"],
    ]);
  });

  it("wages, services and business mining have lines of their own", () => {
    expect(lines(2025, ["wages", "services", "mining", "interest"])).toEqual([
      ["Form 1040 line 1a", "10.01"],
      ["Schedule C (Form 1040) line 1", "10.01"],
      ["Schedule 1 (Form 1040) line 8v", "20.01"],
      ["Form 1040 line 7a", "0"],
    ]);
    expect(lines(2025, ["services", "mining"], { miningIsBusiness: true })[0]).toEqual([
      "Schedule C (Form 1040) line 1",
      "20.01",
    ]);
    expect(lines(2025, ["staking"], { miningIsBusiness: true }).map(([line]) => line)).toEqual([
      "Schedule 1 (Form 1040) line 8v",
      "Form 1040 line 7a",
      "Form 1040 line 11a",
      "Form 1040 line 15",
      "Form 1040 line 16",
    ]);
    expect(lines(2019, ["wages"])[0]?.[0]).toBe("Form 1040 line 1");
    expect(lines(2017, ["wages"])[0]?.[0]).toBe("Form 1040 line 7");
  });

  it("a receipt of unknown value is in no line", () => {
    const ledger = ledgerOf([income("2025-05-01", "staking", null)]);
    expect(yearOf(ledger, [], 2025).returnLines.map(({ line }) => line)).toEqual([
      "Form 1040 line 7a",
    ]);
  });

  // 3.8% of the 50,000 above 200,000 of MAGI, for 60,000 of gain (IRC 1411).
  it.each([
    [2017, "Form 1040 line 62"],
    [2018, "Schedule 4 (Form 1040) line 62"],
    [2020, "Schedule 2 (Form 1040) line 8"],
    [2021, "Schedule 2 (Form 1040) line 12"],
    [2025, "Schedule 2 (Form 1040) line 12"],
  ])("%i: net investment income tax on %s", (year, line) => {
    const of = { ordinaryIncome: usd("190000"), otherLong: usd("60000") };
    const found = lines(year, [], of);
    expect(found.at(-1)).toEqual([line, "1900"]);
    expect(found).toHaveLength(5);
  });
});
