import { describe, expect, it } from "vitest";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import { computeYears } from "@/lib/tax/compute";
import type { FormInput } from "@/lib/tax/forms/form-facts";
import type { FilingStatus, YearProfile } from "@/lib/tax/settings";
import { transactionId } from "@/lib/tax/transaction";
import type { YearResult } from "@/lib/tax/year-result";
import { AS_OF, buy, ledgerOf, profile, sell, yearOf } from "../make";
import { collectible, report, security } from "./make-rows";

const text = (amount: Usd | null | undefined) =>
  amount === null || amount === undefined ? amount : usdText(amount);

function year2025(
  transactions: Parameters<typeof ledgerOf>[0],
  input: FormInput = {},
  profiles: readonly YearProfile[] = [],
  year = 2025,
): YearResult {
  const years = computeYears({
    ledger: ledgerOf(transactions),
    profiles,
    asOf: AS_OF,
    method: "schedule",
    ...input,
  });
  const found = years.find((each) => each.year === year);
  if (found === undefined) {
    throw new Error(`no year ${year}`);
  }
  return found;
}

const amounts = (year: YearResult) =>
  year.scheduleD.map(({ line, amount }) => [line, usdText(amount)]);

describe("Schedule D with every column", () => {
  const books = [
    buy("2024-12-01", "4", "40"),
    buy("2024-12-01", "1", "10", { asset: "IBIT" }),
    sell("2025-02-01", "1", "30", { id: "da" }),
    sell("2025-03-01", "1", "30", { id: "plain" }),
    sell("2025-04-01", "1", "25", { asset: "IBIT", id: "etf" }),
  ];

  it("boxes G and I, C and I share lines 1b and 3", () => {
    const year = year2025(books, {
      assets: [security("IBIT")],
      brokerReports: [report({ id: "da", proceeds: "30", basis: "10" })],
    });
    expect(
      year.scheduleDForm?.rows.map((row) => [
        row.line,
        row.boxes.join(""),
        ...[row.proceeds, row.basis, row.adjustment, row.gain].map(text),
      ]),
    ).toEqual([
      ["1b", "G", "30", "10", "0", "20"],
      ["3", "CI", "55", "20", "0", "35"],
    ]);
    const line3 = year.scheduleD.find(({ line }) => line === "Schedule D 3");
    expect(line3?.label).toMatch(/ 8949 with Box C or Box I checked$/);
    expect(amounts(year)).toEqual([
      ["Schedule D 1b", "20"],
      ["Schedule D 3", "35"],
      ["Schedule D 7", "55"],
      ["Schedule D 15", "0"],
      ["Schedule D 16", "55"],
      ["Form 1040 line 7a", "55"],
    ]);
  });

  it("exception 1 puts a sale on 1a, without column (g), and the net stays", () => {
    const year = year2025(books, {
      exception1: "direct",
      brokerReports: [report({ id: "da", proceeds: "30", basis: "10" })],
    });
    expect(year.scheduleDForm?.rows[0]).toMatchObject({ line: "1a", adjustment: null });
    expect(year.directParts.map(({ scheduleDLine }) => scheduleDLine)).toEqual(["1a"]);
    expect(text(year.line7)).toBe("55");
  });

  it("lines 4, 5, 11, 12, 13 come from other forms and are netted; 6 and 14 are carryovers", () => {
    const year = year2025(books, {}, [
      profile(2025, {
        scheduleD: {
          line4: usd("1"),
          line5: usd("-2"),
          line11: usd("4"),
          line12: usd("8"),
          line13: usd("16"),
        },
        otherShort: usd("100"),
        otherLong: usd("-200"),
        shortCarryoverIn: usd("7"),
        longCarryoverIn: usd("9"),
      }),
    ]);
    expect(
      amounts(year).map(([line, amount]) => [line?.replace("Schedule D ", ""), amount]),
    ).toEqual([
      ["3", "55"],
      ["4", "1"],
      ["5", "-2"],
      ["1a-5", "100"],
      ["6", "-7"],
      ["7", "147"], // 55 + 1 - 2 + 100 - 7
      ["11", "4"],
      ["12", "8"],
      ["13", "16"],
      ["8a-13", "-200"],
      ["14", "-9"],
      ["15", "-181"], // 4 + 8 + 16 - 200 - 9
      ["16", "-34"],
      ["21", "-34"],
      ["Form 1040 line 7a", "-34"],
    ]);
  });
});

describe("lines 17 to 22 (2025 Schedule D, Part III)", () => {
  const questions = (short: string, long: string, more: Partial<YearProfile> = {}) => {
    const of = profile(2025, { otherShort: usd(short), otherLong: usd(long), ...more });
    const form = yearOf(ledgerOf([]), [of], 2025).scheduleDForm;
    return [
      form?.line17,
      text(form?.line18),
      text(form?.line19),
      form?.line20,
      text(form?.line21),
      form?.line22,
    ];
  };

  it("both gains: 17 yes, 18 and 19 zero, 20 yes, 21 and 22 are not filled in", () => {
    expect(questions("0", "10")).toEqual([true, "0", "0", true, null, null]);
  });

  it("a gain from short term alone: 17 no, straight to 22", () => {
    expect(questions("10", "-5")).toEqual([false, null, null, null, null, false]);
    expect(questions("10", "-5", { qualifiedDividends: usd("1") }).at(-1)).toBe(true);
  });

  it("a loss: 17 to 20 are skipped, 21 and 22 filled in", () => {
    expect(questions("-5000", "0")).toEqual([null, null, null, null, "-3000", false]);
    expect(questions("-5000", "0", { filingStatus: "mfs" })[4]).toBe("-1500");
  });

  it("zero: 17 to 21 are skipped", () => {
    expect(questions("5", "-5")).toEqual([null, null, null, null, null, false]);
  });

  it("without a profile 22 stays open", () => {
    expect(yearOf(ledgerOf([]), [], 2026).scheduleDForm?.line22).toBeNull();
  });

  it("a year without forms has no schedule on paper, but its netting", () => {
    const year = yearOf(ledgerOf([]), [profile(2027)], 2027);
    expect([year.scheduleDForm, year.returnLines, year.digitalAssetQuestion]).toEqual([
      null,
      [],
      null,
    ]);
    const lines = year.scheduleD.map(({ line }) => line);
    expect(lines).toEqual(["Schedule D 7", "Schedule D 15", "Schedule D 16"]);
    expect(year.scheduleD[0]?.authority).toBe("Schedule D; IRC 1211(b), 1212(b), 1222");
  });
});

describe("collectibles at 28 percent", () => {
  const books = [
    buy("2020-01-01", "1", "100000", { asset: "PUNK" }),
    buy("2020-01-01", "1", "1000"),
    sell("2025-03-01", "1", "125000", { asset: "PUNK" }),
    sell("2025-03-01", "1", "16000"),
  ];
  const facts = { assets: [collectible("PUNK")] };
  const year = (status: FilingStatus, income: string, more: Partial<YearProfile> = {}) =>
    year2025(books, facts, [
      profile(2025, { filingStatus: status, ordinaryIncome: usd(income), ...more }),
    ]);

  // Schedule D Tax Worksheet 2025 by hand: TI = 200,000 + 40,000; 18: 25,000 of collectible gain above the top of the 24%
  // bracket is taxed at 28%, the rest at ordinary rates; 15,000 at 15%.
  it("single, 200,000 of other income: line 18 is 25,000, all of it above 197,300 and taxed at 28%", () => {
    const result = year("single", "200000");
    expect([result.netLong, result.netCollectible, result.scheduleDForm?.line18].map(text)).toEqual(
      ["40000", "25000", "25000"],
    );
    expect([result.scheduleDForm?.line20, result.tax?.worksheet]).toEqual([
      false,
      "schedule-d-tax-worksheet",
    ]);
    // 200,000 by the 2025 schedule: 40,199 up to 197,300, 32% of 2,700 = 864; 28% of 25,000 = 7,000; 15% of 15,000 = 2,250.
    expect(text(result.tax?.incomeTax)).toBe("50313");
  });

  // At 100,000 of other income the 25,000 lies in brackets below 28% and is taxed there, whatever the status.
  // Schedule of 2025 at 125,000: single, MFS 17,651 + 24% x 21,650 = 22,847; MFJ, QSS 11,157 + 22% x 28,050 = 17,328; HOH
  // 15,912 + 24% x 21,650 = 21,108. 15,000 at 15% = 2,250.
  it.each([
    ["single", "25097"],
    ["mfj", "19578"],
    ["mfs", "25097"],
    ["hoh", "23358"],
    ["qss", "19578"],
  ] as const)("%s, 100,000 of other income: %s", (status, tax) => {
    expect(text(year(status, "100000").tax?.incomeTax)).toBe(tax);
  });

  it("a long carryover and a net short loss come off line 18 first (28% Rate Gain Worksheet lines 5 and 6)", () => {
    const result = year("single", "200000", {
      longCarryoverIn: usd("4000"),
      shortCarryoverIn: usd("6000"),
    });
    expect(text(result.scheduleDForm?.line18)).toBe("15000");
  });

  it("short-term collectibles are in no 28 percent group", () => {
    const short = [
      buy("2025-01-01", "1", "10", { asset: "PUNK" }),
      sell("2025-03-01", "1", "20", { asset: "PUNK" }),
    ];
    expect(text(year2025(short, facts).netCollectible)).toBe("0");
  });

  it("a year without forms still knows its collectible gain", () => {
    const early = [
      buy("2012-01-01", "1", "10", { asset: "PUNK" }),
      sell("2014-03-01", "1", "20", { asset: "PUNK" }),
      sell("2014-04-01", "1", "20", { asset: "PUNK" }),
    ];
    const result = year2025(early, facts, [], 2014);
    expect([text(result.netCollectible), result.unknownRows.length]).toEqual(["10", 1]);
  });
});

describe("whole dollars over a whole year", () => {
  it("rows, carryover, other gains and the 1040 line are whole, and lines add up", () => {
    const year = year2025(
      [
        buy("2024-12-01", "2", "10.80"),
        sell("2025-02-01", "1", "9.50"),
        sell("2025-03-01", "1", "9.50"),
      ],
      { rounding: "dollars" },
      [
        profile(2025, {
          ordinaryIncome: usd("50000.49"),
          otherLong: usd("100.50"),
          shortCarryoverIn: usd("1.51"),
          scheduleD: { line13: usd("7.49") },
        }),
      ],
    );
    // Two rows of 10 - 5 (9.50 up, 5.40 down); carryover 2; 101 + 7 long.
    expect(
      amounts(year).map(([line, amount]) => [line?.replace("Schedule D ", ""), amount]),
    ).toEqual([
      ["3", "10"],
      ["6", "-2"],
      ["7", "8"],
      ["13", "7"],
      ["8a-13", "101"],
      ["15", "108"],
      ["16", "116"],
      ["18", "0"],
      ["19", "0"],
      ["Form 1040 line 7a", "116"],
    ]);
    expect(year.returnLines.map(({ line, amount }) => [line, usdText(amount)]).slice(0, 2)).toEqual(
      [
        ["Form 1040 line 7a", "116"],
        ["Form 1040 line 11a", "50116"],
      ],
    );
  });

  it("without lines of other forms, and with a carryover from the year before", () => {
    const books = [buy("2024-01-01", "1", "9000.60"), sell("2024-06-01", "1", "1000.20")];
    const year = year2025(books, { rounding: "dollars" }, [
      profile(2024, { ordinaryIncome: usd("90000.50") }),
      profile(2025, { ordinaryIncome: usd("90000.50") }),
    ]);
    // 1,000 - 9,001 = (8,001), of which 3,000 is used in 2024.
    expect(amounts(year)[0]).toEqual(["Schedule D 6", "-5001"]);
  });

  it("names a form no units were left for", () => {
    const shown = report({ id: "s9", proceeds: "5", basis: null });
    const none = { ...shown, units: ledgerOf([]).closedLots[0]?.quantity ?? null };
    const year = year2025(
      [buy("2024-12-01", "1", "1"), sell("2025-02-01", "1", "5", { id: "s9" })],
      { brokerReports: [shown, none] },
    );
    const disposal = year.parts[0]?.rows[0]?.report?.disposal;
    expect([year.unmatchedReports, disposal]).toEqual([[none], transactionId("s9")]);
  });
});
