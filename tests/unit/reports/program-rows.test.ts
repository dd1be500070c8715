import { describe, expect, it } from "vitest";
import { taxActCsv } from "@/lib/reports/exports/form-rows-csv";
import { part } from "../../support/report-builders";

const lines = (...specs: Parameters<typeof part>[1][number][]) =>
  taxActCsv([part("I", specs)])
    .text.trim()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(",").slice(3));

describe("rows for TaxAct", () => {
  // taxact.com/support/882: "To indicate a wash sale, enter W in the Wash Sale column", "Adjustment Amount: Required only if you have wash sale
  // transactions or any other adjustment code". Columns: proceeds, basis, wash sale, code, amount, box.
  it("say a wash sale by W and its loss as the adjustment", () => {
    expect(lines({ proceeds: "30", basis: "100", codes: "W", adjustment: "20" })).toEqual([
      ["30.00", "100.00", "W", "", "20.00", "I"],
    ]);
  });

  it("have other codes in their own column, a wash sale among them in both", () => {
    expect(
      lines(
        { codes: "", adjustment: "0" },
        { codes: "E", adjustment: "-5" },
        { codes: "BW", adjustment: "12" },
        { codes: "T", adjustment: "0" },
      ),
    ).toEqual([
      ["100.00", "40.00", "", "", "", "I"],
      ["100.00", "40.00", "", "E", "-5.00", "I"],
      ["100.00", "40.00", "W", "BW", "12.00", "I"],
      ["100.00", "40.00", "", "T", "0.00", "I"],
    ]);
  });
});
