import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { groupBy } from "@/lib/tax/explain/group-by";
import type { HarvestPlan } from "@/lib/tax/harvest/harvest";
import type { SeasonFacts } from "@/lib/tax/harvest/season-facts";
import type { YearResult } from "@/lib/tax/year-result";
import { calendarDate, daysBetween, yearOf } from "@/lib/time/calendar-date";
import { monthName } from "@/lib/time/day-text";
import { type AccountCostsView, accountCostsView } from "./gains/account-costs-view";
import { type AloneView, aloneViews } from "./gains/alone-views";
import { type AskedSheets, askedSheets } from "./gains/asked-sheets";
import { type Books, yearOfBooks } from "./gains/books";
import { type HarvestPanel, type HarvestRowView, panelOf, rowViews } from "./gains/harvest-rows";
import { type HeldCharts, heldCharts } from "./gains/held-charts";
import { type LotsToMark, type MarkView, type MarkWish, marksView } from "./gains/marks-view";
import { pickedRows, rowKey, tellingRows } from "./gains/picks";
import { estimateUsd } from "./gains/plain";
import { planAhead, planOf, planSoon } from "./gains/plan-of";
import { positionsOf } from "./gains/positions-of";
import { type SeasonStep, seasonSteps } from "./gains/season";
import { type CostsView, readCosts, type TypedCosts } from "./gains/typed-costs";
import { blockingCount, type YearState, yearState } from "./gains/year-state";
import { type BooksOptions, loadBooks } from "./load-books";
import { readSeason } from "./season/read-season";
import type { Progressed } from "./soon";
import { type HoldingView, holdingsOf, type LotTotals, totalsOf } from "./view-lots";

/** One step of the season as the page shows it. */
export interface StepView {
  readonly id: string;
  readonly due: string;
  readonly title: string;
  readonly reason: string;
  readonly authority: string;
  readonly evidence: string;
  /** "next" is the first that is open and not past its day; "missed": open and past its day. */
  readonly state: "done" | "next" | "later" | "missed";
  readonly isManual: boolean;
  /** Missed, and no longer possible: the year has ended. */
  readonly isOver: boolean;
}

/** The steps due in one month. */
export interface MonthSteps {
  /** "2026-09". */
  readonly month: string;
  /** "September"; with its year where that is not the first step's: "January 2027". */
  readonly name: string;
  readonly steps: readonly StepView[];
}

/** The harvest page. */
export interface HarvestView {
  readonly clientName: string;
  readonly year: number;
  readonly asOf: string;
  readonly isToday: boolean;
  /** September 1 to December 31; any other day is a preview. */
  readonly inSeason: boolean;
  readonly deadline: string;
  readonly daysLeft: number;
  readonly timeZone: string;
  /** Why there is no plan, or "ready". */
  readonly state: YearState;
  /** How far the list is; null once it is there. Until then there are no rows, nothing to leave alone and no steps. */
  readonly working: Progressed | null;
  readonly blockingCount: number;
  readonly rows: readonly HarvestRowView[];
  /** Keys of the picked rows, those implied by others included. */
  readonly picks: readonly string[];
  readonly panel: HarvestPanel | null;
  /** The worksheets of the figure that was asked. */
  readonly asked: AskedSheets | null;
  /** What selling costs, as typed. */
  readonly costs: CostsView;
  /** Null: no other sales save a cent more; else how much more there can be at most. */
  readonly within: string | null;
  /** Net loss that is still worth something this year; past it another dollar only adds to the carryover. */
  readonly lossUpToCap: string | null;
  readonly leaveAlone: readonly AloneView[];
  /** What people say of positions; all positions there are. */
  readonly marks: readonly MarkView[];
  /** The position that is to be marked, with its lots; null: none was chosen. */
  readonly toMark: LotsToMark | null;
  /** What accounts charge, as it was said. */
  readonly accounts: readonly AccountCostsView[];
  readonly mayWrite: boolean;
  readonly charts: HeldCharts;
  readonly holdings: readonly HoldingView[];
  readonly totals: LotTotals;
  readonly months: readonly MonthSteps[];
  readonly doneSteps: number;
  readonly stepCount: number;
}

/** What of the page is open besides what is picked. */
export interface HarvestOpen {
  /** A figure whose worksheets are wanted (see `askedSheets`). */
  readonly why?: string | undefined;
  /** The position that is to be marked. */
  readonly mark?: MarkWish;
}

/**
 * What to sell before December 31 and what not: the engine's plan for the year of the day, the rows of `picks` run through
 * the worksheets together, prices with their age, and the season's steps. Any day outside the season is a preview. `waits`: milliseconds
 * a page waits for the list of very many lots; else it is waited for to the end.
 */
export async function viewHarvest(
  user: Asking,
  clientId: string,
  picks: readonly string[] | null = null,
  { waits, ...options }: BooksOptions & { readonly waits?: number } = {},
  typedCosts: TypedCosts = {},
  open: HarvestOpen = {},
): Promise<Result<HarvestView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  const { costs } = readCosts(typedCosts);
  const working = waits === undefined ? null : await planSoon(books, costs, waits);
  if (waits === undefined) {
    await planAhead(books, costs);
  }
  return withClient<HarvestView, never>(user, clientId, "read", async (tx) => {
    const facts = await readSeason(tx, books, yearOf(books.asOf.date));
    return ok(harvestView(books, picks, facts, typedCosts, { ...open, working }));
  });
}

/** The page of loaded books; also what the overview asks. `picks` null: every row that saves. */
export function harvestView(
  books: Books,
  picks: readonly string[] | null,
  facts: SeasonFacts,
  typedCosts: TypedCosts = {},
  { working = null, ...open }: HarvestOpen & { readonly working?: Progressed | null } = {},
): HarvestView {
  const number = yearOf(books.asOf.date);
  const year = yearOfBooks(books, number);
  const costs = readCosts(typedCosts);
  const plan = year === null || working !== null ? null : planOf(books, year, costs.costs);
  const positions = positionsOf(books);
  const deadline = calendarDate(`${number}-12-31`);
  const steps =
    year === null || working !== null
      ? []
      : stepViews(books, seasonSteps(books, year, plan, facts));
  return {
    clientName: books.clientName,
    year: number,
    asOf: books.asOf.date,
    isToday: books.asOf.date === books.today,
    inSeason: books.asOf.date >= `${number}-09-01`,
    deadline,
    daysLeft: daysBetween(books.asOf.date, deadline),
    timeZone: books.settings.timeZone,
    state: yearState(books, number),
    working,
    blockingCount: blockingCount(books),
    ...(year === null || plan === null ? NO_PLAN : planView(books, year, plan, picks, open.why)),
    costs: costs.view,
    ...marksView(books, open.mark ?? {}),
    accounts: accountCostsView(books),
    mayWrite: books.role !== "viewer",
    charts: heldCharts(books),
    holdings: holdingsOf(positions),
    totals: totalsOf(positions),
    months: byMonth(steps),
    doneSteps: steps.filter((step) => step.state === "done").length,
    stepCount: steps.length,
  };
}

const NO_PLAN = {
  rows: [],
  picks: [],
  panel: null,
  asked: null,
  within: null,
  lossUpToCap: null,
  leaveAlone: [],
} as const;

function planView(
  books: Books,
  year: YearResult,
  plan: HarvestPlan,
  picks: readonly string[] | null,
  why: string | undefined,
) {
  const rows = tellingRows(plan.rows);
  const best = rows.filter((row) => !row.pastCap).map(rowKey);
  const picked = pickedRows(rows, picks ?? best);
  return {
    rows: rowViews(books, year, rows, picked),
    picks: picked.map(rowKey),
    panel: panelOf(year, rows, picked),
    asked: askedSheets({ books, year, plan, rows, picked }, why),
    within: plan.proof.proven ? null : estimateUsd(plan.proof.within),
    lossUpToCap: estimateUsd(plan.lossUpToCap),
    leaveAlone: aloneViews(books, plan.leaveAlone),
  };
}

/** Steps by the month they are due in. */
export function byMonth(steps: readonly StepView[]): readonly MonthSteps[] {
  const year = steps[0]?.due.slice(0, 4);
  return [...groupBy(steps, (step) => step.due.slice(0, 7))].map(([month, of]) => {
    const [ofYear = "", number] = month.split("-");
    const name = monthName(Number(number));
    return { month, name: ofYear === year ? name : `${name} ${ofYear}`, steps: of };
  });
}

/** Steps as pages show them: the first that is open and not past its day is the next. */
export function stepViews(books: Books, steps: readonly SeasonStep[]): StepView[] {
  const today = books.asOf.date;
  const next = steps.find((step) => !step.done && step.due >= today);
  const stateOfStep = (step: SeasonStep): StepView["state"] => {
    if (step.done) {
      return "done";
    }
    return step.due < today ? "missed" : step === next ? "next" : "later";
  };
  return steps.map((step) => ({
    id: step.id,
    due: step.due,
    title: step.title,
    reason: step.reason,
    authority: step.authority,
    evidence: step.evidence,
    state: stateOfStep(step),
    isManual: step.isManual,
    isOver: step.isOver,
  }));
}
