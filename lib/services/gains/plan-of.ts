import { usdText } from "@/lib/money/usd";
import type { HarvestPlan } from "@/lib/tax/harvest/harvest";
import { harvestPlan } from "@/lib/tax/harvest/plan";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import type { Books } from "./books";
import { namesOf } from "./names-of";
import { type AskedCosts, accountCosts, UNTYPED_COSTS } from "./typed-costs";

const kept = new WeakMap<LedgerResult, { key: string; plan: HarvestPlan | null }>();

/**
 * The plan for the rest of a year; null without a profile or without the year's amounts. Kept with the computed books while
 * the prices and the costs stay the same.
 */
export function planOf(
  books: Books,
  year: YearResult,
  costs: AskedCosts = UNTYPED_COSTS,
): HarvestPlan | null {
  const { rate, fixed, isTyped } = costs;
  const key = JSON.stringify([year.year, adviceKey(books), rate, usdText(fixed), isTyped]);
  const before = kept.get(books.ledger);
  if (before?.key === key) {
    return before.plan;
  }
  const plan = freshPlan(books, year, costs);
  kept.set(books.ledger, { key, plan });
  return plan;
}

/** Advice on the same computed books is the same while this is: the day, the prices, and what people say of positions and accounts. */
export function adviceKey({ asOf, quotes, marks, accountCosts: said }: Books): string {
  const costs = said.map(({ account, rate, fixed }) => [account, rate, usdText(fixed)]);
  return JSON.stringify([asOf.date, quotes, marks, costs]);
}

function freshPlan(books: Books, year: YearResult, costs: AskedCosts): HarvestPlan | null {
  if (year.profile === null) {
    return null;
  }
  const { ledger, settings, quotes, asOf, marks } = books;
  const plan = harvestPlan({
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
