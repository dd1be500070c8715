import { describe, expect, it } from "vitest";
import { usd, usdText } from "@/lib/money/usd";
import { scheduleDTax } from "@/lib/tax/worksheets/schedule-d-tax";
import { rulesOf } from "./make-rows";

function run(taxableIncome: string, gain: string, line18: string) {
  const { tax, lines } = scheduleDTax({
    taxableIncome: usd(taxableIncome),
    qualifiedDividends: usd("0"),
    line15: usd(gain),
    line16: usd(gain),
    line18: usd(line18),
    status: "single",
    rules: rulesOf(2025),
    method: "schedule",
  });
  const numbers = lines.map(({ line }) => line.replace("Schedule D Tax Worksheet ", ""));
  return { tax: usdText(tax), has: (line: string) => numbers.includes(line) };
}

// 2025, single: 0% to 48,350, 15% to 533,400, top of the 24% bracket 197,300 (2025 Schedule D instructions).
describe("Schedule D Tax Worksheet, the paths through it", () => {
  it("line 1 equals line 16: lines 23 to 43 are skipped, collectibles taxed at ordinary rates", () => {
    const { tax, has } = run("40000", "30000", "30000");
    // 10% of 11,925 + 12% of 28,075.
    expect([tax, has("23"), has("44")]).toEqual(["4561.5", false, true]);
  });

  it("line 1 equals line 32: lines 33 to 43 are skipped", () => {
    const { tax, has } = run("60000", "90000", "10000");
    // 48,350 at 0%, 11,650 at 15%.
    expect([tax, has("32"), has("33")]).toEqual(["1747.5", true, false]);
  });

  it("15, 20 and 28 percent at once", () => {
    // 197,300 by the schedule 40,199; 336,100 at 15% 50,415; 163,900 at 20% 32,780; 2,700 at 28% 756.
    expect(run("700000", "600000", "100000").tax).toBe("124150");
  });

  it("without 28% gain lines 41 to 43 are not filled in", () => {
    const { tax, has } = run("600000", "500000", "0");
    // 100,000 by the schedule 16,914; 433,400 at 15% 65,010; 66,600 at 20% 13,320.
    expect([tax, has("41")]).toEqual(["95244", false]);
  });
});
