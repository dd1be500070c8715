import { compareUsd, type Usd, usd } from "@/lib/money/usd";
import type { ClosedLot, Term } from "@/lib/tax/closed-lot";
import { type CalendarDate, calendarDate } from "@/lib/time/calendar-date";

/** Digital assets acquired before this day are never covered (i1099da 2026, Noncovered security). */
export const COVERED_FROM: CalendarDate = calendarDate("2026-01-01");

/** True when units acquired on a day can be covered; inherited units and those of an unknown day cannot. */
export function isCoveredDay(acquired: ClosedLot["acquired"]): boolean {
  return acquired !== null && acquired !== "inherited" && acquired >= COVERED_FROM;
}

/** Units of one sale as the broker that held them sees them. */
export interface BrokerUnits<T> {
  readonly units: T;
  readonly acquired: ClosedLot["acquired"];
  readonly term: Term;
  /** Bought in this broker's custody and never moved out and in again. */
  readonly inCustody: boolean;
}

/** One Form 1099-DA of a sale. */
export interface BrokerForm<T> {
  /** Box 9 is checked when false. */
  readonly covered: boolean;
  /** Box 6; null on the form of noncovered units, which need not show it. */
  readonly term: Term | null;
  readonly units: readonly T[];
}

/**
 * The forms a broker makes of one sale: one for covered short-term units, one for covered long-term units, one for all
 * noncovered ones, those that have units (i1099da 2026, "Example for reporting of sales effected after 2025"; rules.md 13.4).
 * Covered: acquired in 2026 or later in the broker's custody and kept there (Reg. 1.6045-1(a)(15)).
 */
export function brokerForms<T>(sale: readonly BrokerUnits<T>[]): readonly BrokerForm<T>[] {
  const covered = (units: BrokerUnits<T>) => units.inCustody && isCoveredDay(units.acquired);
  const form = (isCovered: boolean, term: Term | null): BrokerForm<T> => ({
    covered: isCovered,
    term,
    units: sale
      .filter((each) => covered(each) === isCovered && (term === null || each.term === term))
      .map(({ units }) => units),
  });
  return [form(true, "short"), form(true, "long"), form(false, null)].filter(
    ({ units }) => units.length > 0,
  );
}

/** Kinds of sales a broker may leave out when a customer's year stays within a limit. */
export type DeMinimisKind = "payment-processor" | "qualifying-stablecoin" | "specified-nft";

const DE_MINIMIS: Readonly<Record<DeMinimisKind, Usd>> = {
  "payment-processor": usd("600"),
  "qualifying-stablecoin": usd("10000"),
  "specified-nft": usd("600"),
};

/**
 * Whether a broker must report a customer's sales of one kind: only above the limit of the year (i1099da 2026, De minimis
 * rules; Reg. 1.6045-1(d)(2)(i)(C), (d)(10)). `yearTotal`: gross proceeds less digital asset transaction costs. It relieves
 * the broker only: the customer reports every taxable disposal.
 */
export function brokerMustReport(kind: DeMinimisKind, yearTotal: Usd): boolean {
  return compareUsd(yearTotal, DE_MINIMIS[kind]) > 0;
}
