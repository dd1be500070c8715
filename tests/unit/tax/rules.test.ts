import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import { rulesFor, SUPPORTED_YEARS } from "@/lib/tax/rules/by-year";
import type { YearRules } from "@/lib/tax/rules/year-rules";
import type { FilingStatus } from "@/lib/tax/settings";
import { taxBySchedule, taxByTable } from "@/lib/tax/worksheets/tax-table";

const STATUSES: readonly FilingStatus[] = ["single", "mfj", "mfs", "hoh", "qss"];

function rules(year: number): YearRules {
  const found = rulesFor(year);
  if (!found.ok) {
    throw new Error(found.error.message);
  }
  return found.value;
}

describe("rules by year", () => {
  it("covers 2017 to 2026 and refuses the years beside them with a reason", () => {
    expect(SUPPORTED_YEARS).toEqual([2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    expect(rulesFor(2027)).toMatchObject({
      ok: false,
      error: { code: "unsupported-year", year: 2027 },
    });
    expect(rulesFor(2016)).toMatchObject({
      ok: false,
      error: { code: "unsupported-year", year: 2016 },
    });
  });

  it.each(SUPPORTED_YEARS.map((year) => [year]))(
    "%i: brackets rise, ceilings are in order, each with an authority",
    (year) => {
      const found = rules(year);
      expect(found.authority).not.toBe("");
      for (const status of STATUSES) {
        const tops = found.brackets[status].flatMap(({ upTo }) => (upTo === null ? [] : [upTo]));
        expect(tops).toEqual([...tops].sort((a, b) => (a < b ? -1 : 1)));
        expect(found.brackets[status].at(-1)?.upTo).toBeNull();
        expect(found.zeroRateCeiling[status] < found.fifteenRateCeiling[status]).toBe(true);
        expect(tops).toContainEqual(found.ordinaryCeilingForGains[status]);
      }
    },
  );

  it.each([
    [2017, 14, "C", "F", "Form 1040 line 13"],
    [2018, 14, "C", "F", "Schedule 1 (Form 1040) line 13"],
    [2019, 14, "C", "F", "Form 1040 line 6"],
    [2024, 14, "C", "F", "Form 1040 line 7"],
    [2025, 11, "I", "L", "Form 1040 line 7a"],
  ])("%i forms: %i rows a page, boxes %s and %s, gain on %s", (year, rows, short, long, line) => {
    expect(rules(year).forms).toMatchObject({
      rowsPerPage: rows,
      shortBox: short,
      longBox: long,
      capitalGainLine: line,
    });
  });
});

interface Published {
  ordinaryBrackets: Record<string, { upTo: number | null; rate: string }[]>;
  longTermThresholds: Record<string, { maxZeroRate: number; maxFifteenRate: number }>;
  standardDeduction: Record<string, number>;
}

const FILE = "../shared/tax/parameters.json";

describe.skipIf(!existsSync(FILE) /* not part of the project */)(
  "against the collected parameters",
  () => {
    const years = existsSync(FILE)
      ? (JSON.parse(readFileSync(FILE, "utf8")) as { years: Record<string, Published> }).years
      : {};
    const text = (amount: Usd | null | undefined) =>
      amount === null || amount === undefined ? null : usdText(amount);

    it.each(SUPPORTED_YEARS.map((year) => [year]))("%i: every figure is theirs", (year) => {
      const found = rules(year);
      const theirs = years[String(year)];
      for (const status of STATUSES) {
        expect(found.brackets[status].map(({ upTo, rate }) => [text(upTo), rate])).toEqual(
          theirs?.ordinaryBrackets[status]?.map(({ upTo, rate }) => [
            upTo === null ? null : String(upTo),
            rate,
          ]),
        );
        expect(text(found.zeroRateCeiling[status])).toBe(
          String(theirs?.longTermThresholds[status]?.maxZeroRate),
        );
        expect(text(found.fifteenRateCeiling[status])).toBe(
          String(theirs?.longTermThresholds[status]?.maxFifteenRate),
        );
        expect(text(found.standardDeduction[status])).toBe(
          String(theirs?.standardDeduction[status]),
        );
      }
    });
  },
);

describe("tax table and schedule", () => {
  const single2025 = rules(2025).brackets.single;

  // 2025, single: 10% to 11,925, 12% to 48,475, 22% to 103,350.
  it.each([
    ["0", "0", "0"],
    ["4.99", "0", "0.499"],
    ["5", "1", "0.5"], // middle of the row 5-15 is 10: 1.00
    ["14.99", "1", "1.499"],
    ["15", "2", "1.5"], // 15-25: 20: 2.00
    ["25", "4", "2.5"], // 25-50: 37.50: 3.75
    ["2999.99", "299", "299.999"], // 2,975-3,000: 2,987.50: 298.75
    ["3000", "303", "300"], // 3,000-3,050: 3,025: 302.50, half up
    ["11925", "1193", "1192.5"], // 11,900-11,950: 11,925: 1,192.50, half up
    ["99999.99", "16909", "16913.9978"],
    ["100000", "16914", "16914"],
    ["150000", "28847", "28847"],
  ])("%s of income", (income, table, schedule) => {
    expect(usdText(taxBySchedule(usd(income), single2025))).toBe(schedule);
    expect(usdText(taxByTable(usd(income), single2025))).toBe(table);
  });
});
