import type { Usd } from "@/lib/money/usd";
import type { YearRules } from "@/lib/tax/rules/year-rules";
import type { FilingStatus } from "@/lib/tax/settings";
import type { FormLine } from "@/lib/tax/year-result";
import type { TaxMethod } from "./tax-table";

/** What the two rate worksheets read: taxable income (not below zero), dividends, and lines of Schedule D. */
export interface GainTaxInput {
  readonly taxableIncome: Usd;
  readonly qualifiedDividends: Usd;
  readonly line15: Usd;
  readonly line16: Usd;
  /** Schedule D line 18, from the 28% Rate Gain Worksheet. */
  readonly line18: Usd;
  readonly status: FilingStatus;
  readonly rules: YearRules;
  readonly method: TaxMethod;
}

/** The tax and every line that led to it. */
export interface WorksheetTax {
  readonly tax: Usd;
  readonly lines: readonly FormLine[];
}
