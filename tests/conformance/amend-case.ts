import { addUsd, type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { type AmendFigures, type AmendYear, cascade } from "@/lib/tax/amend/cascade";
import type { Payment } from "@/lib/tax/amend/refund-window";
import type { FilingStatus } from "@/lib/tax/settings";
import type { TaxMethod } from "@/lib/tax/worksheets/tax-table";
import { calendarDate } from "@/lib/time/calendar-date";
import { Check } from "./compare";

type Figures = Record<string, string>;

/** amend-case/1 */
export interface AmendCase {
  id: string;
  taxMethod: TaxMethod;
  asOf: string;
  years: {
    year: number;
    filingStatus: FilingStatus;
    ordinaryIncome: string;
    deduction: string;
    qualifiedDividends: string;
    otherNetInvestmentIncome: string;
    magiAddBack: string;
    filed: Figures;
    dueDate: string;
    extensionMonths: number;
    filedDate: string;
    payments: { kind: Payment["kind"]; date: string; amount: string }[];
  }[];
  discovery: { year: number; short: string; long: string }[];
  expected: {
    years: {
      year: number;
      corrected: Figures;
      change: Figures;
      changed: boolean;
      action: string;
      threeYearDeadline: string;
      twoYearDeadline: string;
      refundDeadline: string;
      claimBasis: string;
      refundCap: string;
      refundAllowed: string;
    }[];
    filingOrder: number[];
    totals: Figures;
  };
}

const FIGURES: readonly (keyof AmendFigures)[] = [
  "line7",
  "line15",
  "line16",
  "line21",
  "capitalGainLine",
  "taxableIncomeSigned",
  "taxableIncome",
  "incomeTax",
  "niit",
  "totalTax",
  "shortCarryoverOut",
  "longCarryoverOut",
];

/** Runs the years of a case through the cascade and compares every figure, day and action. */
export function runAmendCase(data: AmendCase): string[] {
  const check = new Check();
  const years = data.years.map((year) => amendYear(data, year));
  const result = cascade(years, calendarDate(data.asOf), data.taxMethod);
  if (!result.ok) {
    return [result.error.message];
  }
  const { value } = result;
  for (const [index, expected] of data.expected.years.entries()) {
    const year = value.years[index];
    if (year === undefined) {
      check.text("year", expected.year, undefined);
      continue;
    }
    const name = String(year.year);
    for (const figure of FIGURES) {
      check.money(
        `${name} ${figure}`,
        expected.corrected[figure] ?? "",
        usdText(year.corrected[figure]),
      );
      check.money(
        `${name} change of ${figure}`,
        expected.change[figure] ?? "",
        usdText(year.change[figure]),
      );
    }
    check.money(
      `${name} short in`,
      expected.corrected["shortCarryoverIn"] ?? "",
      usdText(year.carryoverIn.short),
    );
    check.money(
      `${name} long in`,
      expected.corrected["longCarryoverIn"] ?? "",
      usdText(year.carryoverIn.long),
    );
    check.text(`${name} changed`, expected.changed, year.changed);
    check.text(`${name} action`, expected.action, year.action);
    check.text(`${name} three years`, expected.threeYearDeadline, year.claim.threeYearDeadline);
    check.text(`${name} two years`, expected.twoYearDeadline, year.claim.twoYearDeadline);
    check.text(`${name} deadline`, expected.refundDeadline, year.claim.deadline);
    check.text(`${name} basis`, expected.claimBasis, year.claim.basis);
    check.money(`${name} cap`, expected.refundCap, usdText(year.claim.cap));
    check.money(`${name} refund`, expected.refundAllowed, usdText(year.refundAllowed));
  }
  check.text("filing order", data.expected.filingOrder.join(), value.filingOrder.join());
  const { additionalTax, refundAllowed, refundLost } = data.expected.totals;
  check.money("additional tax", additionalTax ?? "", usdText(value.additionalTax));
  check.money("refunds", refundAllowed ?? "", usdText(value.refundAllowed));
  check.money("refunds lost", refundLost ?? "", usdText(value.refundLost));
  return check.differences;
}

function amendYear(data: AmendCase, year: AmendCase["years"][number]): AmendYear {
  const { filed } = year;
  const found = data.discovery.filter((each) => each.year === year.year);
  const corrected = (term: "short" | "long"): Usd =>
    found.reduce((sum, each) => addUsd(sum, usd(each[term])), amount(filed, term));
  return {
    profile: {
      year: year.year,
      filingStatus: year.filingStatus,
      ordinaryIncome: usd(year.ordinaryIncome),
      deduction: usd(year.deduction),
      qualifiedDividends: usd(year.qualifiedDividends),
      otherInvestmentIncome: usd(year.otherNetInvestmentIncome),
      magiAddBack: usd(year.magiAddBack),
      otherShort: ZERO_USD,
      otherLong: ZERO_USD,
      shortCarryoverIn: null,
      longCarryoverIn: null,
    },
    filedCarryoverIn: {
      short: amount(filed, "shortCarryoverIn"),
      long: amount(filed, "longCarryoverIn"),
    },
    filed: figures(filed),
    filing: {
      dueDate: calendarDate(year.dueDate),
      extensionMonths: year.extensionMonths,
      filedDate: calendarDate(year.filedDate),
      payments: year.payments.map((payment) => ({
        kind: payment.kind,
        date: calendarDate(payment.date),
        amount: usd(payment.amount),
      })),
    },
    gains: { short: corrected("short"), long: corrected("long"), collectible: ZERO_USD },
  };
}

function amount(of: Figures, name: string): Usd {
  return usd(of[name] ?? "0");
}

function figures(filed: Figures): AmendFigures {
  return Object.fromEntries(
    FIGURES.map((name) => [name, amount(filed, name)]),
  ) as unknown as AmendFigures;
}
