import { addUsd, compareUsd, subtractUsd, sumUsd, type Usd, usd, ZERO_USD } from "@/lib/money/usd";
import { err, ok, type Result } from "@/lib/result";
import type { AmendedYear } from "./cascade";
import type { FiledAmounts } from "./filed-year";
import { type AmendedReturn, type Form1040X, form1040X, type ReturnFigures } from "./form-1040x";

/** Lines of Form 1040-X these books cannot know: they are read off the original return. */
export const ASKED_LINES = ["4a", "4b", "7", "10", "12", "13", "14", "15", "16", "18"] as const;

/** One of them. */
export type AskedLine = (typeof ASKED_LINES)[number];

/** Lines whose change does not come from gains alone: what else changes on them can be told. */
export const CHANGEABLE_LINES: ReadonlySet<AskedLine> = new Set([
  "4a",
  "4b",
  "7",
  "10",
  "14",
  "15",
]);

/** The line for the part of an overpayment that goes to a later year's estimated tax: the taxpayer's choice. */
export const APPLIED_LINE = "23";

/** A line as the original return shows it, and what changes on it beside what these books change. */
export interface OriginalLine {
  readonly line: AskedLine;
  readonly original: Usd;
  readonly change: Usd;
}

/** What an amended return is made from. */
export interface AmendedReturnInput {
  readonly filed: FiledAmounts;
  readonly corrected: AmendedYear;
  readonly originals: readonly OriginalLine[];
  /** Part of an overpayment to go to a later year's estimated tax. */
  readonly appliedToEstimated: Usd;
}

/** Lines without which no Form 1040-X can be filled in: asked ones, and "1", "2" or "6" when the year's income or tax is not known. */
export interface MissingFigures {
  readonly code: "missing-figures";
  readonly lines: readonly string[];
}

/**
 * Form 1040-X of one year: column A as filed, C as corrected. Adjusted gross income and tax move as the gains move them, line 10 by the net
 * investment income tax, every other line only by what is told for it. Refuses with the lines that are not known: nothing is taken for zero.
 */
export function amendedReturn(input: AmendedReturnInput): Result<Form1040X, MissingFigures> {
  const { filed, corrected, originals } = input;
  const told = new Map(originals.map((one) => [one.line, one]));
  const unasked = ASKED_LINES.filter(
    (line) => !told.has(line) && !(line === "4b" && !hasSchedule1A(corrected.year)),
  );
  const { agi, incomeTax, taxableIncomeSigned } = filed;
  const missing = [
    ...(agi === null ? ["1"] : []),
    ...(taxableIncomeSigned === null ? ["2"] : []),
    ...(incomeTax === null ? ["6"] : []),
    ...unasked,
  ];
  if (agi === null || incomeTax === null || taxableIncomeSigned === null || missing.length > 0) {
    return err({ code: "missing-figures", lines: missing });
  }
  const figures = columnsOf({ agi, incomeTax, taxableIncomeSigned }, corrected, told);
  const amount = (line: AskedLine): Usd => told.get(line)?.original ?? ZERO_USD;
  return ok(
    form1040X({
      ...figures,
      paidWithReturn: amount("16"),
      originalOverpayment: amount("18"),
      appliedToEstimated: input.appliedToEstimated,
      method: methodOf(corrected),
    }),
  );
}

/**
 * By how much the original return does not come out even: its payments (lines 12 to 15 in column A, line 16) less the overpayment of line 18, less
 * its total tax (line 11 in column A). Zero on a return that was paid and refunded; above zero when a refund or overpayment is not told, which
 * would be claimed a second time; below when tax is still owed on it or a payment is not told.
 */
export function unevenBy({ lines }: Form1040X): Usd {
  const at = (wanted: string): Usd => {
    const found = lines.find(({ line }) => line === wanted);
    return found?.a ?? found?.c ?? ZERO_USD;
  };
  const paid = sumUsd(["12", "13", "14", "15", "16"].map(at));
  return subtractUsd(subtractUsd(paid, at("18")), at("11"));
}

/** Schedule 1-A began with 2025 returns; line 4b is zero for the years before (Rev. December 2025). */
export function hasSchedule1A(year: number): boolean {
  return year >= 2025;
}

function columnsOf(
  filed: { readonly agi: Usd; readonly incomeTax: Usd; readonly taxableIncomeSigned: Usd },
  { change }: AmendedYear,
  told: ReadonlyMap<AskedLine, OriginalLine>,
): { readonly original: ReturnFigures; readonly corrected: ReturnFigures } {
  const was = (line: AskedLine): Usd => told.get(line)?.original ?? ZERO_USD;
  const is = (line: AskedLine): Usd => addUsd(was(line), told.get(line)?.change ?? ZERO_USD);
  // The profile tells all deductions from AGI as one amount; lines 4a and 4b are part of it.
  const deductions = subtractUsd(filed.agi, filed.taxableIncomeSigned);
  const deduction = subtractUsd(deductions, addUsd(was("4a"), was("4b")));
  return {
    original: {
      agi: filed.agi,
      deduction,
      qbiDeduction: was("4a"),
      schedule1A: was("4b"),
      tax: filed.incomeTax,
      nonrefundableCredits: was("7"),
      otherTaxes: was("10"),
      withholding: was("12"),
      estimatedPayments: was("13"),
      earnedIncomeCredit: was("14"),
      refundableCredits: was("15"),
    },
    corrected: {
      agi: addUsd(filed.agi, change.capitalGainLine),
      deduction,
      qbiDeduction: is("4a"),
      schedule1A: is("4b"),
      tax: addUsd(filed.incomeTax, change.incomeTax),
      nonrefundableCredits: is("7"),
      otherTaxes: addUsd(is("10"), change.niit),
      withholding: was("12"),
      estimatedPayments: was("13"),
      earnedIncomeCredit: is("14"),
      refundableCredits: is("15"),
    },
  };
}

/** Below this taxable income the Tax Table is used, from it on the Tax Computation Worksheet (i1040). */
const TABLE_LIMIT: Usd = usd("100000");

function methodOf({ corrected, outcome }: AmendedYear): AmendedReturn["method"] {
  switch (outcome.tax.worksheet) {
    case "schedule-d-tax-worksheet":
      return "Sch D";
    case "qdcg-worksheet":
      return "QDCGTW";
    case "rates":
      return compareUsd(corrected.taxableIncome, TABLE_LIMIT) < 0 ? "Table" : "TCW";
  }
}
