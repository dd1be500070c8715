import type { Asking, GateRefusal } from "@/db/tenant";
import { usdText } from "@/lib/money/usd";
import { ok, type Result } from "@/lib/result";
import { situationOf } from "@/lib/tax/harvest/saving";
import { planYears } from "@/lib/tax/plan-years/plan-years";
import { MOST_YEARS } from "@/lib/tax/plan-years/question";
import { SUPPORTED_YEARS } from "@/lib/tax/rules/by-year";
import type { LedgerResult } from "@/lib/tax/year-result";
import { yearOf } from "@/lib/time/calendar-date";
import { type Books, yearOfBooks } from "./gains/books";
import { adviceKey } from "./gains/plan-of";
import { blockingCount, yearState } from "./gains/year-state";
import { type BooksOptions, loadBooks } from "./load-books";
import { yearsAnswer } from "./plan-years/years-answer";
import { yearsQuestion } from "./plan-years/years-question";
import type { YearsAnswer, YearsPlanView } from "./plan-years/years-views";
import { FIRST_WISH, readYears, type YearsWish } from "./plan-years/years-wish";

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

/**
 * The plan: harvests and gain realisations of one to six years, carryovers by the worksheet, with the sensitivity to prices. Years
 * without published amounts carry the latest ones forward by the rate of the form, and say so. Null without a profile or lots.
 */
export async function viewYearsAnswer(
  user: Asking,
  clientId: string,
  wish: YearsWish | null = null,
  options: BooksOptions = {},
): Promise<Result<YearsAnswer | null, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  return loaded.ok ? ok(answerOf(loaded.value, wish ?? FIRST_WISH)) : loaded;
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

const kept = new WeakMap<
  LedgerResult,
  { readonly key: string; readonly answer: YearsAnswer | null }
>();

/** Kept with the computed books while the form and the prices stay the same. */
function answerOf(books: Books, wish: YearsWish): YearsAnswer | null {
  const key = JSON.stringify([wish, adviceKey(books)]);
  const before = kept.get(books.ledger);
  if (before?.key === key) {
    return before.answer;
  }
  const asked = askedOf(books, wish);
  const plan = asked === null ? null : planYears(asked.question);
  const answer = plan?.ok === true ? yearsAnswer(books, plan.value) : null;
  kept.set(books.ledger, { key, answer });
  return answer;
}
