import {
  compareUsd,
  isZeroUsd,
  negateUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  type Usd,
} from "@/lib/money/usd";
import { err, ok, type Result } from "@/lib/result";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { YearProfile } from "@/lib/tax/settings";
import type { TaxMethod } from "@/lib/tax/worksheets/tax-table";
import {
  type CarryoverIn,
  capitalGainLine,
  type Outcome,
  outcomeOf,
  type YearGains,
} from "@/lib/tax/worksheets/year-return";
import type { YearRefusal } from "@/lib/tax/year-result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { type FiledReturn, type RefundClaim, refundAllowed, refundClaim } from "./refund-window";

/** Figures of a return that a change of gains reaches. Carryovers and line 21 are positive amounts. */
export interface AmendFigures {
  readonly line7: Usd;
  readonly line15: Usd;
  readonly line16: Usd;
  readonly line21: Usd;
  readonly capitalGainLine: Usd;
  readonly taxableIncomeSigned: Usd;
  readonly taxableIncome: Usd;
  readonly incomeTax: Usd;
  readonly niit: Usd;
  readonly totalTax: Usd;
  readonly shortCarryoverOut: Usd;
  readonly longCarryoverOut: Usd;
}

/** A filed year and what its gains should have been. */
export interface AmendYear {
  /** Status, income and deduction; the carryovers in it are not read. */
  readonly profile: YearProfile;
  /** As filed: the carryover that was taken in, and every figure. */
  readonly filedCarryoverIn: CarryoverIn;
  readonly filed: AmendFigures;
  readonly filing: FiledReturn;
  /** The year's own gains, corrected. */
  readonly gains: YearGains;
}

/**
 * What to do: nothing; file and pay; file and claim; too late to claim; tell first what was paid, for a refund is at most that; keep the corrected
 * worksheet because lines or carryovers differ though the tax does not.
 */
export type AmendAction =
  | "none"
  | "amend-pay"
  | "amend-refund"
  | "refund-closed"
  | "tell-payments"
  | "record-only";

/** One year after the recomputation. */
export interface AmendedYear {
  readonly year: number;
  readonly carryoverIn: CarryoverIn;
  readonly corrected: AmendFigures;
  /** corrected - filed. */
  readonly change: AmendFigures;
  readonly changed: boolean;
  readonly action: AmendAction;
  readonly claim: RefundClaim;
  readonly refundAllowed: Usd;
  readonly outcome: Outcome;
}

/** All years, and what they come to. */
export interface Cascade {
  readonly years: readonly AmendedYear[];
  /** Years to file, oldest first. */
  readonly filingOrder: readonly number[];
  readonly additionalTax: Usd;
  readonly refundAllowed: Usd;
  /** What the law would have given and time has taken (IRC 6511); of a year whose payments nobody told nothing is known to be lost. */
  readonly refundLost: Usd;
}

/**
 * Recomputes years in order from the first: its filed carryover in is taken as right, every later one is what the corrected
 * year before leaves. A year whose refund is closed is recomputed all the same, for its allowable loss counts as used
 * (Pub. 550; rules.md 8.6, 14.8). `years` consecutive and ascending; refuses a year whose amounts are not in the product.
 */
export function cascade(
  years: readonly AmendYear[],
  asOf: CalendarDate,
  method: TaxMethod,
): Result<Cascade, YearRefusal> {
  const done: AmendedYear[] = [];
  for (const year of years) {
    const rules = rulesFor(year.profile.year);
    if (!rules.ok) {
      return err(rules.error);
    }
    const before = done.at(-1)?.outcome;
    const carryoverIn =
      before === undefined
        ? year.filedCarryoverIn
        : { short: before.shortCarryoverOut, long: before.longCarryoverOut };
    const outcome = outcomeOf({
      gains: year.gains,
      carryoverIn,
      profile: year.profile,
      rules: rules.value,
      method,
    });
    done.push(amended(year, carryoverIn, outcome, asOf));
  }
  return ok(summed(done));
}

/** The figures of a computed return. */
export function figuresOf(outcome: Outcome): AmendFigures {
  const { tax } = outcome;
  return {
    line7: outcome.line7,
    line15: outcome.line15,
    line16: outcome.line16,
    line21: outcome.line21,
    capitalGainLine: capitalGainLine(outcome),
    taxableIncomeSigned: tax.taxableIncomeSigned,
    taxableIncome: tax.taxableIncome,
    incomeTax: tax.incomeTax,
    niit: tax.niit,
    totalTax: tax.total,
    shortCarryoverOut: outcome.shortCarryoverOut,
    longCarryoverOut: outcome.longCarryoverOut,
  };
}

function amended(
  year: AmendYear,
  carryoverIn: CarryoverIn,
  outcome: Outcome,
  asOf: CalendarDate,
): AmendedYear {
  const corrected = figuresOf(outcome);
  const change = difference(year.filed, corrected);
  const carriedInDiffers =
    compareUsd(carryoverIn.short, year.filedCarryoverIn.short) !== 0 ||
    compareUsd(carryoverIn.long, year.filedCarryoverIn.long) !== 0;
  const changed = carriedInDiffers || Object.values(change).some((amount) => !isZeroUsd(amount));
  const claim = refundClaim(year.filing, asOf);
  const allowed = refundAllowed(change.totalTax, claim.cap);
  return {
    year: year.profile.year,
    carryoverIn,
    corrected,
    change,
    changed,
    action: changed ? actionOf(change.totalTax, allowed, claim, asOf) : "none",
    claim,
    refundAllowed: allowed,
    outcome,
  };
}

function difference(filed: AmendFigures, corrected: AmendFigures): AmendFigures {
  const less = (name: keyof AmendFigures) => subtractUsd(corrected[name], filed[name]);
  return {
    line7: less("line7"),
    line15: less("line15"),
    line16: less("line16"),
    line21: less("line21"),
    capitalGainLine: less("capitalGainLine"),
    taxableIncomeSigned: less("taxableIncomeSigned"),
    taxableIncome: less("taxableIncome"),
    incomeTax: less("incomeTax"),
    niit: less("niit"),
    totalTax: less("totalTax"),
    shortCarryoverOut: less("shortCarryoverOut"),
    longCarryoverOut: less("longCarryoverOut"),
  };
}

function actionOf(
  taxChange: Usd,
  allowed: Usd,
  { deadline, twoYearDeadline }: RefundClaim,
  asOf: CalendarDate,
): AmendAction {
  const sign = signUsd(taxChange);
  if (sign > 0) {
    return "amend-pay";
  }
  if (sign === 0) {
    return "record-only";
  }
  if (twoYearDeadline === null && asOf <= deadline) {
    return "tell-payments";
  }
  return isZeroUsd(allowed) ? "refund-closed" : "amend-refund";
}

function summed(years: readonly AmendedYear[]): Cascade {
  const changes = years.map(({ change }) => change.totalTax);
  const allowed = sumUsd(years.map((year) => year.refundAllowed));
  const fallen = sumUsd(
    years
      .filter(({ action }) => action !== "tell-payments")
      .map(({ change }) => change.totalTax)
      .filter((change) => signUsd(change) < 0),
  );
  return {
    years,
    filingOrder: years
      .filter(({ action }) => action === "amend-pay" || action === "amend-refund")
      .map(({ year }) => year),
    additionalTax: sumUsd(changes.filter((change) => signUsd(change) > 0)),
    refundAllowed: allowed,
    refundLost: subtractUsd(negateUsd(fallen), allowed),
  };
}
