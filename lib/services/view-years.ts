import type { Asking, GateRefusal } from "@/db/tenant";
import { addUsd } from "@/lib/money/usd";
import { ok, type Result } from "@/lib/result";
import type { YearResult } from "@/lib/tax/year-result";
import { type Books, isSeen } from "./gains/books";
import { plainUsd } from "./gains/plain";
import { gainsTax, ownGains } from "./gains/with-without";
import { type BooksOptions, loadBooks } from "./load-books";

/** One year in the list: what it came to and whether it is final. */
export interface YearLine {
  readonly year: number;
  /** Rows of Form 8949. */
  readonly rows: number;
  readonly short: string;
  readonly long: string;
  /** Schedule D line 16, with carryovers and what the profile adds. */
  readonly line16: string;
  /** Loss allowed against other income, a positive amount; zero when line 16 is a gain. */
  readonly line21: string;
  readonly carryoverOut: string;
  readonly income: string;
  /** What the books' gains add to the year's tax; null without a profile. */
  readonly taxAdded: string | null;
  /** Rows in no total because an amount is not known, and blocking issues dated in the year. */
  readonly open: number;
  readonly inProgress: boolean;
  readonly supported: boolean;
}

/** The list of years. */
export interface YearsView {
  readonly clientName: string;
  /** All tax years are open to whoever looks; otherwise what spans them is closed, and nothing leads there. */
  readonly isWhole: boolean;
  readonly asOf: string;
  /** Newest first. */
  readonly years: readonly YearLine[];
}

/** Every year with disposals, income or a carryover passing through, newest first. */
export async function viewYears(
  user: Asking,
  clientId: string,
  options: BooksOptions = {},
): Promise<Result<YearsView, GateRefusal>> {
  const books = await loadBooks(user, clientId, { ...options, keepsYears: true });
  return books.ok ? ok(yearsView(books.value)) : books;
}

function yearsView(books: Books): YearsView {
  const all = books.transactions.size === 0 ? [] : books.years;
  const first = all.filter(({ year }) => isSeen(books, year));
  return {
    clientName: books.clientName,
    isWhole: books.onlyYears === null,
    asOf: books.asOf.date,
    years: first.map((year) => yearLine(books, year)).reverse(),
  };
}

function yearLine(books: Books, year: YearResult): YearLine {
  const own = ownGains(year);
  const tax = gainsTax(year);
  const blocking = books.ledger.issues.filter(
    (issue) => issue.severity === "blocking" && Number(issue.date.slice(0, 4)) === year.year,
  );
  return {
    year: year.year,
    rows: year.parts.reduce((sum, part) => sum + part.rows.length, 0),
    short: plainUsd(own.short),
    long: plainUsd(own.long),
    line16: plainUsd(year.line16),
    line21: plainUsd(year.line21),
    carryoverOut: plainUsd(addUsd(year.shortCarryoverOut, year.longCarryoverOut)),
    income: plainUsd(year.incomeTotal),
    taxAdded: tax === null ? null : plainUsd(tax.added),
    open: Math.max(blocking.length, year.unknownRows.length + year.unknownIncome.length),
    inProgress: books.asOf.date < `${year.year}-12-31`,
    supported: year.refusal === null,
  };
}
