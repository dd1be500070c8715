import { describe, expect, it } from "vitest";
import { type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { type AmendYear, cascade, figuresOf } from "@/lib/tax/amend/cascade";
import {
  type AmendedReturn,
  correctAmount,
  form1040X,
  type ReturnFigures,
} from "@/lib/tax/amend/form-1040x";
import {
  type Payment,
  refundAllowed,
  refundClaim,
  refundWindow,
} from "@/lib/tax/amend/refund-window";
import { REVISIONS } from "@/lib/tax/amend/revisions";
import { outcomeOf } from "@/lib/tax/worksheets/year-return";
import { calendarDate } from "@/lib/time/calendar-date";
import { rulesOf } from "../forms/make-rows";
import { profile } from "../make";

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

function figures(change: Partial<Record<keyof ReturnFigures, string>>): ReturnFigures {
  const told = Object.entries(change).map(([name, text]) => [name, usd(text)]);
  return { ...NOTHING, ...Object.fromEntries(told) };
}

function amend(
  original: Parameters<typeof figures>[0],
  corrected: Parameters<typeof figures>[0],
  more: Partial<AmendedReturn> = {},
) {
  const result = form1040X({
    original: figures(original),
    corrected: figures(corrected),
    paidWithReturn: ZERO_USD,
    originalOverpayment: ZERO_USD,
    appliedToEstimated: ZERO_USD,
    method: "Table",
    ...more,
  });
  const text = (amount: Usd | null) => (amount === null ? null : usdText(amount));
  const at = (name: string) => {
    const line = result.lines.find((each) => each.line === name);
    return line === undefined ? undefined : [text(line.a), text(line.b), text(line.c)];
  };
  return { result, at };
}

describe("Form 1040-X, lines 1 to 23 (Rev. December 2025)", () => {
  const original = {
    agi: "90000",
    deduction: "15750",
    qbiDeduction: "1000",
    schedule1A: "500",
    tax: "11000",
    nonrefundableCredits: "300",
    otherTaxes: "200",
    withholding: "12000",
    estimatedPayments: "400",
    earnedIncomeCredit: "10",
    refundableCredits: "20",
  };
  const { result, at } = amend(
    original,
    { ...original, agi: "85000", tax: "9900" },
    {
      originalOverpayment: usd("1530"),
      paidWithReturn: usd("100"),
      appliedToEstimated: usd("150"),
    },
  );

  it("has every line of the revision but the reserved one, in order, with its name", () => {
    expect(result.revision).toBe("Rev. December 2025");
    expect(result.lines.map(({ line }) => line).join(" ")).toBe(
      "1 2 3 4a 4b 5 6 7 8 10 11 12 13 14 15 16 17 18 19 20 21 22 23",
    );
    expect(result.lines.find(({ line }) => line === "4b")?.label).toContain("Schedule 1-A");
  });

  // By hand: 85,000 - 15,750 - 1,000 - 500 = 67,750; 9,900 - 300 = 9,600; + 200 = 9,800.
  it.each([
    ["1", "90000", "-5000", "85000"],
    ["3", "74250", "-5000", "69250"],
    ["5", "72750", "-5000", "67750"],
    ["6", "11000", "-1100", "9900"],
    ["8", "10700", "-1100", "9600"],
    ["11", "10900", "-1100", "9800"],
  ])("line %s: %s %s %s", (line, a, b, c) => {
    expect(at(line)).toEqual([a, b, c]);
  });

  // 12,000 + 400 + 10 + 20 + 100 = 12,530; less 1,530 = 11,000; 11,000 - 9,800 = 1,200, of which 150 to estimated tax.
  it.each([
    ["16", "100"],
    ["17", "12530"],
    ["18", "1530"],
    ["19", "11000"],
    ["20", "0"],
    ["21", "1200"],
    ["22", "1050"],
    ["23", "150"],
  ])("line %s: %s in column (C) alone", (line, c) => {
    expect(at(line)).toEqual([null, null, c]);
  });

  it("owes when the payments left are less than the tax, and applies nothing then", () => {
    const more = amend(
      original,
      { ...original, tax: "12900" },
      { originalOverpayment: usd("1430"), appliedToEstimated: usd("150") },
    );
    // 12,430 - 1,430 = 11,000; tax 12,600 + 200 = 12,800.
    expect([more.at("20"), more.at("21"), more.at("23")]).toEqual([
      [null, null, "1800"],
      [null, null, "0"],
      [null, null, "0"],
    ]);
    expect(usdText(more.result.owed)).toBe("1800");
  });

  it("taxable income below zero stands in (A), never in (C); credits do not make line 8 negative", () => {
    const low = amend({ agi: "14000", deduction: "15000" }, { agi: "14500", deduction: "15000" });
    expect(low.at("5")).toEqual(["-1000", "1000", "0"]);
    expect(usdText(correctAmount(usd("-1000"), usd("2000")))).toBe("1000");
    expect(amend({ tax: "5" }, { tax: "5", nonrefundableCredits: "9" }).at("8")).toEqual([
      "5",
      "-5",
      "0",
    ]);
  });

  it("the revision before calls line 4b the qualified business income deduction", () => {
    const [, before] = REVISIONS;
    expect(before?.name).toBe("Rev. February 2024");
    expect(before?.lines.find(({ line }) => line === "4b")?.label).toBe(
      "Qualified business income deduction",
    );
  });
});

describe("refund windows (IRC 6511, 6513)", () => {
  const date = calendarDate;
  const paid = (day: string, amount: string, kind: Payment["kind"] = "later"): Payment => ({
    kind,
    date: date(day),
    amount: usd(amount),
  });
  const filing = (filed: string, payments: readonly Payment[], extensionMonths = 0) => ({
    dueDate: date("2024-04-15"),
    extensionMonths,
    filedDate: date(filed),
    payments,
  });

  it("an early return counts as filed on the due date, a late one on its day; withholding as paid on the due date", () => {
    const early = refundWindow(filing("2024-02-01", [paid("2023-06-15", "10", "withholding")]));
    expect(early).toEqual({
      deemedFiled: "2024-04-15",
      threeYearDeadline: "2027-04-15",
      twoYearDeadline: "2026-04-15",
      deadline: "2027-04-15",
      // No extension: a second return replaces the first until the due date (rules.md 14.9).
      supersedeUntil: "2024-04-15",
    });
    expect(refundWindow(filing("2024-10-01", []))).toMatchObject({
      threeYearDeadline: "2027-10-01",
      twoYearDeadline: null,
      deadline: "2027-10-01",
    });
  });

  it("two years from a late payment may be the later day; a payment of nothing is none", () => {
    expect(refundWindow(filing("2024-04-15", [paid("2026-01-05", "10")])).deadline).toBe(
      "2028-01-05",
    );
    expect(
      refundWindow(filing("2024-04-15", [paid("2026-01-05", "0")])).twoYearDeadline,
    ).toBeNull();
  });

  it("the claim is in time on the last day of three years, and all that was paid then counts", () => {
    const filed = filing("2024-04-15", [
      paid("2024-04-15", "500", "withholding"),
      paid("2025-06-01", "70"),
    ]);
    expect(refundClaim(filed, date("2027-04-15"))).toMatchObject({
      basis: "three-year",
      paidFrom: "2024-04-15",
      cap: usd("570"),
    });
    // A day later only the payment of the last two years is left.
    expect(refundClaim(filed, date("2027-04-16"))).toMatchObject({
      basis: "two-year",
      paidFrom: "2025-04-16",
      cap: usd("70"),
    });
    expect(usdText(refundClaim(filed, date("2027-06-02")).cap)).toBe("0");
  });

  it("an extension lengthens the look-back, so that withholding counts on the last day of a return filed in October", () => {
    const payments = [paid("2024-04-15", "500", "estimated")];
    const claim = date("2027-10-10");
    expect(usdText(refundClaim(filing("2024-10-10", payments, 6), claim).cap)).toBe("500");
    expect(usdText(refundClaim(filing("2024-10-10", payments), claim).cap)).toBe("0");
  });

  it("a payment after the claim does not count, withholding of a return filed early does", () => {
    const payments = [paid("2024-04-15", "500", "withholding"), paid("2024-05-01", "9")];
    expect(usdText(refundClaim(filing("2024-02-01", payments), date("2024-03-01")).cap)).toBe(
      "500",
    );
  });

  // IRC 6513(a): tax paid before the last day to pay it counts as paid on that day, April 15, 2024, which lies within three years of the claim.
  it("counts what was paid with an early return as paid on the due date", () => {
    const payments = [paid("2024-02-10", "250")];
    const claim = refundClaim(filing("2024-02-10", payments), date("2027-04-15"));
    expect([claim.paidFrom, usdText(claim.cap)]).toEqual(["2024-04-15", "250"]);
    expect(claim.twoYearDeadline).toBe("2026-04-15");
    // Claimed before the due date it is there all the same; paid only after the claim it is not.
    const early = (day: string) => refundClaim(filing("2024-02-10", payments), date(day)).cap;
    expect([early("2024-03-01"), early("2024-02-09")].map(usdText)).toEqual(["250", "0"]);
  });

  it("refunds the fall in tax, at most the cap, and nothing when tax rises", () => {
    expect(usdText(refundAllowed(usd("-1320"), usd("1023")))).toBe("1023");
    expect(usdText(refundAllowed(usd("-500"), usd("1023")))).toBe("500");
    expect(usdText(refundAllowed(usd("500"), usd("1023")))).toBe("0");
  });
});

describe("the cascade of a changed year", () => {
  function year(number: number, filedShort: string, short: string): AmendYear {
    const of = profile(number, {
      ordinaryIncome: usd("60000"),
      deduction: rulesOf(number).standardDeduction.single,
    });
    const none = { short: ZERO_USD, long: ZERO_USD };
    const gains = (text: string) => ({ ...none, short: usd(text), collectible: ZERO_USD });
    const filed = outcomeOf({
      gains: gains(filedShort),
      carryoverIn: none,
      profile: of,
      rules: rulesOf(number),
      method: "schedule",
    });
    const due = calendarDate(`${number + 1}-04-15`);
    return {
      profile: of,
      filedCarryoverIn: none,
      filed: figuresOf(filed),
      filing: {
        dueDate: due,
        extensionMonths: 0,
        filedDate: due,
        payments: [{ kind: "withholding", date: due, amount: filed.tax.total }],
      },
      gains: gains(short),
    };
  }
  const asOf = calendarDate("2026-11-21");
  const ran = (...years: readonly AmendYear[]) => {
    const result = cascade(years, asOf, "schedule");
    if (!result.ok) {
      throw new Error(result.error.message);
    }
    return result.value;
  };

  it("nothing changed: nothing to do", () => {
    const { years, filingOrder } = ran(year(2023, "5", "5"), year(2024, "5", "5"));
    expect(years.map(({ action, changed }) => [action, changed])).toEqual([
      ["none", false],
      ["none", false],
    ]);
    expect(filingOrder).toEqual([]);
  });

  it("a closed year is recomputed and its loss counts as used; its refund is lost", () => {
    const { years, filingOrder, refundLost } = ran(
      year(2021, "0", "-8000"),
      year(2022, "0", "0"),
      year(2023, "0", "0"),
    );
    expect(years.map(({ action }) => action)).toEqual([
      "refund-closed",
      "refund-closed",
      "amend-refund",
    ]);
    // 3,000 used in 2021 and in 2022, 2,000 left for 2023.
    expect(years.map(({ corrected }) => usdText(corrected.shortCarryoverOut))).toEqual([
      "5000",
      "2000",
      "0",
    ]);
    expect(filingOrder).toEqual([2023]);
    // 2021: 22% of 3,000 = 660. 2022: 22% of 3,000 = 660.
    expect(usdText(refundLost)).toBe("1320");
  });

  it("a refund whose payments nobody told is not lost: they are asked for while the time runs", () => {
    const untold = (number: number): AmendYear => {
      const told = year(number, "0", "-3000");
      return { ...told, filing: { ...told.filing, payments: [] } };
    };
    // 2022 had until April 15, 2026; 2024 has until April 15, 2028.
    const { years, refundLost, filingOrder } = ran(
      untold(2022),
      year(2023, "0", "0"),
      untold(2024),
    );
    expect(years.map(({ action }) => action)).toEqual(["refund-closed", "none", "tell-payments"]);
    // 22% of 3,000, of 2022 alone.
    expect([usdText(refundLost), filingOrder]).toEqual(["660", []]);
  });

  it("a missed gain means tax to pay; a carryover alone is kept on record", () => {
    const gain = ran(year(2024, "0", "1000"));
    expect([gain.years[0]?.action, usdText(gain.additionalTax), usdText(gain.refundLost)]).toEqual([
      "amend-pay",
      "120", // 45,400 + 1,000 of taxable income, in the 12% bracket
      "0",
    ]);
    const more = ran(year(2024, "-5000", "-6000"));
    expect(more.years.map(({ action }) => action)).toEqual(["record-only"]);
  });

  it("a carryover the filed return dropped is a change by itself", () => {
    const dropped = ran(year(2023, "-5000", "-5000"), year(2024, "0", "0"));
    expect(dropped.years.map(({ action, changed }) => [action, changed])).toEqual([
      ["none", false],
      ["amend-refund", true],
    ]);
  });

  it("refuses a year whose amounts are not in the product", () => {
    const of = year(2025, "0", "0");
    const later = { ...of, profile: { ...of.profile, year: 2027 } };
    expect(cascade([of, later], asOf, "schedule")).toMatchObject({
      ok: false,
      error: { code: "unsupported-year", year: 2027 },
    });
  });
});
