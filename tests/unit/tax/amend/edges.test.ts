import { describe, expect, it } from "vitest";
import { usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { type AmendYear, cascade, figuresOf } from "@/lib/tax/amend/cascade";
import { form1040X, type ReturnFigures } from "@/lib/tax/amend/form-1040x";
import { type Payment, refundClaim, refundWindow } from "@/lib/tax/amend/refund-window";
import { type CarryoverIn, outcomeOf, type YearGains } from "@/lib/tax/worksheets/year-return";
import { calendarDate } from "@/lib/time/calendar-date";
import { rulesOf } from "../forms/make-rows";
import { profile } from "../make";

const gains = (short: string, long = "0"): YearGains => ({
  short: usd(short),
  long: usd(long),
  collectible: ZERO_USD,
});
const carried = (short: string, long = "0"): CarryoverIn => ({
  short: usd(short),
  long: usd(long),
});

/** A single person's year with 60,000 of income, filed in time and paid by withholding. */
function year(
  number: number,
  filed: YearGains,
  corrected: YearGains,
  into = carried("0"),
): AmendYear {
  const rules = rulesOf(number);
  const of = profile(number, {
    ordinaryIncome: usd("60000"),
    deduction: rules.standardDeduction.single,
  });
  const outcome = outcomeOf({
    gains: filed,
    carryoverIn: into,
    profile: of,
    rules,
    method: "schedule",
  });
  const due = calendarDate(`${number + 1}-04-15`);
  return {
    profile: of,
    filedCarryoverIn: into,
    filed: figuresOf(outcome),
    filing: {
      dueDate: due,
      extensionMonths: 0,
      filedDate: due,
      payments: [{ kind: "withholding", date: due, amount: outcome.tax.total }],
    },
    gains: corrected,
  };
}

function ran(...years: readonly AmendYear[]) {
  const result = cascade(years, calendarDate("2026-11-21"), "schedule");
  if (!result.ok) {
    throw new Error(result.error.message);
  }
  return result.value;
}

describe("the cascade of a changed year", () => {
  it.each([
    ["short", gains("-5000"), gains("-6000"), carried("2000"), gains("0"), gains("1000")],
    [
      "long",
      gains("0", "-5000"),
      gains("0", "-6000"),
      carried("0", "2000"),
      gains("0"),
      gains("0", "1000"),
    ],
  ])(
    "another %s carryover into a year is a change even where the year's own gains make up for it",
    (_, filed, corrected, into, filedNext, next) => {
      // 3,000 of the loss is used in 2023, so 3,000 instead of 2,000 is carried; 1,000 of gain was left out in 2024.
      const { years, filingOrder } = ran(
        year(2023, filed, corrected),
        year(2024, filedNext, next, into),
      );
      expect(years.map(({ action, changed }) => [action, changed])).toEqual([
        ["record-only", true],
        ["record-only", true],
      ]);
      expect(usdText(years[1]?.change.line16 ?? usd("1"))).toBe("0");
      expect(filingOrder).toEqual([]);
    },
  );

  it("tax to pay in one year and a refund in another stand apart; both are filed, the older first", () => {
    // 2023: 46,150 taxable, above the 12% bracket: 22% of 1,000. 2024: 45,400, within it: 12% of 2,000 back.
    const { years, filingOrder, additionalTax, refundAllowed, refundLost } = ran(
      year(2023, gains("0"), gains("1000")),
      year(2024, gains("0"), gains("-2000")),
    );
    expect(years.map(({ action }) => action)).toEqual(["amend-pay", "amend-refund"]);
    expect(filingOrder).toEqual([2023, 2024]);
    expect([additionalTax, refundAllowed, refundLost].map(usdText)).toEqual(["220", "240", "0"]);
  });
});

describe("refund windows (IRC 6511, 6513)", () => {
  const filing = (...payments: readonly Payment[]) => ({
    dueDate: calendarDate("2024-04-15"),
    extensionMonths: 0,
    filedDate: calendarDate("2024-04-15"),
    payments,
  });
  const paid = (date: string, amount: string): Payment => ({
    kind: "later",
    date: calendarDate(date),
    amount: usd(amount),
  });

  it("two years run from the last payment, whatever the order they are told in", () => {
    const window = refundWindow(filing(paid("2026-01-05", "10"), paid("2024-06-01", "10")));
    expect(window.twoYearDeadline).toBe("2028-01-05");
  });

  it("what is paid on the day of the claim counts", () => {
    const claim = refundClaim(filing(paid("2025-05-05", "10")), calendarDate("2025-05-05"));
    expect(usdText(claim.cap)).toBe("10");
  });
});

describe("Form 1040-X", () => {
  const figures = (tax: string, withholding: string): ReturnFigures => ({
    agi: ZERO_USD,
    deduction: ZERO_USD,
    qbiDeduction: ZERO_USD,
    schedule1A: ZERO_USD,
    tax: usd(tax),
    nonrefundableCredits: ZERO_USD,
    otherTaxes: ZERO_USD,
    withholding: usd(withholding),
    estimatedPayments: ZERO_USD,
    earnedIncomeCredit: ZERO_USD,
    refundableCredits: ZERO_USD,
  });
  const made = (tax: string, withholding: string, applied = "0") =>
    form1040X({
      original: figures("100", withholding),
      corrected: figures(tax, withholding),
      paidWithReturn: ZERO_USD,
      originalOverpayment: ZERO_USD,
      appliedToEstimated: usd(applied),
      method: "Table",
    });

  it("owes or is overpaid, never both, and neither when the payments are the tax", () => {
    const owed = (tax: string) => {
      const form = made(tax, "70");
      return [usdText(form.owed), usdText(form.overpaid)];
    };
    expect([owed("90"), owed("50"), owed("70")]).toEqual([
      ["20", "0"],
      ["0", "20"],
      ["0", "0"],
    ]);
  });

  it("leaves the reserved line out, and applies no more than there is and never less than nothing", () => {
    expect(made("50", "70").lines.map(({ line }) => line)).not.toContain("9");
    // 1 to 23 without 9, and 4 in two parts.
    expect(made("50", "70").lines).toHaveLength(23);
    expect(made("50", "70").lines.every(({ label }) => label.length > 0)).toBe(true);
    const at = (applied: string) =>
      made("50", "70", applied)
        .lines.filter(({ line }) => line === "22" || line === "23")
        .map(({ c }) => usdText(c));
    expect([at("5"), at("50"), at("-5")]).toEqual([
      ["15", "5"],
      ["0", "20"],
      ["20", "0"],
    ]);
  });
});
