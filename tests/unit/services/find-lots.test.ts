import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import { findLots, type LotFacts } from "@/lib/services/gains/find-lots";
import { calendarDate } from "@/lib/time/calendar-date";

const lot = (acquired: string, units: string, basis: string | null): LotFacts => ({
  acquired: acquired === "inherited" ? "inherited" : calendarDate(acquired),
  quantity: quantity(units),
  basis: basis === null ? null : usd(basis),
});

const LOTS = [
  lot("2024-02-01", "0.5", "10000"),
  lot("2024-02-11", "1.25", "50000"),
  lot("2023-02-01", "0.5", null),
  lot("inherited", "1200", "24000000"),
];

const found = (typed: string, most = 10) => {
  const { lots, count } = findLots(LOTS, typed, most, (each) => each);
  return [lots.map((each) => LOTS.indexOf(each)), count];
};

describe("lots are found by what was typed", () => {
  // Basis per unit: 20,000, 40,000, not known, 20,000. Equals stay in order.
  it("all of them where nothing is, the highest basis per unit first and those not known last", () => {
    expect(found("")).toEqual([[1, 0, 3, 2], 4]);
    expect(found("  ", 2)).toEqual([[1, 0], 4]);
  });

  it.each([
    ["Feb 1, 2024", [1, 0]],
    ["feb 2024", [1, 0]],
    ["2024-02-01", [0]],
    ["2024-02", [1, 0]],
    ["0.5", [0, 2]],
    ["0.5 2023", [2]],
    ["1,200", [3]],
    ["inher", [3]],
    ["Mar", []],
  ])("%j by its day, its units, or both", (typed, lots) => {
    expect(found(typed)).toEqual([lots, lots.length]);
  });

  it("among 10,000 in a moment", () => {
    const many = Array.from({ length: 10_000 }, (_, at) =>
      lot(`20${10 + (at % 15)}-0${1 + (at % 7)}-1${at % 8}`, `${at + 1}`, `${at * 7}`),
    );
    const began = performance.now();
    const { lots, count } = findLots(many, "2019-01-10", 24, (each) => each);
    expect(performance.now() - began).toBeLessThan(1000);
    // One in 15 x 7 x 8 = 840.
    expect([lots.length, count]).toEqual([12, 12]);
    expect(new Set(lots.map(({ acquired }) => acquired))).toEqual(new Set(["2019-01-10"]));
  });
});
