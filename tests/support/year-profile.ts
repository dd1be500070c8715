import { usd, ZERO_USD } from "@/lib/money/usd";
import type { YearProfile } from "@/lib/tax/settings";

/** A single filer's year in which nothing was told; `change` says what was. */
export function yearProfile(year: number, change: Partial<YearProfile> = {}): YearProfile {
  return {
    year,
    filingStatus: "single",
    ordinaryIncome: ZERO_USD,
    deduction: ZERO_USD,
    qualifiedDividends: ZERO_USD,
    otherInvestmentIncome: ZERO_USD,
    magiAddBack: ZERO_USD,
    otherShort: ZERO_USD,
    otherLong: ZERO_USD,
    shortCarryoverIn: null,
    longCarryoverIn: null,
    ...change,
  };
}

/** A single filer's year of these wages and this deduction (USD) and nothing else beside the books. */
export const wagesOnly = (year: number, wages: string, deduction: string): YearProfile =>
  yearProfile(year, { ordinaryIncome: usd(wages), deduction: usd(deduction) });
