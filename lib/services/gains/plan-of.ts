import { usdText } from "@/lib/money/usd";
import { atOnce, type PartsOfWork } from "@/lib/parts-of-work";
import type { HarvestPlan } from "@/lib/tax/harvest/harvest";
import { harvestPlanInParts } from "@/lib/tax/harvest/plan";
import { BLOCKS_AT_MOST } from "@/lib/tax/optimal/harvest-search";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import { yearOf } from "@/lib/time/calendar-date";
import { inTurns } from "../in-turns";
import { type Progressed, soon } from "../soon";
import { type Books, yearOfBooks } from "./books";
import { namesOf } from "./names-of";
import { type AskedCosts, accountCosts, UNTYPED_COSTS } from "./typed-costs";

interface Kept {
  readonly key: string;
  readonly plan: HarvestPlan | null;
}

const kept = new WeakMap<LedgerResult, Kept>();
interface Working {
  readonly key: string;
  readonly made: Promise<void>;
  /** Halves of blocks looked into. */
  readonly done: () => number;
}

const working = new WeakMap<LedgerResult, Working>();

/**
 * The plan for the rest of a year; null without a profile or without the year's amounts. Kept with the computed books while
 * the prices and the costs stay the same.
 */
export function planOf(
  books: Books,
  year: YearResult,
  costs: AskedCosts = UNTYPED_COSTS,
): HarvestPlan | null {
  const key = keyOf(books, year, costs);
  const before = kept.get(books.ledger);
  if (before?.key === key) {
    return before.plan;
  }
  const plan = atOnce(freshPlan(books, year, costs));
  kept.set(books.ledger, { key, plan });
  return plan;
}

/** Makes that plan in turns with whatever else the process has to do, once for all who ask; `planOf` then has it. */
export async function planAhead(books: Books, costs: AskedCosts = UNTYPED_COSTS): Promise<void> {
  const year = yearOfBooks(books, yearOf(books.asOf.date));
  if (year === null) {
    return;
  }
  const key = keyOf(books, year, costs);
  if (kept.get(books.ledger)?.key === key) {
    return;
  }
  const before = working.get(books.ledger);
  const work = before?.key === key ? before : begin(books, year, costs, key);
  working.set(books.ledger, work);
  try {
    await work.made;
  } finally {
    if (working.get(books.ledger) === work) {
      working.delete(books.ledger);
    }
  }
}

/** The same, waited for so many milliseconds at most: null once `planOf` has it, else how far it is; it goes on by itself. */
export async function planSoon(
  books: Books,
  costs: AskedCosts,
  waits: number,
): Promise<Progressed | null> {
  const made = planAhead(books, costs);
  const work = working.get(books.ledger);
  const found = await soon(
    made.then(() => ({})),
    waits,
  );
  return found === null ? { done: work?.done() ?? 0, total: MOST_PARTS } : null;
}

/** A block of sales looked into is cut in two at most. */
const MOST_PARTS = 2 * BLOCKS_AT_MOST;

function begin(books: Books, year: YearResult, costs: AskedCosts, key: string): Working {
  let done = 0;
  const told = (parts: number) => {
    done = Math.min(parts, MOST_PARTS);
  };
  const made = inTurns(freshPlan(books, year, costs), told).then((plan) => {
    kept.set(books.ledger, { key, plan });
  });
  return { key, made, done: () => done };
}

function keyOf(books: Books, { year }: YearResult, { rate, fixed, isTyped }: AskedCosts): string {
  return JSON.stringify([year, adviceKey(books), rate, usdText(fixed), isTyped]);
}

/** Advice on the same computed books is the same while this is: the day, the prices, and what people say of positions and accounts. */
export function adviceKey({ asOf, quotes, marks, accountCosts: said }: Books): string {
  const costs = said.map(({ account, rate, fixed }) => [account, rate, usdText(fixed)]);
  return JSON.stringify([asOf.date, quotes, marks, costs]);
}

function* freshPlan(
  books: Books,
  year: YearResult,
  costs: AskedCosts,
): PartsOfWork<HarvestPlan | null> {
  if (year.profile === null) {
    return null;
  }
  const { ledger, settings, quotes, asOf, marks } = books;
  const plan = yield* harvestPlanInParts({
    ledger,
    year,
    profile: year.profile,
    settings,
    quotes,
    asOf,
    costs,
    accountCosts: accountCosts(books, costs),
    marks,
    names: namesOf(books),
  });
  return plan.ok ? plan.value : null;
}
