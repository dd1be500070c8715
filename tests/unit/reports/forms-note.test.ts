import { describe, expect, it } from "vitest";
import { boxLegend, rowsPerPage } from "@/lib/reports/boxes";
import { scheduleDLines } from "@/lib/reports/form-lines";
import { yearResult } from "@/tests/support/report-builders";

describe("what a report says about the year's forms", () => {
  it("a year whose forms were not compared says so above Schedule D; another says nothing", () => {
    const formsNote = "The forms for 2026 were not final.";
    expect(scheduleDLines(yearResult([], { formsNote })).intro).toMatch(
      /^The forms for 2026 were not final\. Lines that apply/,
    );
    expect(scheduleDLines(yearResult([])).intro).toMatch(/^Lines that apply/);
  });

  it("boxes speak the words of their year: from 2025 box C leaves digital assets to box I", () => {
    expect([
      boxLegend("C", 2024),
      boxLegend("C", 2025),
      boxLegend("I", 2025),
      boxLegend("C", 2014),
    ]).toEqual([
      "Short-term transactions not reported to you on Form 1099-B",
      "Short-term transactions, other than digital asset transactions, not reported to you on Form 1099-B or Form 1099-DA",
      "Short-term digital asset transactions not reported to you on Form 1099-DA or Form 1099-B",
      "",
    ]);
    expect([2024, 2025, 2026].map(rowsPerPage)).toEqual([14, 11, 11]);
  });
});
