import { describe, expect, it } from "vitest";
import { changeOfPercent, plainDecimal, rateOfPercent } from "@/lib/money/typed-decimal";

describe("numbers as people type them", () => {
  it.each([
    ["$1,234.50", "1234.50"],
    ["\u2212 12".replace(" ", ""), "-12"],
    [".5", "0.5"],
    ["7.", "7"],
    ["1,23", null],
    ["1e5", null],
    ["", null],
  ])("reads %j as %j", (typed, plain) => {
    expect(plainDecimal(typed)).toBe(plain);
  });

  it.each([
    ["0.6", "0.006"],
    ["12.5 %", "0.125"],
    ["50", "0.50"],
    ["50.01", null],
    ["-1", null],
    ["x", null],
  ])("reads a fee of %j percent as the rate %j", (typed, rate) => {
    expect(rateOfPercent(typed)).toBe(rate);
  });

  it.each([
    ["2.5", "0.025"],
    ["-10", "-0.10"],
    ["-99.9", "-0.999"],
    ["0", "0.00"],
    ["150", "1.50"],
    ["500", "5.00"],
    ["-100", null],
    ["501", null],
  ])("reads a yearly change of %j percent as %j", (typed, rate) => {
    expect(changeOfPercent(typed)).toBe(rate);
  });
});
