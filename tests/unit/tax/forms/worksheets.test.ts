import { describe, expect, it } from "vitest";
import { type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { roundedProfile } from "@/lib/tax/forms/rounding";
import { LOSS_LIMIT } from "@/lib/tax/rules/statute";
import { capitalLossCarryover } from "@/lib/tax/worksheets/capital-loss-carryover";
import { taxBySchedule, taxOn } from "@/lib/tax/worksheets/tax-table";
import { capitalGainLine, net, outcomeOf, rate28Of } from "@/lib/tax/worksheets/year-return";
import { profile } from "../make";
import { rulesOf } from "./make-rows";
import { fullYear } from "./official-books";

const NO_CARRYOVER = { short: ZERO_USD, long: ZERO_USD };
const gains = (short: string, long: string, collectible = "0") => ({
  short: usd(short),
  long: usd(long),
  collectible: usd(collectible),
});
const netOf = (short: string, long: string) =>
  net(gains(short, long), NO_CARRYOVER, LOSS_LIMIT.single);

const numbers = (lines: readonly { readonly line: string }[]) =>
  lines.map(({ line }) => Number(line.split(" ").at(-1)));

describe("Capital Loss Carryover Worksheet: which lines are filled in (i1040sd)", () => {
  const carry = (line7: string, line15: string, line21 = "3000", income: string | null = "1000") =>
    capitalLossCarryover({
      taxableIncomeSigned: income === null ? null : usd(income),
      line21: usd(line21),
      line7: usd(line7),
      line15: usd(line15),
    });

  it.each([
    ["both terms are losses", "-5000", "-4000", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]],
    ["a short loss alone", "-9000", "4000", [1, 2, 3, 4, 5, 6, 7, 8]],
    ["a short loss, no long sale", "-9000", "0", [1, 2, 3, 4, 5, 6, 7, 8]],
    ["a long loss alone", "4000", "-9000", [1, 2, 3, 4, 5, 9, 10, 11, 12, 13]],
    ["a long loss, no short sale", "0", "-9000", [1, 2, 3, 4, 5, 9, 10, 11, 12, 13]],
  ])("%s", (_, line7, line15, expected) => {
    expect(numbers(carry(line7, line15).lines)).toEqual(expected);
  });

  it("is not filled in without an allowed loss, though one term lost", () => {
    expect(carry("-5", "10", "0")).toEqual({ short: ZERO_USD, long: ZERO_USD, lines: [] });
  });

  it("without an income it begins with the loss and takes it as used", () => {
    const { lines, long } = carry("0", "-9000", "3000", null);
    expect(numbers(lines).slice(0, 2)).toEqual([2, 4]);
    expect(usdText(long)).toBe("6000");
  });
});

describe("Schedule D netting (IRC 1211, 1222)", () => {
  it.each([
    ["a gain", "5", "10", "15", "0", "15"],
    ["nothing", "-10", "10", "0", "0", "0"],
    ["a small loss", "-10", "5", "-5", "5", "-5"],
    ["a loss above the limit", "-5000", "0", "-5000", "3000", "-3000"],
  ])("%s", (_, short, long, line16, line21, line1040) => {
    const netting = netOf(short, long);
    expect([netting.line16, netting.line21, capitalGainLine(netting)].map(usdText)).toEqual([
      line16,
      line21,
      line1040,
    ]);
  });

  // Schedule D line 17: lines 15 and 16 must both be gains, else the 28% worksheet is not asked for.
  it.each([
    // 30 of collectibles less the net short loss of 5; the other long loss of 10 is in line 15 and not here.
    ["both gains", "-5", "-10", [1, 5, 6, 7], "25"],
    ["line 16 is zero", "-20", "-10", [], "0"],
    ["line 16 is a loss", "-21", "-10", [], "0"],
    ["line 15 is zero", "5", "-30", [], "0"],
    ["line 15 is a loss", "50", "-31", [], "0"],
  ])("28%% Rate Gain Worksheet: %s", (_, short, long, lines, line18) => {
    const own = gains(short, long, "30");
    const sheet = rate28Of(own, NO_CARRYOVER, net(own, NO_CARRYOVER, LOSS_LIMIT.single));
    expect(numbers(sheet.lines)).toEqual(lines);
    expect(usdText(sheet.line18)).toBe(line18);
  });
});

describe("which worksheet the tax is worked out on (Schedule D lines 17 to 22)", () => {
  const outcome = (
    own: ReturnType<typeof gains>,
    told: Parameters<typeof profile>[1],
    method: "table" | "schedule" = "schedule",
  ) =>
    outcomeOf({
      gains: own,
      carryoverIn: NO_CARRYOVER,
      profile: profile(2025, told),
      rules: rulesOf(2025),
      method,
    });
  const income = { ordinaryIncome: usd("80000") };
  const dividends = { ...income, qualifiedDividends: usd("100") };

  it.each([
    ["a short gain", gains("20", "0"), income, "rates"],
    ["a loss", gains("0", "-20"), income, "rates"],
    ["nothing", gains("0", "0"), income, "rates"],
    ["a long gain", gains("0", "20"), income, "qdcg-worksheet"],
    [
      "a long gain, all of it collectible",
      gains("0", "0", "20"),
      income,
      "schedule-d-tax-worksheet",
    ],
    [
      "a collectible gain a short loss has eaten",
      gains("-20", "30", "20"),
      income,
      "qdcg-worksheet",
    ],
    ["qualified dividends and a loss", gains("0", "-20"), dividends, "qdcg-worksheet"],
    ["qualified dividends and no sale", gains("0", "0"), dividends, "qdcg-worksheet"],
  ] as const)("%s: %s", (_, own, told, worksheet) => {
    expect(outcome(own, told).tax.worksheet).toBe(worksheet);
  });

  // 2025, single: 80,000 by the schedule is 1,192.50 + 4,386 + 22% of 31,525 = 12,514; 15% of 20,000 is 3,000.
  it("lists every line down to the tax, and says how it was looked up", () => {
    const { tax } = outcome(gains("0", "20000"), income);
    const at = (name: string) => tax.lines.find(({ line }) => line === name);
    expect(
      [at("QDCG 22"), at("QDCG 23"), at("QDCG 25")].map((line) => line && usdText(line.amount)),
    ).toEqual(["12514", "15514", "15514"]);
    expect(at("QDCG 22")?.how).toBe("exact rate schedule");
    expect(at("Form 1040 line 16")?.authority).toBe("Form 1040; exact rate schedule");
    expect(at("Form 1040 line 16")?.how).toBe("Qualified Dividends and Capital Gain Tax Worksheet");
    const table = outcome(gains("0", "20000"), income, "table").tax.lines;
    expect(table.find(({ line }) => line === "QDCG 22")?.how).toMatch(/^Tax Table below \$100,000/);
    expect(table.find(({ line }) => line === "Form 1040 line 16")?.authority).toBe(
      "Form 1040; Tax Table",
    );
  });

  it("has the 28% worksheet before the Schedule D Tax Worksheet, and none without gains", () => {
    const names = (lines: readonly { line: string }[]) => [
      ...new Set(lines.map(({ line }) => line.replace(/ (?:line )?[\w-]+$/, ""))),
    ];
    expect(names(outcome(gains("0", "0", "20"), income).tax.lines)).toEqual([
      "Form 1040",
      "28% Rate Gain Worksheet",
      "Schedule D Tax Worksheet",
      "Form 8960",
    ]);
    expect(names(outcome(gains("20", "0"), income).tax.lines)).toEqual(["Form 1040", "Form 8960"]);
    expect(rate28Of(gains("0", "-5"), NO_CARRYOVER, netOf("0", "-5"))).toEqual({
      line18: ZERO_USD,
      lines: [],
    });
  });
});

describe("tax by table and by schedule", () => {
  const brackets = rulesOf(2025).brackets.single;

  it("the row of the table at its middle; the schedule at the dollar", () => {
    // 50,012: row 50,000 to 50,050 at 50,025: 5,578.50 + 22% of 1,550 = 5,919.50. By the schedule 22% of 1,537.
    expect(usdText(taxOn(usd("50012"), brackets, "table"))).toBe("5920");
    expect(usdText(taxOn(usd("50012"), brackets, "schedule"))).toBe("5916.64");
  });

  it.each(["0", "-5", "-100000"])("%s is not taxed", (income) => {
    expect(usdText(taxBySchedule(usd(income), brackets))).toBe("0");
  });
});

describe("a year's papers", () => {
  it("in cents a profile stays as told, in dollars every amount of it is rounded", () => {
    const told = profile(2025, { otherShort: usd("10.40"), scheduleD: { line4: usd("1.50") } });
    expect(roundedProfile(told, "cents")).toEqual(told);
    const { otherShort, scheduleD, shortCarryoverIn } = roundedProfile(told, "dollars");
    const text = (amount: Usd | null | undefined) => amount && usdText(amount);
    expect([text(otherShort), text(scheduleD?.line4), shortCarryoverIn]).toEqual(["10", "2", null]);
  });

  it("lines 1a and 8a have no column (g), in words and in figures", () => {
    const year = fullYear(2025, "gain");
    const how = (name: string) => year.scheduleD.find(({ line }) => line === name)?.how;
    expect(["1a", "8a", "1b", "10"].map((number) => how(`Schedule D ${number}`))).toEqual([
      "column (h) = (d) - (e)",
      "column (h) = (d) - (e)",
      "column (h) = (d) - (e) + (g)",
      "column (h) = (d) - (e) + (g)",
    ]);
    expect(
      year.scheduleDForm?.rows.map(({ line, adjustment }) => [line, adjustment === null]),
    ).toEqual([
      ["1a", true],
      ["1b", false],
      ["2", false],
      ["3", false],
      ["8a", true],
      ["8b", false],
      ["9", false],
      ["10", false],
    ]);
    expect(year.scheduleD[0]?.label).toMatch(
      /^Totals for all short-term transactions for which basis/,
    );
    const long = year.scheduleD.find(({ line }) => line === "Schedule D 8a");
    expect(long?.label).toMatch(/^Totals for all long-term transactions for which basis/);
    expect(year.scheduleD[0]?.authority).toMatch(/^Schedule D; 2025 Forms 1040/);
    const amountAt = (name: string) =>
      year.scheduleD.find(({ line }) => line === name)?.amount ?? null;
    expect([amountAt("Schedule D 18"), amountAt("Schedule D 19")]).toEqual([
      usd("398900"),
      ZERO_USD,
    ]);
  });
});
