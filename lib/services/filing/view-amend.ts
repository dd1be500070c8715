import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import {
  addUsd,
  floorZeroUsd,
  isZeroUsd,
  negateUsd,
  parseUsd,
  signUsd,
  subtractUsd,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { figureWords } from "@/lib/reports/filed-figures";
import { ok, type Result } from "@/lib/result";
import type { Hurdle } from "@/lib/tax/amend/amend-years";
import type { AmendAction, AmendedYear } from "@/lib/tax/amend/cascade";
import { pastAssessment } from "@/lib/tax/amend/packet";
import { assessableUntil } from "@/lib/tax/amend/refund-window";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { Books } from "../gains/books";
import { plainUsd } from "../gains/plain";
import { type BooksOptions, loadBooks } from "../load-books";
import { plainDecimal } from "../typed-text";
import { type AmendRun, amendRun } from "./amend-run";

/** One year of the cascade. */
export interface AmendLine {
  readonly year: number;
  readonly action: AmendAction;
  /** Of line 16: what the year's own gains and the carryover in change. */
  readonly gainChange: string;
  readonly carriedIn: string;
  readonly carriedOut: string;
  readonly filedTax: string;
  readonly correctedTax: string;
  readonly taxChange: string;
  readonly refundAllowed: string;
  /** Refund the law would have given and time has taken. */
  readonly refundLost: string;
  readonly deadline: string;
  readonly deadlineBy: "three-year" | "two-year";
  readonly isOpen: boolean;
  /** More tax of a year the IRS can as a rule no longer assess: what to know first, in words; null for all others. */
  readonly pastAssessment: string | null;
  /** The refund less what the return costs; null when no cost is told. */
  readonly lessCost: string | null;
}

/** What stands in the cascade's way, in words. */
export interface HurdleView {
  readonly year: number;
  readonly code: Hurdle["code"];
  readonly message: string;
}

/** The way of a correction through all filed years. */
export interface AmendView {
  readonly clientName: string;
  readonly today: string;
  readonly filedYears: readonly number[];
  readonly years: readonly AmendLine[];
  readonly filingOrder: readonly number[];
  readonly additionalTax: string;
  readonly refundAllowed: string;
  readonly refundLost: string;
  readonly hurdle: HurdleView | null;
  /** Filed years with sales or receipts whose amount is not known: they are in no figure, so what differs is not all told. */
  readonly unknown: readonly number[];
  /** Into the first year that is not filed: what the corrected years leave, beside what its profile says. */
  readonly onward: {
    readonly year: number;
    readonly short: string;
    readonly long: string;
    /** The profile of that year states another carryover. */
    readonly profileSays: { readonly short: string; readonly long: string } | null;
  } | null;
}

/**
 * Every filed year from the first wrong one to the present, recomputed in one run: what each asks for, and until when. `fee`: what one amended
 * return costs, as typed.
 */
export async function viewAmend(
  user: Asking,
  clientId: string,
  options: BooksOptions & { readonly fee?: string } = {},
): Promise<Result<AmendView, GateRefusal>> {
  const books = await loadBooks(user, clientId, options);
  if (!books.ok) {
    return books;
  }
  return withClient<AmendView, never>(
    user,
    clientId,
    "read",
    async (tx) =>
      ok(viewOf(books.value, await amendRun(tx, books.value), costOf(options.fee ?? ""))),
    { deadlineMs: 60_000 },
  );
}

function viewOf(books: Books, run: AmendRun, cost: Usd | null): AmendView {
  const { cascade } = run;
  return {
    clientName: books.clientName,
    today: books.today,
    filedYears: run.filed.map(({ record }) => record.year),
    years: (cascade?.years ?? []).map((year) => lineOf(books, run, year, cost)),
    filingOrder: cascade?.filingOrder ?? [],
    additionalTax: plainUsd(cascade?.additionalTax ?? ZERO_USD),
    refundAllowed: plainUsd(cascade?.refundAllowed ?? ZERO_USD),
    refundLost: plainUsd(cascade?.refundLost ?? ZERO_USD),
    hurdle: run.hurdle === null ? null : hurdleView(run.hurdle),
    unknown: run.filed.flatMap(({ record, now }) =>
      now !== null && now.unknownRows.length + now.unknownIncome.length > 0 ? [record.year] : [],
    ),
    onward: onwardOf(books, run),
  };
}

/** Dollars of zero or more; null for anything else. */
function costOf(typed: string): Usd | null {
  const plain = plainDecimal(typed);
  const cost = plain === null ? null : parseUsd(plain);
  return cost === null || signUsd(cost) < 0 ? null : cost;
}

function lineOf(books: Books, run: AmendRun, year: AmendedYear, cost: Usd | null): AmendLine {
  const { corrected, change, claim, carryoverIn } = year;
  const filed = run.filed.find(({ record }) => record.year === year.year)?.filed.amounts;
  return {
    year: year.year,
    action: year.action,
    gainChange: plainUsd(change.line16),
    carriedIn: plainUsd(addUsd(carryoverIn.short, carryoverIn.long)),
    carriedOut: plainUsd(addUsd(corrected.shortCarryoverOut, corrected.longCarryoverOut)),
    filedTax: plainUsd(filed?.totalTax ?? ZERO_USD),
    correctedTax: plainUsd(corrected.totalTax),
    taxChange: plainUsd(change.totalTax),
    refundAllowed: plainUsd(year.refundAllowed),
    refundLost: plainUsd(
      year.action === "tell-payments"
        ? ZERO_USD
        : floorZeroUsd(subtractUsd(negateUsd(change.totalTax), year.refundAllowed)),
    ),
    deadline: claim.deadline,
    deadlineBy: claim.deadline === claim.threeYearDeadline ? "three-year" : "two-year",
    isOpen: claim.deadline >= books.today,
    pastAssessment:
      year.action === "amend-pay" && assessableUntil(claim) < books.today
        ? pastAssessment(claim)
        : null,
    lessCost: cost === null ? null : plainUsd(subtractUsd(year.refundAllowed, cost)),
  };
}

/** What stands in the way, in words. */
export function hurdleView(hurdle: Hurdle): HurdleView {
  return { year: hurdle.year, code: hurdle.code, message: wordsOf(hurdle) };
}

function wordsOf(hurdle: Hurdle): string {
  switch (hurdle.code) {
    case "not-filed":
      return `${hurdle.year} is not marked as filed, though later years are. A carryover goes through every year, so the run stops before it.`;
    case "no-profile":
      return `No income is told for ${hurdle.year}, so its corrected tax cannot be worked out.`;
    case "unsupported":
      return hurdle.message;
    case "missing-figures":
      return `Figures of ${hurdle.year} as filed are not known: ${hurdle.figures
        .map((name) => figureWords(hurdle.year, name))
        .map(({ line, label }) => `${line} (${label})`)
        .join(", ")}. Take them off the return and tell them.`;
  }
}

function onwardOf(books: Books, run: AmendRun): AmendView["onward"] {
  const last = run.cascade?.years.at(-1);
  if (last === undefined || !rulesFor(last.year + 1).ok) {
    return null;
  }
  const { shortCarryoverOut: short, longCarryoverOut: long } = last.corrected;
  const profile = books.profiles.find(({ year }) => year === last.year + 1);
  const [ownShort, ownLong] = [profile?.shortCarryoverIn ?? null, profile?.longCarryoverIn ?? null];
  const differs =
    ownShort !== null &&
    ownLong !== null &&
    !(isZeroUsd(subtractUsd(ownShort, short)) && isZeroUsd(subtractUsd(ownLong, long)));
  return {
    year: last.year + 1,
    short: plainUsd(short),
    long: plainUsd(long),
    profileSays: differs ? { short: plainUsd(ownShort), long: plainUsd(ownLong) } : null,
  };
}
