import fc from "fast-check";
import { usd, ZERO_USD } from "@/lib/money/usd";
import type { Situation } from "@/lib/tax/harvest/saving";
import type { FilingStatus } from "@/lib/tax/settings";
import type { YearGains } from "@/lib/tax/worksheets/year-return";
import { rulesOf } from "../forms/make-rows";
import { profile } from "../make";

/** Runs of each property: bounded in the usual run, ten thousand in all when asked (PROPERTY_RUNS). */
export const runs = (usual: number) => ({
  numRuns:
    process.env["PROPERTY_RUNS"] === undefined ? usual : Number(process.env["PROPERTY_RUNS"]),
});

const cents = (amount: number) => usd((amount / 100).toFixed(2));

/** Whole cents between two amounts of dollars, with the levels where the tax bends (NIIT among them) more often than chance would have it. */
export const money = (least: number, most: number) =>
  fc
    .oneof(
      { weight: 4, arbitrary: fc.integer({ min: least * 100, max: most * 100 }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          0,
          300_000,
          -300_000,
          1_240_000,
          4_945_000,
          5_040_000,
          12_500_000,
          20_000_000,
          20_177_500,
          25_000_000,
        ),
      },
    )
    .map((amount) => cents(Math.min(Math.max(amount, least * 100), most * 100)));

const STATUSES: readonly FilingStatus[] = ["single", "mfj", "mfs", "hoh", "qss"];

/** Years of every kind: low and high income, dividends, income before and after the NIIT threshold, carryovers, every status. */
export const years: fc.Arbitrary<Situation> = fc
  .record({
    year: fc.constantFrom(2017, 2021, 2024, 2025, 2026),
    status: fc.constantFrom(...STATUSES),
    income: fc.oneof(money(0, 60_000), money(0, 260_000), money(150_000, 700_000)),
    deduction: money(0, 35_000),
    dividends: fc.oneof(fc.constant(ZERO_USD), money(0, 30_000)),
    otherIncome: fc.oneof(fc.constant(ZERO_USD), money(0, 5_000)),
    addBack: fc.oneof(fc.constant(ZERO_USD), money(0, 9_000)),
    short: fc.oneof(fc.constant(ZERO_USD), money(-40_000, 60_000)),
    long: fc.oneof(fc.constant(ZERO_USD), money(-40_000, 300_000)),
    collectible: fc.oneof(fc.constant(ZERO_USD), money(-20_000, 90_000)),
    shortIn: fc.oneof(fc.constant(ZERO_USD), money(0, 20_000)),
    longIn: fc.oneof(fc.constant(ZERO_USD), money(0, 20_000)),
  })
  .map((told) => ({
    gains: { short: told.short, long: told.long, collectible: told.collectible },
    carryoverIn: { short: told.shortIn, long: told.longIn },
    profile: profile(told.year, {
      filingStatus: told.status,
      ordinaryIncome: told.income,
      deduction: told.deduction,
      qualifiedDividends: told.dividends,
      otherInvestmentIncome: told.otherIncome,
      magiAddBack: told.addBack,
    }),
    rules: rulesOf(told.year),
    method: "schedule" as const,
  }));

/** Gains of a year in each class. */
export const gainsOf: fc.Arbitrary<YearGains> = fc.record({
  short: money(-90_000, 300_000),
  long: money(-90_000, 600_000),
  collectible: money(-60_000, 200_000),
});
