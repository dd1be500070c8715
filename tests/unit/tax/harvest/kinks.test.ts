import { describe, expect, it } from "vitest";
import { usd, usdText } from "@/lib/money/usd";
import { kinksOf } from "@/lib/tax/harvest/kinks";
import { single2026, situation } from "./make-harvest";

/** The different values, ascending. */
const sorted = (amounts: readonly Parameters<typeof usdText>[0][]) =>
  [...new Set(amounts.map((amount) => Number(usdText(amount))))].sort((a, b) => a - b);

// 2026, single (Rev. Proc. 2025-32): bracket tops 12,400, 50,400, 105,700, 201,775, 256,225, 640,600; 0% to 49,450, 15% to
// 545,500. Each of them and zero, less 53,900 of taxable income before gains:
const AT_BASE = [-53_900, -41_500, -4_450, -3_500, 51_800, 147_875, 202_325, 491_600, 586_700];

describe("where the tax of a year bends", () => {
  it("net short gain: zero, and where ordinary income meets a bracket or a ceiling of the gain rates", () => {
    expect(sorted(kinksOf(situation(single2026("53900"))).short)).toEqual(
      [...AT_BASE, 0].sort((a, b) => a - b),
    );
  });

  it("net gain: zero, the loss limit, the same levels, the NIIT threshold and no investment income at all", () => {
    // MAGI before gains 53,900 + 16,100 = 70,000: 130,000 below the 200,000 of IRC 1411(b). Investment income 500.
    const { total } = kinksOf(
      situation(single2026("53900", { otherInvestmentIncome: usd("500") })),
    );
    expect(sorted(total)).toEqual([...AT_BASE, -3_000, -500, 0, 130_000].sort((a, b) => a - b));
  });

  it("with qualified dividends the levels of all income too; they count in MAGI, as do amounts added back", () => {
    const change = {
      qualifiedDividends: usd("1000"),
      otherInvestmentIncome: usd("500"),
      magiAddBack: usd("200"),
    };
    const { short, total } = kinksOf(situation(single2026("53900", change)));
    const withDividends = AT_BASE.map((level) => level - 1_000);
    // 200,000 - 70,000 - 1,000 - 200 = 128,800; investment income 1,000 + 500.
    const others = [-3_000, -1_500, 0, 128_800];
    expect(sorted(total)).toEqual([...AT_BASE, ...withDividends, ...others].sort((a, b) => a - b));
    expect(sorted(short)).toEqual([...AT_BASE, 0].sort((a, b) => a - b));
  });

  it("a status has its own: 1,500 and 125,000 for a spouse filing alone", () => {
    const { total } = kinksOf(situation(single2026("53900", { filingStatus: "mfs" })));
    const found = sorted(total);
    // 125,000 - 70,000; 384,350 and 306,850 less 53,900.
    for (const level of [-1_500, 55_000, 330_450, 252_950]) {
      expect(found).toContain(level);
    }
    expect(found).not.toContain(-3_000);
  });
});
