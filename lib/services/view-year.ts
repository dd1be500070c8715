import type { Asking, GateRefusal } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { FormLine, YearResult } from "@/lib/tax/year-result";
import { accountNameOf, type Books, isSeen, placeOf, yearOfBooks } from "./gains/books";
import { type IssueView, issueView, worstFirst } from "./gains/issue-view";
import { gainByMonth, type MonthView } from "./gains/months";
import { plainQuantity, plainUsd } from "./gains/plain";
import {
  BOX_WORDS,
  type BoxTotals,
  type RowView,
  rowView,
  totalsOf,
  type UnknownRowView,
  unknownRowView,
} from "./gains/row-view";
import { gainsTax, ownGains } from "./gains/with-without";
import { INCOME_WORDS } from "./kind-words";
import { type BooksOptions, loadBooks } from "./load-books";

/** Rows of a box shown on one page. */
export const ROWS_PER_PAGE = 100;

/** Rows and receipts listed before "and so many more". */
const LISTED = 50;

/** What the address of the year page asks for. */
export interface YearQuery {
  readonly box?: string | undefined;
  readonly page?: number | undefined;
}

/** One box of Form 8949. */
export interface BoxView extends BoxTotals {
  readonly box: string;
  readonly term: "short" | "long";
  readonly words: string;
  readonly scheduleDLine: string;
  readonly rows: number;
}

/** One page of the rows of a box. */
export interface BoxRowsView {
  readonly box: BoxView;
  readonly page: number;
  readonly pages: number;
  readonly rows: readonly RowView[];
}

/** One line of a form or worksheet; `why` names it for the drawer. */
export interface LineView {
  readonly line: string;
  readonly label: string;
  readonly amount: string;
  readonly how: string;
  readonly authority: string;
  readonly why: string;
}

/** Units received as income. */
export interface IncomeView {
  readonly key: string;
  readonly date: string;
  readonly kind: string;
  readonly asset: string;
  readonly quantity: string;
  readonly account: string;
  readonly amount: string | null;
  readonly place: string;
}

/** The tax of the year as the worksheets give it. */
export interface TaxView {
  readonly total: string;
  readonly incomeTax: string;
  readonly niit: string;
  readonly taxableIncome: string;
  readonly worksheet: string;
  /** What the gains of these books add; negative when they lower the tax. */
  readonly added: string;
  readonly totalWithout: string;
  readonly lines: readonly LineView[];
}

/** The year page. Every amount is exact decimal text. */
export interface YearView {
  readonly clientName: string;
  /** All tax years are open to whoever looks; otherwise what spans them is closed, and nothing leads there. */
  readonly isWhole: boolean;
  readonly year: number;
  readonly asOf: string;
  readonly inProgress: boolean;
  readonly otherYears: readonly number[];
  /** Why there are no forms and no tax, or null. */
  readonly refusal: string | null;
  /** What to know about the year's line numbers and boxes, or null. */
  readonly formsNote: string | null;
  readonly final: boolean;
  readonly blocking: readonly IssueView[];
  readonly blockingCount: number;
  readonly unknownRows: readonly UnknownRowView[];
  readonly unknownRowCount: number;
  readonly unknownIncomeCount: number;
  readonly short: string;
  readonly long: string;
  readonly line16: string;
  readonly line21: string;
  readonly boxes: readonly BoxView[];
  readonly open: BoxRowsView | null;
  readonly scheduleD: readonly LineView[];
  readonly carryover: {
    readonly shortIn: string;
    readonly longIn: string;
    readonly shortOut: string;
    readonly longOut: string;
    readonly assumedIncome: boolean;
    readonly worksheet: readonly LineView[];
  };
  readonly capitalGainLine: string | null;
  readonly otherIncomeLine: string | null;
  readonly tax: TaxView | null;
  readonly hasProfile: boolean;
  readonly incomeTotal: string;
  readonly income: readonly IncomeView[];
  readonly incomeCount: number;
  readonly months: readonly MonthView[];
}

/** Why there is no year page. */
export type YearRefused = GateRefusal | { readonly code: "no-such-year" };

/** One year: the open items first, the boxes of its Form 8949, Schedule D, carryover, tax and income. */
export async function viewYear(
  user: Asking,
  clientId: string,
  year: number,
  query: YearQuery = {},
  options: BooksOptions = {},
): Promise<Result<YearView, YearRefused>> {
  const books = await loadBooks(user, clientId, { ...options, ofYear: year });
  if (!books.ok) {
    return books;
  }
  const result = yearOfBooks(books.value, year);
  return result === null ? err({ code: "no-such-year" }) : ok(yearView(books.value, result, query));
}

function yearView(books: Books, year: YearResult, query: YearQuery): YearView {
  const rules = rulesFor(year.year);
  const forms = rules.ok ? rules.value.forms : null;
  const own = ownGains(year);
  return {
    clientName: books.clientName,
    isWhole: books.onlyYears === null,
    year: year.year,
    asOf: books.asOf.date,
    inProgress: books.asOf.date < `${year.year}-12-31`,
    otherYears: books.years
      .map((other) => other.year)
      .filter((other) => isSeen(books, other))
      .reverse(),
    refusal: year.refusal?.message ?? null,
    formsNote: year.formsNote,
    ...openItems(books, year),
    short: plainUsd(own.short),
    long: plainUsd(own.long),
    line16: plainUsd(year.line16),
    line21: plainUsd(year.line21),
    boxes: year.parts.map(boxView),
    open: openBox(books, year, query),
    scheduleD: year.scheduleD.map((line, index) => lineView(line, "schedule-d", index)),
    carryover: {
      shortIn: plainUsd(year.shortCarryoverIn),
      longIn: plainUsd(year.longCarryoverIn),
      shortOut: plainUsd(year.shortCarryoverOut),
      longOut: plainUsd(year.longCarryoverOut),
      assumedIncome: year.assumedIncome,
      worksheet: year.carryoverWorksheet.map((line, index) => lineView(line, "carryover", index)),
    },
    capitalGainLine: forms?.capitalGainLine ?? null,
    otherIncomeLine: forms?.otherIncomeLine ?? null,
    tax: taxView(year),
    hasProfile: year.profile !== null,
    ...incomeOf(books, year),
    months: gainByMonth(year, books.ledger.closedLots),
  };
}

function openItems(books: Books, year: YearResult) {
  const blocking = worstFirst(books.ledger.issues).filter(
    (issue) => issue.severity === "blocking" && Number(issue.date.slice(0, 4)) <= year.year,
  );
  return {
    final:
      blocking.length === 0 && year.unknownRows.length === 0 && year.unknownIncome.length === 0,
    blocking: blocking
      .filter(({ date }) => isSeen(books, Number(date.slice(0, 4))))
      .slice(0, 5)
      .map((issue) => issueView(books, issue)),
    blockingCount: blocking.length,
    unknownRows: year.unknownRows
      .slice(0, LISTED)
      .map((lot, index) => unknownRowView(books, lot, index)),
    unknownRowCount: year.unknownRows.length,
    unknownIncomeCount: year.unknownIncome.length,
  };
}

function boxView(part: YearResult["parts"][number]): BoxView {
  return {
    box: part.box,
    term: part.term,
    words: BOX_WORDS[part.box],
    scheduleDLine: part.scheduleDLine,
    rows: part.rows.length,
    ...totalsOf(part),
  };
}

function openBox(books: Books, year: YearResult, query: YearQuery): BoxRowsView | null {
  const part = year.parts.find(({ box }) => box === query.box);
  if (part === undefined) {
    return null;
  }
  const pages = Math.max(1, Math.ceil(part.rows.length / ROWS_PER_PAGE));
  const page = Math.min(Math.max(1, query.page ?? 1), pages);
  const from = (page - 1) * ROWS_PER_PAGE;
  const rows = part.rows.slice(from, from + ROWS_PER_PAGE);
  return {
    box: boxView(part),
    page,
    pages,
    rows: rows.map((row, offset) => rowView(books, row, from + offset)),
  };
}

/** A form line as the page shows it; `sheet` and `index` name it for the why drawer. */
export function lineView(line: FormLine, sheet: string, index: number): LineView {
  return {
    line: line.line,
    label: line.label,
    amount: plainUsd(line.amount),
    how: line.how,
    authority: line.authority,
    why: `${sheet}:${index}`,
  };
}

const WORKSHEETS = {
  rates: "the tax rate schedules",
  "qdcg-worksheet": "the Qualified Dividends and Capital Gain Tax Worksheet",
  "schedule-d-tax-worksheet": "the Schedule D Tax Worksheet",
} as const;

function taxView(year: YearResult): TaxView | null {
  const tax = gainsTax(year);
  return tax === null
    ? null
    : {
        total: plainUsd(tax.with.total),
        incomeTax: plainUsd(tax.with.incomeTax),
        niit: plainUsd(tax.with.niit),
        taxableIncome: plainUsd(tax.with.taxableIncome),
        worksheet: WORKSHEETS[tax.with.worksheet],
        added: plainUsd(tax.added),
        totalWithout: plainUsd(tax.without.tax.total),
        lines: tax.with.lines.map((line, index) => lineView(line, "tax", index)),
      };
}

function incomeOf(books: Books, year: YearResult) {
  const events = books.ledger.income.filter(
    (event) => Number(event.date.slice(0, 4)) === year.year,
  );
  return {
    incomeTotal: plainUsd(year.incomeTotal),
    incomeCount: events.length,
    income: events.slice(0, LISTED).map((event) => ({
      key: event.transaction,
      date: event.date,
      kind: INCOME_WORDS[event.kind],
      asset: event.asset,
      quantity: plainQuantity(event.quantity),
      account: accountNameOf(books, event.account),
      amount: plainUsd(event.amount),
      place: placeOf(books, event.transaction),
    })),
  };
}
