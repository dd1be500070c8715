import {
  addUsd,
  floorZeroUsd,
  minUsd,
  subtractUsd,
  sumUsd,
  timesRate,
  type Usd,
} from "@/lib/money/usd";
import type { GainTaxInput, WorksheetTax } from "./gain-tax";
import { newSheet, type Sheet } from "./sheet";
import { taxOn } from "./tax-table";

const AUTHORITY =
  "IRC 1(h), 1(j)(5); Form 1040 instructions, Qualified Dividends and Capital Gain Tax Worksheet";

/**
 * The Qualified Dividends and Capital Gain Tax Worksheet, lines 1-25 as numbered since 2018 (rules.md 9.3). For years whose
 * Schedule D has lines 18 and 19 at zero. Estate and foreign-income variants are out of scope.
 */
export function qualifiedDividendsAndCapitalGain(input: GainTaxInput): WorksheetTax {
  const sheet = newSheet("QDCG", AUTHORITY);
  const { put } = sheet;
  const brackets = input.rules.brackets[input.status];
  const l1 = put("1", "Taxable income", input.taxableIncome, input.rules.forms.taxableIncomeLine);
  const l2 = put("2", "Qualified dividends", input.qualifiedDividends, "as told in the profile");
  const l3 = put(
    "3",
    "Smaller of Schedule D lines 15 and 16",
    floorZeroUsd(minUsd(input.line15, input.line16)),
    "smaller of Schedule D line 15 or 16, not below zero",
  );
  const l4 = put("4", "Dividends and net capital gain", addUsd(l2, l3), "line 2 + line 3");
  const l5 = put(
    "5",
    "Income taxed at ordinary rates",
    floorZeroUsd(subtractUsd(l1, l4)),
    "line 1 - line 4, not below zero",
  );
  const bands = byRate(sheet, input, l1, l4, l5);
  const l22 = put("22", "Tax on line 5", taxOn(l5, brackets, input.method), methodText(input));
  const l23 = put(
    "23",
    "Tax by parts",
    sumUsd([bands.at15, bands.at20, l22]),
    "line 18 + line 21 + line 22",
  );
  const l24 = put("24", "Tax on line 1", taxOn(l1, brackets, input.method), methodText(input));
  const tax = put("25", "Tax on all taxable income", minUsd(l23, l24), "smaller of line 23 or 24");
  return { tax, lines: sheet.lines };
}

/** Lines 6-21: how much of the gain falls in the 0 %, 15 % and 20 % bands. */
function byRate(
  sheet: Sheet,
  input: GainTaxInput,
  l1: Usd,
  l4: Usd,
  l5: Usd,
): { at15: Usd; at20: Usd } {
  const { put } = sheet;
  const { rules, status } = input;
  const l6 = put("6", "Top of the 0% band", rules.zeroRateCeiling[status], rules.authority);
  const l7 = put("7", "Income within the 0% band", minUsd(l1, l6), "smaller of line 1 or 6");
  const l8 = put("8", "Ordinary income within it", minUsd(l5, l7), "smaller of line 5 or 7");
  const l9 = put("9", "Gain taxed at 0%", subtractUsd(l7, l8), "line 7 - line 8");
  const l10 = put("10", "Gain within taxable income", minUsd(l1, l4), "smaller of line 1 or 4");
  const l11 = put("11", "Gain taxed at 0%", l9, "line 9");
  const l12 = put("12", "Gain above the 0% band", subtractUsd(l10, l11), "line 10 - line 11");
  const l13 = put("13", "Top of the 15% band", rules.fifteenRateCeiling[status], rules.authority);
  const l14 = put("14", "Income within the 15% band", minUsd(l1, l13), "smaller of line 1 or 13");
  const l15 = put("15", "Ordinary income and 0% gain", addUsd(l5, l9), "line 5 + line 9");
  const l16 = put(
    "16",
    "Room in the 15% band",
    floorZeroUsd(subtractUsd(l14, l15)),
    "line 14 - line 15, not below zero",
  );
  const l17 = put("17", "Gain taxed at 15%", minUsd(l12, l16), "smaller of line 12 or 16");
  const at15 = put("18", "Tax at 15%", timesRate(l17, "0.15"), "line 17 x 15%");
  const l19 = put("19", "Gain taxed at 0% and 15%", addUsd(l9, l17), "line 9 + line 17");
  const l20 = put("20", "Gain taxed at 20%", subtractUsd(l10, l19), "line 10 - line 19");
  const at20 = put("21", "Tax at 20%", timesRate(l20, "0.20"), "line 20 x 20%");
  return { at15, at20 };
}

function methodText(input: GainTaxInput): string {
  return input.method === "table"
    ? "Tax Table below $100,000, else Tax Computation Worksheet"
    : "exact rate schedule";
}
