import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { addUsd } from "@/lib/money/usd";
import { ok, type Result } from "@/lib/result";
import type { StakedItem } from "@/lib/tax/review/review";
import type { YearResult } from "@/lib/tax/year-result";
import { yearOf } from "@/lib/time/calendar-date";
import { accountNameOf, type Books, yearOfBooks } from "./gains/books";
import { gainByMonth, type MonthView } from "./gains/months";
import { plainQuantity, plainUsd } from "./gains/plain";
import { planAhead } from "./gains/plan-of";
import { positionsOf } from "./gains/positions-of";
import { gainsTax, ownGains } from "./gains/with-without";
import { type BooksOptions, loadBooks } from "./load-books";
import { titleOf } from "./review/item-view";
import { type OpenBooks, openBooks } from "./review/review-of-books";
import { readSeason } from "./season/read-season";
import { type HarvestView, harvestView, type StepView } from "./view-harvest";
import { holdingsOf, totalsOf } from "./view-lots";
import { type RangeView, rangeViews, yearsHeldBy } from "./view-review";

/** What the gains of the year so far cost, or the gains alone when it cannot be said. */
export interface OweView {
  readonly short: string;
  readonly long: string;
  /** Schedule D line 16. */
  readonly line16: string;
  readonly line21: string;
  readonly carryoverOut: string;
  /** The year's tax with and without the books' gains, and the difference; null without a profile. */
  readonly tax: { readonly added: string; readonly with: string; readonly without: string } | null;
  readonly hasProfile: boolean;
  readonly income: string;
}

/** What can still be saved and until when. */
export interface SaveView {
  readonly state: HarvestView["state"];
  /** The best harvest's saving this year; null when there is no plan. */
  readonly best: string | null;
  readonly sales: number;
  readonly carryoverAdded: string;
  readonly inSeason: boolean;
  readonly daysLeft: number;
  readonly deadline: string;
  readonly nextStep: StepView | null;
  readonly doneSteps: number;
  readonly stepCount: number;
  /** Oldest price behind it, an instant; null without one. */
  readonly oldestPriceAt: string | null;
}

/** What is wrong or uncertain. */
export interface WrongView {
  readonly blocking: number;
  readonly check: number;
  /** The first of the review: what can move the tax most. */
  readonly worst: {
    readonly title: string;
    readonly message: string;
    readonly date: string;
    readonly account: string | null;
    readonly asset: string | null;
    readonly quantity: string | null;
  } | null;
  /** Where the tax of the year with the widest range lies; null when nothing is known to move any. */
  readonly range: RangeView | null;
  /** Years the blocking items keep open, ascending. */
  readonly yearsHeld: readonly number[];
}

/** The overview. */
export interface OverviewView {
  readonly clientName: string;
  readonly asOf: string;
  readonly isToday: boolean;
  readonly year: number;
  readonly isEmpty: boolean;
  readonly owe: OweView;
  readonly save: SaveView;
  readonly wrong: WrongView;
  readonly months: readonly MonthView[];
  readonly unrealised: readonly { readonly asset: string; readonly gain: string | null }[];
  readonly unrealisedTotal: string;
  readonly withoutPrice: number;
  readonly value: string;
}

/** Assets the chart draws; the rest are under Lots. */
const CHARTED = 12;

/** The three questions of a client's present year: what is owed so far, what can still be saved, what is wrong. */
export async function viewOverview(
  user: Asking,
  clientId: string,
  options: BooksOptions = {},
): Promise<Result<OverviewView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  await planAhead(books);
  return withClient<OverviewView, never>(user, clientId, "read", async (tx) => {
    const opened = await openBooks(tx, books);
    const facts = await readSeason(tx, books, yearOf(books.asOf.date), opened);
    return ok(overview(books, harvestView(books, null, facts), opened));
  });
}

function overview(books: Books, harvest: HarvestView, opened: OpenBooks): OverviewView {
  const number = yearOf(books.asOf.date);
  const year = yearOfBooks(books, number);
  const totals = totalsOf(positionsOf(books));
  return {
    clientName: books.clientName,
    asOf: books.asOf.date,
    isToday: books.asOf.date === books.today,
    year: number,
    isEmpty: books.transactions.size === 0,
    owe: year === null ? NOTHING_OWED : oweView(year),
    save: saveView(harvest),
    wrong: wrongView(books, opened),
    months: year === null ? [] : gainByMonth(year, books.ledger.closedLots),
    unrealised: holdingsOf(positionsOf(books))
      .slice(0, CHARTED)
      .map(({ asset, gain }) => ({ asset, gain })),
    unrealisedTotal: totals.gain,
    withoutPrice: totals.withoutPrice,
    value: totals.value,
  };
}

const NOTHING_OWED: OweView = {
  short: "0",
  long: "0",
  line16: "0",
  line21: "0",
  carryoverOut: "0",
  tax: null,
  hasProfile: false,
  income: "0",
};

function oweView(year: YearResult): OweView {
  const own = ownGains(year);
  const tax = gainsTax(year);
  return {
    short: plainUsd(own.short),
    long: plainUsd(own.long),
    line16: plainUsd(year.line16),
    line21: plainUsd(year.line21),
    carryoverOut: plainUsd(addUsd(year.shortCarryoverOut, year.longCarryoverOut)),
    tax:
      tax === null
        ? null
        : {
            added: plainUsd(tax.added),
            with: plainUsd(tax.with.total),
            without: plainUsd(tax.without.tax.total),
          },
    hasProfile: year.profile !== null,
    income: plainUsd(year.incomeTotal),
  };
}

function saveView(harvest: HarvestView): SaveView {
  const steps = harvest.months.flatMap((month) => month.steps);
  const saving = harvest.rows.filter((row) => !row.onlyCarries);
  const priced = harvest.holdings.map((holding) => holding.priceAt).filter((at) => at !== null);
  return {
    state: harvest.state,
    best: harvest.panel?.best ?? null,
    sales: saving.length,
    carryoverAdded: harvest.panel?.carryoverAdded ?? "0",
    inSeason: harvest.inSeason,
    daysLeft: harvest.daysLeft,
    deadline: harvest.deadline,
    nextStep:
      steps.find((step) => step.state === "missed") ??
      steps.find((step) => step.state === "next") ??
      null,
    doneSteps: harvest.doneSteps,
    stepCount: harvest.stepCount,
    oldestPriceAt: priced.sort()[0] ?? null,
  };
}

function wrongView(books: Books, opened: OpenBooks): WrongView {
  const { open, dismissed } = opened;
  const blocking = open.filter(({ severity }) => severity === "blocking").length;
  const [worst] = open;
  const [widest = null] = rangeViews(books, opened.years, [...open, ...dismissed]);
  return {
    blocking,
    check: open.length - blocking,
    worst: worst === undefined ? null : worstView(books, worst),
    range: widest,
    yearsHeld: yearsHeldBy([...open, ...dismissed]),
  };
}

function worstView(books: Books, item: StakedItem): NonNullable<WrongView["worst"]> {
  return {
    title: titleOf(item),
    message: item.message,
    date: item.date,
    account: item.account === null ? null : accountNameOf(books, item.account),
    asset: item.asset,
    quantity: plainQuantity(item.quantity),
  };
}
