import type { SheetName } from "./address";

/**
 * What a line of a form is made of. References: "4" is a line of the same sheet, "qdcg:5" of another, "profile:deduction",
 * "rule:niitThreshold"; a minus sign takes off. A reference to a line that is not filled in counts as nothing.
 */
export interface Formula {
  readonly kind:
    | "sum"
    | "difference"
    | "not-below-zero"
    | "not-above-zero"
    | "smallest"
    | "smallest-not-below-zero"
    | "largest"
    | "same"
    | "table"
    /** A rate of the law, as decimal text or by its name. */
    | { readonly rate: string };
  readonly of: readonly string[];
}

const sum = (...of: string[]): Formula => ({ kind: "sum", of });
const difference = (...of: string[]): Formula => ({ kind: "difference", of });
const floor = (...of: string[]): Formula => ({ kind: "not-below-zero", of });
const smallest = (...of: string[]): Formula => ({ kind: "smallest", of });
const largest = (...of: string[]): Formula => ({ kind: "largest", of });
const same = (of: string): Formula => ({ kind: "same", of: [of] });
const table = (of: string): Formula => ({ kind: "table", of: [of] });
const product = (of: string, rate: string): Formula => ({ kind: { rate }, of: [of] });

type Sheet = Readonly<Record<string, Formula>>;

/** Qualified Dividends and Capital Gain Tax Worksheet (rules.md 9.3). */
const QDCG: Sheet = {
  1: same("1040:taxable-income"),
  2: same("profile:qualifiedDividends"),
  3: { kind: "smallest-not-below-zero", of: ["schedule-d:15", "schedule-d:16"] },
  4: sum("2", "3"),
  5: floor("1", "-4"),
  6: same("rule:zeroRateCeiling"),
  7: smallest("1", "6"),
  8: smallest("5", "7"),
  9: difference("7", "-8"),
  10: smallest("1", "4"),
  11: same("9"),
  12: difference("10", "-11"),
  13: same("rule:fifteenRateCeiling"),
  14: smallest("1", "13"),
  15: sum("5", "9"),
  16: floor("14", "-15"),
  17: smallest("12", "16"),
  18: product("17", "0.15"),
  19: sum("9", "17"),
  20: difference("10", "-19"),
  21: product("20", "0.20"),
  22: table("5"),
  23: sum("18", "21", "22"),
  24: table("1"),
  25: smallest("23", "24"),
};

/** Schedule D Tax Worksheet (rules.md 9.4). */
const SCHEDULE_D_TAX: Sheet = {
  1: same("1040:taxable-income"),
  2: same("profile:qualifiedDividends"),
  6: same("2"),
  7: smallest("schedule-d:15", "schedule-d:16"),
  9: floor("7"),
  10: sum("6", "9"),
  11: same("schedule-d:18"),
  12: smallest("9", "11"),
  13: difference("10", "-12"),
  14: floor("1", "-13"),
  15: same("rule:zeroRateCeiling"),
  16: smallest("1", "15"),
  17: smallest("14", "16"),
  18: floor("1", "-10"),
  19: smallest("1", "rule:ordinaryCeilingForGains"),
  20: smallest("14", "19"),
  21: largest("18", "20"),
  22: difference("16", "-17"),
  23: smallest("1", "13"),
  24: same("22"),
  25: floor("23", "-24"),
  26: same("rule:fifteenRateCeiling"),
  27: smallest("1", "26"),
  28: sum("21", "22"),
  29: floor("27", "-28"),
  30: smallest("25", "29"),
  31: product("30", "0.15"),
  32: sum("24", "30"),
  33: difference("23", "-32"),
  34: product("33", "0.20"),
  41: sum("21", "22", "30", "33"),
  42: difference("1", "-41"),
  43: product("42", "0.28"),
  44: table("21"),
  45: sum("31", "34", "43", "44"),
  46: table("1"),
  47: smallest("45", "46"),
};

/** 28% Rate Gain Worksheet (rules.md 8.4). */
const RATE_28: Sheet = {
  1: same("collectibles"),
  5: difference("-carried-in:long"),
  6: { kind: "not-above-zero", of: ["schedule-d:7"] },
  7: floor("1", "5", "6"),
};

/** Form 8960 (rules.md 10). */
const FORM_8960: Sheet = {
  "1-4": same("profile:otherInvestmentIncome"),
  2: same("profile:qualifiedDividends"),
  "5a": same("capital-gain"),
  8: sum("1-4", "2", "5a"),
  12: floor("8"),
  13: sum("1040:agi", "profile:magiAddBack"),
  14: same("rule:niitThreshold"),
  15: floor("13", "-14"),
  16: smallest("12", "15"),
  17: product("16", "rule:niitRate"),
};

/** Capital Loss Carryover Worksheet (rules.md 8.5); lines 1 and 4 depend on whether there is a profile. */
const CARRYOVER: Sheet = {
  2: difference("-schedule-d:21"),
  3: floor("1", "2"),
  4: smallest("2", "3"),
  5: floor("-schedule-d:7"),
  6: floor("schedule-d:15"),
  7: sum("4", "6"),
  8: floor("5", "-7"),
  9: difference("-schedule-d:15"),
  10: floor("schedule-d:7"),
  11: floor("4", "-5"),
  12: sum("10", "11"),
  13: floor("9", "-12"),
};

/** Formulas of the sheets whose lines are always made the same way. */
export const FORMULAS: Readonly<Record<Exclude<SheetName, "schedule-d" | "1040">, Sheet>> = {
  qdcg: QDCG,
  "schedule-d-tax": SCHEDULE_D_TAX,
  "28": RATE_28,
  "8960": FORM_8960,
  carryover: CARRYOVER,
};
