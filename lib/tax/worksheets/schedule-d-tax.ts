import {
  addUsd,
  compareUsd,
  floorZeroUsd,
  maxUsd,
  minUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  timesRate,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { COLLECTIBLES_RATE } from "@/lib/tax/rules/statute";
import type { GainTaxInput, WorksheetTax } from "./gain-tax";
import { newSheet, type Sheet } from "./sheet";
import { taxOn } from "./tax-table";

const AUTHORITY = "IRC 1(h), 1(j)(5); Schedule D instructions, Schedule D Tax Worksheet";

/** Lines 1-22, which every path needs. */
interface Base {
  readonly l1: Usd;
  readonly l9: Usd;
  readonly l10: Usd;
  readonly l13: Usd;
  readonly l14: Usd;
  readonly l16: Usd;
  readonly l21: Usd;
  readonly l22: Usd;
}

/**
 * The Schedule D Tax Worksheet, lines 1-47 (rules.md 9.4), for a positive Schedule D line 18 (28% gain). Form 4952 amounts
 * and unrecaptured section 1250 gain (line 19) are out of scope and taken as zero.
 */
export function scheduleDTax(input: GainTaxInput): WorksheetTax {
  const sheet = newSheet("Schedule D Tax Worksheet", AUTHORITY);
  const { put } = sheet;
  const brackets = input.rules.brackets[input.status];
  const base = linesTo22(sheet, input);
  const gains = gainBands(sheet, input, base);
  const l44 = put(
    "44",
    "Tax on line 21",
    taxOn(base.l21, brackets, input.method),
    "table or schedule",
  );
  const l45 = put(
    "45",
    "Tax by parts",
    sumUsd([gains.at15, gains.at20, gains.at28, l44]),
    "lines 31 + 34 + 40 + 43 + 44",
  );
  const l46 = put(
    "46",
    "Tax on line 1",
    taxOn(base.l1, brackets, input.method),
    "table or schedule",
  );
  const tax = put("47", "Tax on all taxable income", minUsd(l45, l46), "smaller of line 45 or 46");
  return { tax, lines: sheet.lines };
}

function linesTo22(sheet: Sheet, input: GainTaxInput): Base {
  const { put } = sheet;
  const { rules, status } = input;
  const l1 = put("1", "Taxable income", input.taxableIncome, rules.forms.taxableIncomeLine);
  const l2 = put("2", "Qualified dividends", input.qualifiedDividends, "as told in the profile");
  const l6 = put(
    "6",
    "Dividends less Form 4952",
    l2,
    "line 2 - line 5, not below zero (no Form 4952)",
  );
  const l7 = put(
    "7",
    "Smaller of Schedule D lines 15 and 16",
    minUsd(input.line15, input.line16),
    "smaller of Schedule D line 15 or 16",
  );
  const l9 = put(
    "9",
    "Net gain",
    floorZeroUsd(l7),
    "line 7 - line 8, not below zero (no Form 4952)",
  );
  const l10 = put("10", "Dividends and net gain", addUsd(l6, l9), "line 6 + line 9");
  const l11 = put("11", "28% and section 1250 gain", input.line18, "Schedule D line 18 + line 19");
  const l12 = put("12", "Of which inside net gain", minUsd(l9, l11), "smaller of line 9 or 11");
  const l13 = put("13", "Gain taxed at 0%, 15% or 20%", subtractUsd(l10, l12), "line 10 - line 12");
  const l14 = put(
    "14",
    "Other taxable income",
    floorZeroUsd(subtractUsd(l1, l13)),
    "line 1 - line 13, not below zero",
  );
  const l15 = put("15", "Top of the 0% band", rules.zeroRateCeiling[status], rules.authority);
  const l16 = put("16", "Income within the 0% band", minUsd(l1, l15), "smaller of line 1 or 15");
  const l17 = put("17", "Other income within it", minUsd(l14, l16), "smaller of line 14 or 16");
  const l18 = put(
    "18",
    "Income without gains",
    floorZeroUsd(subtractUsd(l1, l10)),
    "line 1 - line 10, not below zero",
  );
  const l19 = put(
    "19",
    "Income up to the top of the 24% bracket",
    minUsd(l1, rules.ordinaryCeilingForGains[status]),
    rules.authority,
  );
  const l20 = put("20", "Other income up to it", minUsd(l14, l19), "smaller of line 14 or 19");
  const l21 = put(
    "21",
    "Income taxed at ordinary rates",
    maxUsd(l18, l20),
    "larger of line 18 or 20",
  );
  const l22 = put("22", "Gain taxed at 0%", subtractUsd(l16, l17), "line 16 - line 17");
  return { l1, l9, l10, l13, l14, l16, l21, l22 };
}

function gainBands(
  sheet: Sheet,
  input: GainTaxInput,
  base: Base,
): { at15: Usd; at20: Usd; at28: Usd } {
  const none = { at15: ZERO_USD, at20: ZERO_USD, at28: ZERO_USD };
  if (compareUsd(base.l1, base.l16) === 0) {
    return none;
  }
  const { put } = sheet;
  const { rules, status } = input;
  const l23 = put(
    "23",
    "Gain within taxable income",
    minUsd(base.l1, base.l13),
    "smaller of line 1 or 13",
  );
  const l24 = put("24", "Gain taxed at 0%", base.l22, "line 22");
  const l25 = put(
    "25",
    "Gain above the 0% band",
    floorZeroUsd(subtractUsd(l23, l24)),
    "line 23 - line 24, not below zero",
  );
  const l26 = put("26", "Top of the 15% band", rules.fifteenRateCeiling[status], rules.authority);
  const l27 = put(
    "27",
    "Income within the 15% band",
    minUsd(base.l1, l26),
    "smaller of line 1 or 26",
  );
  const l28 = put(
    "28",
    "Ordinary income and 0% gain",
    addUsd(base.l21, base.l22),
    "line 21 + line 22",
  );
  const l29 = put(
    "29",
    "Room in the 15% band",
    floorZeroUsd(subtractUsd(l27, l28)),
    "line 27 - line 28, not below zero",
  );
  const l30 = put("30", "Gain taxed at 15%", minUsd(l25, l29), "smaller of line 25 or 29");
  const at15 = put("31", "Tax at 15%", timesRate(l30, "0.15"), "line 30 x 15%");
  const l32 = put("32", "Gain taxed at 0% and 15%", addUsd(l24, l30), "line 24 + line 30");
  if (compareUsd(base.l1, l32) === 0) {
    return { ...none, at15 };
  }
  const l33 = put("33", "Gain taxed at 20%", subtractUsd(l23, l32), "line 23 - line 32");
  const at20 = put("34", "Tax at 20%", timesRate(l33, "0.20"), "line 33 x 20%");
  return { at15, at20, at28: taxAt28(sheet, input, base, l30, l33) };
}

function taxAt28(sheet: Sheet, input: GainTaxInput, base: Base, l30: Usd, l33: Usd): Usd {
  if (signUsd(input.line18) <= 0) {
    return ZERO_USD;
  }
  const l41 = sheet.put(
    "41",
    "Income taxed above",
    sumUsd([base.l21, base.l22, l30, l33]),
    "lines 21 + 22 + 30 + 33 + 39",
  );
  const l42 = sheet.put("42", "Gain taxed at 28%", subtractUsd(base.l1, l41), "line 1 - line 41");
  return sheet.put("43", "Tax at 28%", timesRate(l42, COLLECTIBLES_RATE), "line 42 x 28%");
}
