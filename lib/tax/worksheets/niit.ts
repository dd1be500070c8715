import { floorZeroUsd, minUsd, subtractUsd, sumUsd, timesRate, type Usd } from "@/lib/money/usd";
import type { YearRules } from "@/lib/tax/rules/year-rules";
import type { FilingStatus } from "@/lib/tax/settings";
import type { WorksheetTax } from "./gain-tax";
import { newSheet } from "./sheet";

const AUTHORITY = "IRC 1411; Form 8960";

/** Net investment income tax on Form 8960. Deductions on lines 9-11 are taken as already left out of `otherInvestmentIncome`. */
export function netInvestmentIncomeTax(input: {
  readonly qualifiedDividends: Usd;
  readonly otherInvestmentIncome: Usd;
  /** Form 1040's capital gain line: line 16 when a gain, else minus line 21. */
  readonly capitalGainLine: Usd;
  readonly magi: Usd;
  readonly status: FilingStatus;
  readonly rules: YearRules;
}): WorksheetTax {
  const { put, lines } = newSheet("Form 8960", AUTHORITY);
  const { rules, status } = input;
  const other = put(
    "1-4",
    "Taxable interest, ordinary dividends, annuities, rental real estate, royalties",
    input.otherInvestmentIncome,
    "as told in the profile, without qualified dividends",
  );
  const dividends = put(
    "2",
    "Ordinary dividends",
    input.qualifiedDividends,
    "the qualified dividends told in the profile",
  );
  const gains = put(
    "5a",
    "Net gain or loss from disposition of property",
    input.capitalGainLine,
    rules.forms.capitalGainLine,
  );
  const l8 = put(
    "8",
    "Total investment income",
    sumUsd([other, dividends, gains]),
    "lines 1 through 7",
  );
  const l12 = put(
    "12",
    "Net investment income",
    floorZeroUsd(l8),
    "line 8 - line 11, not below zero",
  );
  const l13 = put("13", "Modified adjusted gross income", input.magi, "AGI + amounts added back");
  const l14 = put(
    "14",
    "Threshold based on filing status",
    rules.niitThreshold[status],
    "IRC 1411(b)",
  );
  const l15 = put(
    "15",
    "MAGI above the threshold",
    floorZeroUsd(subtractUsd(l13, l14)),
    "line 13 - line 14, not below zero",
  );
  const l16 = put("16", "Amount taxed", minUsd(l12, l15), "smaller of line 12 or 15");
  const tax = put(
    "17",
    "Net investment income tax",
    timesRate(l16, rules.niitRate),
    "line 16 x 3.8%",
  );
  return { tax, lines };
}
