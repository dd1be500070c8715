import type { Asking, GateRefusal } from "@/db/tenant";
import { usdText } from "@/lib/money/usd";
import { ok, type Result } from "@/lib/result";
import { situationOf } from "@/lib/tax/harvest/saving";
import { MOST_YEARS } from "@/lib/tax/plan-years/question";
import { SUPPORTED_YEARS } from "@/lib/tax/rules/by-year";
import { yearOf } from "@/lib/time/calendar-date";
import { type Books, yearOfBooks } from "./gains/books";
import { adviceKey } from "./gains/plan-of";
import { blockingCount, yearState } from "./gains/year-state";
import { type BooksOptions, loadBooks } from "./load-books";
import { planAtWork } from "./plan-years/plans-at-work";
import { yearsAnswer } from "./plan-years/years-answer";
import { yearsQuestion } from "./plan-years/years-question";
import type { YearsAnswer, YearsPlanView } from "./plan-years/years-views";
import { FIRST_WISH, readYears, type YearsWish } from "./plan-years/years-wish";
import { type Progressed, SOON_MS, soon } from "./soon";

/** The form of a plan of several years, with what is wrong with it; the plan itself is asked by `viewYearsAnswer`. */
export async function viewPlanYears(
  user: Asking,
  clientId: string,
  wish: YearsWish | null = null,
  options: BooksOptions = {},
): Promise<Result<YearsPlanView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  return loaded.ok ? ok(formView(loaded.value, wish ?? FIRST_WISH)) : loaded;
}

/** The plan, or how far it is. */
export interface SoonYears {
  /** Null without a profile or lots, and while it is worked out. */
  readonly answer: YearsAnswer | null;
  /** Null once it is there. */
  readonly working: Progressed | null;
}

/**
 * The plan: harvests and gain realisations of one to six years, carryovers by the worksheet, with the sensitivity to prices. Years
 * without published amounts carry the latest ones forward by the rate of the form, and say so. Books of very many lots take
 * longer than a page waits: then how far it is; it goes on by itself, and a later look finds it.
 */
export async function viewYearsAnswer(
  user: Asking,
  clientId: string,
  wish: YearsWish | null = null,
  { waits = SOON_MS, ...options }: BooksOptions & { readonly waits?: number } = {},
): Promise<Result<SoonYears, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  return loaded.ok ? ok(await answerSoon(loaded.value, wish ?? FIRST_WISH, waits)) : loaded;
}

function formView(books: Books, wish: YearsWish): YearsPlanView {
  const number = yearOf(books.asOf.date);
  const asked = askedOf(books, wish);
  const profile = yearOfBooks(books, number)?.profile ?? null;
  return {
    year: number,
    state: yearState(books, number),
    blockingCount: blockingCount(books),
    wish,
    errors: asked === null ? {} : asked.errors,
    books:
      profile === null
        ? null
        : { status: profile.filingStatus, income: usdText(profile.ordinaryIncome) },
    assets: [...new Set(books.ledger.openLots.map(({ asset }) => asset))].sort(),
    mostYears: MOST_YEARS,
    latestPublished: SUPPORTED_YEARS.reduce((a, b) => (b > a ? b : a)),
  };
}

function askedOf(books: Books, wish: YearsWish) {
  const year = yearOfBooks(books, yearOf(books.asOf.date));
  if (year === null || year.profile === null || books.ledger.openLots.length === 0) {
    return null;
  }
  const situation = situationOf(year, year.profile);
  if (!situation.ok) {
    return null;
  }
  const read = readYears(wish, year.profile);
  const { question, errors } = yearsQuestion(books, situation.value, year.year, read);
  return { question, errors: { ...read.errors, ...errors } };
}

/** Made once for the computed books while the form and the prices stay the same. */
async function answerSoon(books: Books, wish: YearsWish, waits: number): Promise<SoonYears> {
  const asked = askedOf(books, wish);
  if (asked === null) {
    return { answer: null, working: null };
  }
  const key = JSON.stringify([wish, adviceKey(books)]);
  const work = planAtWork(books.ledger, key, asked.question);
  const made = await soon(work.made, waits);
  if (made === null) {
    return { answer: null, working: work.progress() };
  }
  return { answer: made.plan === null ? null : yearsAnswer(books, made.plan), working: null };
}
