import type { OpenLot } from "@/lib/tax/closed-lot";
import { bookPositions } from "@/lib/tax/harvest/book-positions";
import type { HarvestPlan } from "@/lib/tax/harvest/harvest";
import { harvestPlan } from "@/lib/tax/harvest/plan";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import type { Books } from "./books";

/** The plan of a year and how far it looked. */
export interface PlanOfYear {
  readonly plan: HarvestPlan;
  /** Lots at the front of each position that were tried, when there are positions with more; else null. */
  readonly triedLots: number | null;
}

const kept = new WeakMap<LedgerResult, { key: string; plan: PlanOfYear | null }>();

/**
 * The plan for the rest of a year; null without a profile or without the year's amounts. Kept with the computed books while
 * the prices stay the same. The work grows with the square of a position's lots, so in books of very many lots only those
 * first in the order of sale are tried: what is planned is exact, a better sale further back may be missed.
 */
export function planOf(books: Books, year: YearResult): PlanOfYear | null {
  const key = JSON.stringify([year.year, books.asOf.date, books.quotes]);
  const before = kept.get(books.ledger);
  if (before?.key === key) {
    return before.plan;
  }
  const plan = freshPlan(books, year);
  kept.set(books.ledger, { key, plan });
  return plan;
}

function freshPlan(books: Books, year: YearResult): PlanOfYear | null {
  if (year.profile === null) {
    return null;
  }
  const { settings, quotes, asOf } = books;
  const { ledger, triedLots } = frontOf(books);
  const plan = harvestPlan({ ledger, year, profile: year.profile, settings, quotes, asOf });
  return plan.ok ? { plan: plan.value, triedLots } : null;
}

/** The sum of squared lot counts worked through at most: about a second. */
const BUDGET = 150_000;

function frontOf(books: Books): { ledger: LedgerResult; triedLots: number | null } {
  const positions = bookPositions(books);
  const work = positions.reduce((sum, { reachable }) => sum + reachable.length ** 2, 0);
  if (work <= BUDGET) {
    return { ledger: books.ledger, triedLots: null };
  }
  const most = Math.max(20, Math.floor(Math.sqrt(BUDGET / positions.length)));
  const idOf = (lot: OpenLot) => `${lot.account}~${lot.lot}`;
  const front = new Set(
    positions.flatMap(({ reachable, blocked }) =>
      [...reachable, ...blocked].slice(0, most).map(idOf),
    ),
  );
  const openLots = books.ledger.openLots.filter((lot) => front.has(idOf(lot)));
  return { ledger: { ...books.ledger, openLots }, triedLots: most };
}
