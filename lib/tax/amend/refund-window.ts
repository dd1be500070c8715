import { floorZeroUsd, isZeroUsd, minUsd, negateUsd, sumUsd, type Usd } from "@/lib/money/usd";
import { addMonths, addYears, type CalendarDate } from "@/lib/time/calendar-date";

/** Tax paid for a year, without interest and penalties. */
export interface Payment {
  /** Withheld and estimated tax is deemed paid on the due date (IRC 6513(b)); anything else on its own day, or on the due date when paid before (6513(a)). */
  readonly kind: "withholding" | "estimated" | "later";
  readonly date: CalendarDate;
  readonly amount: Usd;
}

/** A filed return as far as its refund depends on it. */
export interface FiledReturn {
  /** Due date without extension. */
  readonly dueDate: CalendarDate;
  /** Months the time to file was extended by: 0, or 6 with Form 4868. */
  readonly extensionMonths: number;
  /** Day the IRS received it. */
  readonly filedDate: CalendarDate;
  readonly payments: readonly Payment[];
}

/** How long a refund may be claimed. Days are calendar days: no weekend or holiday moves them (IRC 7503 might). */
export interface RefundWindow {
  /** A return filed early counts as filed on the due date without extension (IRC 6513(a); Reg. 301.6513-1(a)). */
  readonly deemedFiled: CalendarDate;
  /** Three years from filing (IRC 6511(a)). */
  readonly threeYearDeadline: CalendarDate;
  /** Two years from the last payment (IRC 6511(a)); null when nothing was paid. */
  readonly twoYearDeadline: CalendarDate | null;
  /** The later of the two: a claim on this day is in time. */
  readonly deadline: CalendarDate;
  /** Due date with its extension: until then a second return replaces the first, and is no amended return (rules.md 14.9). */
  readonly supersedeUntil: CalendarDate;
}

/** What a claim made on one day can bring. */
export interface RefundClaim extends RefundWindow {
  readonly basis: "three-year" | "two-year";
  /** Payments of this day and later count (IRC 6511(b)(2)). */
  readonly paidFrom: CalendarDate;
  /** The most that can be refunded: what was paid from `paidFrom` to the claim. */
  readonly cap: Usd;
}

/** Until when a refund may be claimed (rules.md 14.5). */
export function refundWindow(filed: FiledReturn): RefundWindow {
  const deemedFiled = filed.filedDate > filed.dueDate ? filed.filedDate : filed.dueDate;
  const threeYearDeadline = addYears(deemedFiled, 3);
  const last = filed.payments
    .filter(({ amount }) => !isZeroUsd(amount))
    .map((payment) => paidOn(filed, payment))
    .sort()
    .at(-1);
  const twoYearDeadline = last === undefined ? null : addYears(last, 2);
  return {
    deemedFiled,
    threeYearDeadline,
    twoYearDeadline,
    deadline:
      twoYearDeadline !== null && twoYearDeadline > threeYearDeadline
        ? twoYearDeadline
        : threeYearDeadline,
    supersedeUntil: addMonths(filed.dueDate, filed.extensionMonths),
  };
}

/**
 * What a claim on `asOf` can bring: within three years of filing, the tax paid in the three years and the extension before
 * the claim; after that, the tax paid in the two years before it (IRC 6511(b)(2)(A)-(B)). A cap of zero means closed.
 */
export function refundClaim(filed: FiledReturn, asOf: CalendarDate): RefundClaim {
  const window = refundWindow(filed);
  const inThree = asOf <= window.threeYearDeadline;
  const paidFrom = inThree ? addMonths(asOf, -36 - filed.extensionMonths) : addYears(asOf, -2);
  // A return that claims before its due date has its withholding deemed paid later than the claim: it counts all the same.
  const counted = filed.payments.filter(
    (payment) =>
      paidOn(filed, payment) >= paidFrom && (payment.kind !== "later" || payment.date <= asOf),
  );
  return {
    ...window,
    basis: inThree ? "three-year" : "two-year",
    paidFrom,
    cap: sumUsd(counted.map(({ amount }) => amount)),
  };
}

/**
 * The day until which the IRS can as a rule assess more tax of a return: three years from filing, an early one from its due date without
 * extension (IRC 6501(a), (b)(1); Reg. 301.6501(b)-1(a)).
 * Six years where more than a quarter of the income was left out (6501(e)), without end for fraud (6501(c)).
 */
export function assessableUntil({ threeYearDeadline }: RefundWindow): CalendarDate {
  return threeYearDeadline;
}

/** What of a change in tax is refunded: the fall in tax, at most the cap; nothing when tax rises. */
export function refundAllowed(change: Usd, cap: Usd): Usd {
  return minUsd(floorZeroUsd(negateUsd(change)), cap);
}

function paidOn({ dueDate }: FiledReturn, { kind, date }: Payment): CalendarDate {
  return kind === "later" && date > dueDate ? date : dueDate;
}
