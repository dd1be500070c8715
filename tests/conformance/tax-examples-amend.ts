import { subtractUsd, type Usd, usd, ZERO_USD } from "@/lib/money/usd";
import { type AmendYear, cascade, figuresOf } from "@/lib/tax/amend/cascade";
import {
  type AmendedReturn,
  correctAmount,
  form1040X,
  type ReturnFigures,
} from "@/lib/tax/amend/form-1040x";
import { refundAllowed, refundClaim, refundWindow } from "@/lib/tax/amend/refund-window";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { YearProfile } from "@/lib/tax/settings";
import { outcomeOf } from "@/lib/tax/worksheets/year-return";
import { calendarDate } from "@/lib/time/calendar-date";
import { yearProfile } from "../support/year-profile";
import type { Check } from "./compare";
import { type Example, input, money, type Runner } from "./tax-example";

/** Examples of amended returns and refund windows, by category. */
export const AMEND_RUNNERS: Readonly<Record<string, Runner>> = {
  amended_return: amendedReturn,
  refund_window: window,
};

type Pair = readonly [string, string];

const NOTHING: ReturnFigures = {
  agi: ZERO_USD,
  deduction: ZERO_USD,
  qbiDeduction: ZERO_USD,
  schedule1A: ZERO_USD,
  tax: ZERO_USD,
  nonrefundableCredits: ZERO_USD,
  otherTaxes: ZERO_USD,
  withholding: ZERO_USD,
  estimatedPayments: ZERO_USD,
  earnedIncomeCredit: ZERO_USD,
  refundableCredits: ZERO_USD,
};

function amendedReturn(example: Example, check: Check): undefined {
  const { inputs, expected } = example;
  if (inputs["A"] !== undefined) {
    const sum = correctAmount(usd(input(example, "A")), usd(input(example, "B")));
    money(check, "C", expected["C"], sum);
    money(check, "C below zero", "0", correctAmount(usd("-1000"), usd("400")));
  } else if (inputs["wages"] !== undefined) {
    missedLoss(example, check);
  } else if (inputs["filed"] !== undefined) {
    filedAndCorrected(example, check);
  } else {
    fromColumns(example, check);
  }
}

/** Columns told as pairs of original and corrected amounts. */
function fromColumns(example: Example, check: Check): void {
  const { inputs, expected } = example;
  const pair = (name: string, otherwise: Pair): Pair =>
    (inputs[name] as unknown as Pair | undefined) ?? otherwise;
  const deduction = inputs["standardDeduction"] ?? standardDeduction(example);
  const later = input(example, "line16AdditionalTaxPaid");
  const paid = subtractUsd(usd(inputs["paymentsLine17"] ?? input(example, "line17")), usd(later));
  const figures = (side: 0 | 1): ReturnFigures => ({
    ...NOTHING,
    agi: usd(pair("agi", ["0", "0"])[side]),
    deduction: usd(deduction),
    qbiDeduction: usd(pair("qbi", ["0", "0"])[side]),
    tax: usd(pair("tax", ["0", "0"])[side]),
    otherTaxes: usd(pair("otherTaxes", ["0", "0"])[side]),
    withholding: paid,
  });
  compareLines(check, expected, {
    original: figures(0),
    corrected: figures(1),
    paidWithReturn: usd(later),
    originalOverpayment: usd(inputs["originalOverpaymentLine18"] ?? input(example, "line18")),
    appliedToEstimated: ZERO_USD,
    method: "Table",
  });
  if (expected["refundCap2Year"] !== undefined) {
    twoYearCap(example, check, { withheld: paid, later: usd(later) });
  }
}

function standardDeduction(example: Example): string {
  return example.taxYear === 2022 ? "12950" : "0";
}

/**
 * The window the example closes: a 2022 return on time (due 2023-04-18, the year's moved date), the rest paid two years before
 * the day the second window ends, the claim between the two ends.
 */
function twoYearCap(
  { expected }: Example,
  check: Check,
  paid: { readonly withheld: Usd; readonly later: Usd },
): void {
  const due = calendarDate("2023-04-18");
  const filing = {
    dueDate: due,
    extensionMonths: 0,
    filedDate: calendarDate("2023-03-01"),
    payments: [
      { kind: "withholding", date: due, amount: paid.withheld },
      { kind: "later", date: calendarDate("2024-12-03"), amount: paid.later },
    ],
  } as const;
  const claim = refundClaim(filing, calendarDate("2026-11-21"));
  check.text("three years", expected["threeYearWindowClosed"], claim.threeYearDeadline);
  check.text("two years", expected["twoYearWindowEnds"], claim.twoYearDeadline);
  check.text("basis", "two-year", claim.basis);
  money(check, "cap", expected["refundCap2Year"], claim.cap);
  const wanted = String((expected["6"] as string[])[1]);
  money(check, "refund", expected["refundCap2Year"], refundAllowed(usd(wanted), claim.cap));
}

function filedAndCorrected(example: Example, check: Check): void {
  const figures = (name: string): ReturnFigures => {
    const of = example.inputs[name] as unknown as Record<string, string>;
    return {
      ...NOTHING,
      agi: usd(of["agi"] ?? "0"),
      deduction: usd(of["deduction"] ?? "0"),
      qbiDeduction: usd(of["qbi"] ?? "0"),
      tax: usd(of["tax"] ?? "0"),
      withholding: usd(of["payments"] ?? "0"),
    };
  };
  compareLines(check, example.expected, {
    original: figures("filed"),
    corrected: figures("corrected"),
    paidWithReturn: ZERO_USD,
    originalOverpayment: usd(input(example, "refundAlreadyReceived")),
    appliedToEstimated: ZERO_USD,
    method: "Table",
  });
}

/** Expected lines: three columns, one amount, or "5B" for one column of a line. */
function compareLines(
  check: Check,
  expected: Record<string, unknown>,
  amended: AmendedReturn,
): void {
  const { lines } = form1040X(amended);
  const find = (name: string) => lines.find(({ line }) => line === name);
  for (const [name, value] of Object.entries(expected)) {
    const match = /^(QBI|\d+)([ABC])?$/.exec(name);
    const line = find(match?.[1] === "QBI" ? "4a" : (match?.[1] ?? ""));
    if (Array.isArray(value)) {
      for (const [index, column] of (["a", "b", "c"] as const).entries()) {
        money(check, `line ${name} ${column}`, value[index], line?.[column]);
      }
    } else if (match !== null) {
      const column = (match[2] ?? "C").toLowerCase() as "a" | "b" | "c";
      money(check, `line ${name}`, value, line?.[column]);
    }
  }
}

/** A loss missed in the first year, carried through the later ones. */
function missedLoss(example: Example, check: Check): void {
  const wages = example.inputs["wages"] as unknown as Record<string, string>;
  const gains = example.inputs["originallyReportedShortGain"] as unknown as Record<string, string>;
  const years = Object.keys(wages).map((year): AmendYear => {
    const profile = profileOf(Number(year), wages[year] ?? "0");
    const short = usd(gains[year] ?? "0");
    const missed = year === "2023" ? usd(input(example, "missedShortLoss2023")) : ZERO_USD;
    const filed = outcomeOf({
      gains: { short, long: ZERO_USD, collectible: ZERO_USD },
      carryoverIn: { short: ZERO_USD, long: ZERO_USD },
      profile,
      rules: rulesOf(Number(year)),
      method: "table",
    });
    const due = calendarDate(`${Number(year) + 1}-04-15`);
    return {
      profile,
      filedCarryoverIn: { short: ZERO_USD, long: ZERO_USD },
      filed: figuresOf(filed),
      filing: {
        dueDate: due,
        extensionMonths: 0,
        filedDate: due,
        payments: [{ kind: "withholding", date: due, amount: filed.tax.total }],
      },
      gains: { short: subtractUsd(short, missed), long: ZERO_USD, collectible: ZERO_USD },
    };
  });
  const result = cascade(years, calendarDate("2026-11-21"), "table");
  if (!result.ok) {
    throw new Error(result.error.message);
  }
  for (const [index, year] of result.value.years.entries()) {
    const wanted = example.expected[String(year.year)] as Record<string, string>;
    const figures: Record<string, Usd | undefined> = {
      line6: subtractUsd(ZERO_USD, year.carryoverIn.short),
      line7: year.corrected.line7,
      line21: subtractUsd(ZERO_USD, year.corrected.line21),
      taxOriginal: years[index]?.filed.totalTax,
      taxCorrected: year.corrected.totalTax,
      refund: year.refundAllowed,
      carryoverShort: year.corrected.shortCarryoverOut,
    };
    for (const [name, amount] of Object.entries(wanted)) {
      money(check, `${year.year} ${name}`, amount, figures[name]);
    }
  }
  check.text("returns to file", "2023,2024,2025", result.value.filingOrder.join());
}

function rulesOf(year: number) {
  const found = rulesFor(year);
  if (!found.ok) {
    throw new Error(found.error.message);
  }
  return found.value;
}

const profileOf = (year: number, wages: string): YearProfile =>
  yearProfile(year, {
    ordinaryIncome: usd(wages),
    deduction: rulesOf(year).standardDeduction.single,
  });

function window(example: Example, check: Check): undefined {
  const found = refundWindow({
    dueDate: calendarDate(input(example, "due")),
    extensionMonths: example.inputs["extensionTo"] === undefined ? 0 : 6,
    filedDate: calendarDate(input(example, "filed")),
    payments: [],
  });
  check.text("deemed filed", example.expected["deemedFiled"], found.deemedFiled);
  check.text("three years", example.expected["threeYearDeadline"], found.threeYearDeadline);
}
