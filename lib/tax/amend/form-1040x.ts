import { addUsd, floorZeroUsd, minUsd, subtractUsd, sumUsd, type Usd } from "@/lib/money/usd";
import { type Form1040XRevision, REVISIONS } from "./revisions";

/** What a return shows, or should have shown. All amounts as on Form 1040; `tax` includes Schedule 2 line 3. */
export interface ReturnFigures {
  readonly agi: Usd;
  /** Itemized or standard. */
  readonly deduction: Usd;
  readonly qbiDeduction: Usd;
  /** Schedule 1-A (2025 returns). */
  readonly schedule1A: Usd;
  readonly tax: Usd;
  readonly nonrefundableCredits: Usd;
  /** Self-employment tax, net investment income tax, additional Medicare tax and the like. */
  readonly otherTaxes: Usd;
  readonly withholding: Usd;
  /** Estimated payments, the overpayment of an earlier year applied included. */
  readonly estimatedPayments: Usd;
  readonly earnedIncomeCredit: Usd;
  readonly refundableCredits: Usd;
}

/** What Form 1040-X is made from. */
export interface AmendedReturn {
  readonly original: ReturnFigures;
  readonly corrected: ReturnFigures;
  /** Line 16: paid with the extension, with the original return and later; tax only, no penalty and no interest. */
  readonly paidWithReturn: Usd;
  /** Line 18: overpayment on the original return, or as the IRS adjusted it. */
  readonly originalOverpayment: Usd;
  /** Line 23: how much of the overpayment goes to estimated tax; no more than there is. */
  readonly appliedToEstimated: Usd;
  /** The method the corrected tax was worked out by, as line 6 asks for. */
  readonly method: "Table" | "TCW" | "Sch D" | "QDCGTW";
}

/** One line: columns (A) original, (B) net change, (C) correct; lines 16 to 23 have one amount, in (C). */
export interface Form1040XLine {
  readonly line: string;
  readonly label: string;
  readonly a: Usd | null;
  readonly b: Usd | null;
  readonly c: Usd;
}

/** Part I lines 1 to 23 of Form 1040-X. */
export interface Form1040X {
  readonly revision: Form1040XRevision["name"];
  readonly lines: readonly Form1040XLine[];
  /** Line 20: tax to pay; zero when there is none. */
  readonly owed: Usd;
  /** Line 21: overpaid; zero when not. */
  readonly overpaid: Usd;
  /** Written beside line 6. */
  readonly method: AmendedReturn["method"];
}

/** Columns of one line. */
interface Columns {
  readonly a: Usd;
  readonly b: Usd;
  readonly c: Usd;
}

/**
 * Lines 1 to 23 of Form 1040-X in its current revision (rules.md 14.2): (B) = (C) - (A), decreases negative. Column (A) may
 * show taxable income below zero, column (C) may not; a change that starts below zero is told as it is.
 */
export function form1040X(input: AmendedReturn): Form1040X {
  const columns = columnLines(input);
  const totals = paymentLines(input, columns);
  const amounts = new Map<string, Omit<Form1040XLine, "line" | "label">>([
    ...Object.entries(columns),
    ...Object.entries(totals).map(([line, c]) => [line, { a: null, b: null, c }] as const),
  ]);
  const [revision] = REVISIONS;
  return {
    revision: revision.name,
    lines: revision.lines.flatMap(({ line, label }) => {
      const amount = amounts.get(line);
      return amount === undefined ? [] : [{ line, label, ...amount }];
    }),
    owed: totals["20"],
    overpaid: totals["21"],
    method: input.method,
  };
}

/** (C) of a line from (A) and the net change, not below zero (line 5; Form 1040-X instructions, Line 5). */
export function correctAmount(a: Usd, b: Usd): Usd {
  return floorZeroUsd(addUsd(a, b));
}

function columnLines({ original, corrected }: AmendedReturn) {
  const told = (name: keyof ReturnFigures): Columns => columnsOf(original[name], corrected[name]);
  const afterDeduction = (of: ReturnFigures) => subtractUsd(of.agi, of.deduction);
  const income = (of: ReturnFigures) =>
    subtractUsd(afterDeduction(of), addUsd(of.qbiDeduction, of.schedule1A));
  const afterCredits = (of: ReturnFigures) =>
    floorZeroUsd(subtractUsd(of.tax, of.nonrefundableCredits));
  const total = (of: ReturnFigures) => addUsd(afterCredits(of), of.otherTaxes);
  const taxable = income(original);
  return {
    "1": told("agi"),
    "2": told("deduction"),
    "3": columnsOf(afterDeduction(original), afterDeduction(corrected)),
    "4a": told("qbiDeduction"),
    "4b": told("schedule1A"),
    "5": columnsOf(taxable, correctAmount(taxable, subtractUsd(income(corrected), taxable))),
    "6": told("tax"),
    "7": told("nonrefundableCredits"),
    "8": columnsOf(afterCredits(original), afterCredits(corrected)),
    "10": told("otherTaxes"),
    "11": columnsOf(total(original), total(corrected)),
    "12": told("withholding"),
    "13": told("estimatedPayments"),
    "14": told("earnedIncomeCredit"),
    "15": told("refundableCredits"),
  };
}

function columnsOf(a: Usd, c: Usd): Columns {
  return { a, b: subtractUsd(c, a), c };
}

function paymentLines(input: AmendedReturn, columns: ReturnType<typeof columnLines>) {
  const total = columns["11"].c;
  const paid = sumUsd([
    columns["12"].c,
    columns["13"].c,
    columns["14"].c,
    columns["15"].c,
    input.paidWithReturn,
  ]);
  const left = subtractUsd(paid, input.originalOverpayment);
  const overpaid = floorZeroUsd(subtractUsd(left, total));
  const applied = minUsd(floorZeroUsd(input.appliedToEstimated), overpaid);
  return {
    "16": input.paidWithReturn,
    "17": paid,
    "18": input.originalOverpayment,
    "19": left,
    "20": floorZeroUsd(subtractUsd(total, left)),
    "21": overpaid,
    "22": subtractUsd(overpaid, applied),
    "23": applied,
  };
}
