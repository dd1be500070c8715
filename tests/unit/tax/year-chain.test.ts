import { describe, expect, it } from "vitest";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import { computeYears } from "@/lib/tax/compute";
import type { AssetFacts } from "@/lib/tax/facts";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { YearProfile } from "@/lib/tax/settings";
import { assetId, type Transaction } from "@/lib/tax/transaction";
import type { YearResult } from "@/lib/tax/year-result";
import { AS_OF, buy, ledgerOf, leg, profile, sell, told } from "./make";

const text = (amount: Usd | null) => (amount === null ? null : usdText(amount));

const years = (
  rows: readonly Transaction[],
  profiles: readonly YearProfile[] = [],
  assets: readonly AssetFacts[] = [],
) => computeYears({ ledger: ledgerOf(rows), profiles, asOf: AS_OF, assets });

const losses = (result: readonly YearResult[]) =>
  result.map((each) => [
    each.year,
    text(each.line16),
    text(each.line21),
    text(each.shortCarryoverOut),
    text(each.longCarryoverOut),
  ]);

/** A unit bought for `cost` and sold for `proceeds` a month later. */
const trade = (year: number, cost: string, proceeds: string): readonly Transaction[] => [
  buy(`${year}-03-01`, "1", cost),
  sell(`${year}-04-01`, "1", proceeds),
];

describe("a loss is carried from year to year (IRC 1211(b), 1212(b))", () => {
  it("through years with nothing of their own, 3,000 a year, until it is used up", () => {
    const result = years(trade(2021, "10000", "0"));
    expect(losses(result)).toEqual([
      [2021, "-10000", "3000", "7000", "0"],
      [2022, "-7000", "3000", "4000", "0"],
      [2023, "-4000", "3000", "1000", "0"],
      [2024, "-1000", "1000", "0", "0"],
      [2026, "0", "0", "0", "0"],
    ]);
    expect(
      result.every(
        ({ assumedIncome, tax, refusal }) => assumedIncome && tax === null && refusal === null,
      ),
    ).toBe(true);
  });

  it("keeps its character: a long-term loss stays one", () => {
    const rows = [buy("2020-03-01", "1", "8000"), sell("2024-04-01", "1", "0")];
    expect(losses(years(rows))).toEqual([
      [2024, "-8000", "3000", "0", "5000"],
      [2025, "-5000", "3000", "0", "2000"],
      [2026, "-2000", "2000", "0", "0"],
    ]);
  });

  it("half as much married filing separately; what a profile states of it comes before what the books leave", () => {
    const profiles = [
      profile(2024, { filingStatus: "mfs", ordinaryIncome: usd("50000") }),
      profile(2025, { shortCarryoverIn: usd("100"), ordinaryIncome: usd("50000") }),
      profile(2026, { longCarryoverIn: usd("40"), ordinaryIncome: usd("50000") }),
    ];
    // 10,000 less 1,500 leaves 8,500; 2025 says 100 instead; 2026 says 40 of long-term loss of its own.
    expect(losses(years(trade(2024, "10000", "0"), profiles))).toEqual([
      [2024, "-10000", "1500", "8500", "0"],
      [2025, "-100", "100", "0", "0"],
      [2026, "-40", "40", "0", "0"],
    ]);
  });

  it("years without anything to carry are left out; the year of the question never is", () => {
    expect(years(trade(2019, "10", "30")).map(({ year }) => year)).toEqual([2019, 2026]);
    expect(years([]).map(({ year }) => year)).toEqual([2026]);
  });
});

describe("a year whose amounts are not in the product", () => {
  it("is refused with a reason: netted, but no form, no tax and no return line", () => {
    const [gone] = years(trade(2016, "5000", "0"));
    expect(gone).toMatchObject({
      year: 2016,
      refusal: { code: "unsupported-year", year: 2016 },
      tax: null,
      parts: [],
      directParts: [],
      unmatchedReports: [],
      scheduleDForm: null,
      returnLines: [],
      digitalAssetQuestion: null,
      formsNote: null,
      netShort: usd("-5000"),
      line21: usd("3000"),
      shortCarryoverOut: usd("2000"),
    });
  });

  it("is told why: too old, or not published yet; what is in the product may carry a note on its forms", () => {
    const why = (year: number) => {
      const found = rulesFor(year);
      return found.ok ? null : found.error.message;
    };
    expect(why(2016)).toBe(
      "Tax year 2016 is before 2017, the first year whose rates and forms are in the product.",
    );
    expect(why(2027)).toBe(
      "The amounts for tax year 2027 are not in the product: they are added when the IRS has published them.",
    );
    expect([why(2017), why(2026)]).toEqual([null, null]);
    const [noted, plain] = years([], [profile(2018), profile(2020)]);
    expect(noted?.formsNote).toContain("2018");
    expect(plain?.formsNote).toBeNull();
  });

  it("follows the statute's limit of the filing status, and keeps what income was too small to use", () => {
    const low = profile(2016, {
      ordinaryIncome: usd("6000"),
      qualifiedDividends: usd("1000"),
      deduction: usd("6000"),
    });
    // Worksheet: taxable income 6,000 + 1,000 - 3,000 - 6,000 = -2,000; with line 21 back, 1,000 of it was used: 4,000 left.
    expect(losses(years(trade(2016, "5000", "0"), [low]))[0]).toEqual([
      2016,
      "-5000",
      "3000",
      "4000",
      "0",
    ]);
    const apart = { ...low, filingStatus: "mfs", ordinaryIncome: usd("60000") } as const;
    expect(losses(years(trade(2016, "5000", "0"), [apart]))[0]).toEqual([
      2016,
      "-5000",
      "1500",
      "3500",
      "0",
    ]);
  });

  it("adds its lots by term, collectibles apart, with what the profile says of others", () => {
    const art = assetId("ART");
    const rows = [
      buy("2014-01-01", "1", "100", { asset: "ART" }),
      buy("2014-01-01", "1", "100"),
      sell("2016-02-01", "1", "190", { asset: "ART" }),
      sell("2016-02-01", "1", "150"),
      buy("2016-03-01", "2", "20", { asset: "ART" }),
      sell("2016-04-01", "1", "17", { asset: "ART" }),
      // A price nobody knows adds nothing, and is listed.
      sell("2016-05-01", "1", null, { asset: "ART" }),
    ];
    const facts: AssetFacts = {
      asset: art,
      class: "digital",
      collectible: true,
      identicalTo: null,
    };
    const other = profile(2016, {
      otherShort: usd("1000"),
      otherLong: usd("2000"),
      scheduleD: { line4: usd("300"), line11: usd("400") },
    });
    const [result] = years(rows, [other], [facts]);
    // Short: 17 - 10 = 7, 1,000 and 300 beside it. Long: 50 + 90, 2,000 and 400 beside it; of it 90 collectible.
    expect(result && [result.netShort, result.netLong, result.netCollectible].map(text)).toEqual([
      "1307",
      "2540",
      "90",
    ]);
    expect(result?.unknownRows.map(({ quantity, gain }) => [quantity, gain])).toEqual([
      [leg("ART", "1").quantity, null],
    ]);
    const [alone] = years(rows, [], [facts]);
    expect(alone && [alone.netShort, alone.netLong].map(text)).toEqual(["7", "140"]);
  });
});

describe("what makes a year", () => {
  const income = (date: string, value: string | null): Transaction => ({
    ...told(date),
    kind: "income",
    incomeKind: "staking",
    received: leg("ETH", "1"),
    value: value === null ? null : usd(value),
  });

  it("income does; of two the known one counts and the other is listed", () => {
    const [result] = years([income("2022-05-01", "7"), income("2022-06-01", null)]);
    expect([result?.year, result && text(result.incomeTotal)]).toEqual([2022, "7"]);
    expect(result?.unknownIncome.map(({ date }) => date)).toEqual(["2022-06-01"]);
  });

  it("a gift, a donation or a loss without a sale does, a move or a withdrawal does not", () => {
    const row = (year: number, kind: "gift-sent" | "donation" | "withdrawal"): Transaction => ({
      ...told(`${year}-02-01`),
      kind,
      sent: leg("BTC", "1"),
      value: usd("9"),
    });
    const lost: Transaction = {
      ...told("2023-02-01"),
      kind: "lost",
      sent: leg("BTC", "1"),
      reason: "lost",
    };
    const rows = [
      buy("2019-01-01", "5", "50"),
      row(2020, "gift-sent"),
      row(2021, "withdrawal"),
      row(2022, "donation"),
      lost,
    ];
    expect(years(rows).map(({ year }) => year)).toEqual([2020, 2022, 2023, 2026]);
  });

  it("a profile does, and years stand in order", () => {
    const profiles = [profile(2024), profile(2018)];
    expect(
      years(trade(2021, "1", "2"), profiles).map(({ year, assumedIncome }) => [
        year,
        assumedIncome,
      ]),
    ).toEqual([
      [2018, false],
      [2021, true],
      [2024, false],
      [2026, true],
    ]);
  });
});
