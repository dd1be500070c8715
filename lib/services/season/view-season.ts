import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { Custody } from "@/lib/tax/custody";
import {
  filingDueDate,
  lastSafeDate,
  MARGIN_DAYS,
  type TimeLeft,
  timeLeft,
} from "@/lib/tax/harvest/checklist-dates";
import type { SeasonFacts } from "@/lib/tax/harvest/season-facts";
import { addDays, yearOf } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { accountNameOf, type Books, yearOfBooks } from "../gains/books";
import { planAhead, planOf } from "../gains/plan-of";
import { seasonSteps } from "../gains/season";
import { loadBooks } from "../load-books";
import { byMonth, type MonthSteps, type StepView, stepViews } from "../view-harvest";
import { readSeason } from "./read-season";

/** The last day we call safe for a sale out of one account. */
export interface SafeDate {
  readonly accountName: string;
  readonly custody: "broker" | "own";
  readonly day: string;
  /** Days between it and December 31: our margin. */
  readonly margin: number;
}

/** The season of one year. */
export interface SeasonView {
  readonly clientName: string;
  readonly year: number;
  /** Years whose season is open: this one, and the last until some weeks after its return is due. */
  readonly years: readonly number[];
  readonly asOf: string;
  readonly timeZone: string;
  readonly timeLeft: TimeLeft;
  readonly filingDue: string;
  readonly next: StepView | null;
  readonly months: readonly MonthSteps[];
  readonly doneSteps: number;
  readonly stepCount: number;
  readonly safeDates: readonly SafeDate[];
  readonly mayWrite: boolean;
}

/** A year's season stays open so many days after its return is due. */
const OPEN_AFTER_DUE = 30;

/** The season as pages, the calendar and reminders show it. A year that is not open means the one that is worked on today. */
export async function viewSeason(
  user: Asking,
  clientId: string,
  asked: number | null = null,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<SeasonView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  await planAhead(books);
  return withClient<SeasonView, never>(user, clientId, "read", async (tx) => {
    const years = openYears(books);
    const filed = await readSeason(tx, books, years[0] ?? yearOf(books.today));
    const shown = years.find((year) => year === asked) ?? workedOn(books, years, filed);
    const facts = shown === years[0] ? filed : await readSeason(tx, books, shown);
    return ok(seasonView(books, shown, years, facts, now));
  });
}

/** Years whose season is open on the day of the books, the earlier first. */
export function openYears(books: Books): readonly number[] {
  const year = yearOf(books.today);
  const isOpen = books.today <= addDays(filingDueDate(year - 1), OPEN_AFTER_DUE);
  return isOpen && yearOfBooks(books, year - 1) !== null ? [year - 1, year] : [year];
}

/** Last year's until its return is filed or its season ends; then this year's. */
function workedOn(books: Books, years: readonly number[], earlier: SeasonFacts): number {
  const [first = yearOf(books.today), last = first] = years;
  return earlier.filedOn === null && !earlier.ticked.has("file") ? first : last;
}

/** A year's steps as they stand. */
export function stepsOfYear(books: Books, year: number, facts: SeasonFacts): readonly StepView[] {
  const result = yearOfBooks(books, year);
  if (result === null) {
    return [];
  }
  const plan = year === yearOf(books.asOf.date) ? planOf(books, result) : null;
  return stepViews(books, seasonSteps(books, result, plan, facts));
}

function seasonView(
  books: Books,
  year: number,
  years: readonly number[],
  facts: SeasonFacts,
  now: Instant,
): SeasonView {
  const steps = stepsOfYear(books, year, facts);
  const { timeZone } = books.settings;
  return {
    clientName: books.clientName,
    year,
    years,
    asOf: books.asOf.date,
    timeZone,
    timeLeft: timeLeft(year, now, timeZone),
    filingDue: filingDueDate(year),
    next:
      steps.find(({ state, isOver }) => state === "missed" && !isOver) ??
      steps.find(({ state }) => state === "next") ??
      null,
    months: byMonth(steps),
    doneSteps: steps.filter(({ state }) => state === "done").length,
    stepCount: steps.length,
    safeDates: safeDates(books, year),
    mayWrite: books.role !== "viewer",
  };
}

function safeDates(books: Books, year: number): readonly SafeDate[] {
  const custody = new Custody(books.settings.accounts);
  const held = new Set(books.ledger.openLots.map(({ account }) => account));
  return [...held]
    .map((account): SafeDate => {
      const kind = custody.isOwn(account) ? "own" : "broker";
      return {
        accountName: accountNameOf(books, account),
        custody: kind,
        day: lastSafeDate(year, kind),
        margin: MARGIN_DAYS[kind],
      };
    })
    .sort((a, b) => (`${a.day}${a.accountName}` < `${b.day}${b.accountName}` ? -1 : 1));
}
