import { listTicks } from "@/db/queries/checklist";
import { listFiledReturns } from "@/db/queries/filed-returns";
import { listLossEventFiles, listLossEvents } from "@/db/queries/loss-events";
import { listPlanComments, listPlans, type PlanVersion, withLotsOfToday } from "@/db/queries/plans";
import { listReports } from "@/db/queries/reports";
import { getRebuyDays } from "@/db/queries/season-choices";
import type { ClientTx } from "@/db/tenant";
import { quantity } from "@/lib/money/quantity";
import type { SeasonFacts } from "@/lib/tax/harvest/season-facts";
import { accountId, assetId } from "@/lib/tax/transaction";
import { yearOf } from "@/lib/time/calendar-date";
import { dateIn } from "@/lib/time/instant";
import type { Books } from "../gains/books";
import { namesOf } from "../gains/names-of";
import { type OpenBooks, openBooks } from "../review/review-of-books";
import { missingEvidence } from "./loss-evidence";

/** How close a purchase after a loss is marked while nobody chose: a month, as a habit and not as a law. */
export const DEFAULT_REBUY_DAYS = 30;

/** Everything the steps of a year's season look at besides the books. `opened`: the review, where the caller has it already. */
export async function readSeason(
  tx: ClientTx,
  books: Books,
  year: number,
  opened?: OpenBooks,
): Promise<SeasonFacts> {
  const dayOf = dateIn(books.settings.timeZone);
  const [saved] = await listPlans(tx, year);
  const plan = saved === undefined ? undefined : await withLotsOfToday(tx, saved);
  const ticks = await listTicks(tx, year);
  const filed = (await listFiledReturns(tx)).find((each) => each.year === year);
  return {
    names: namesOf(books),
    review: reviewOf(opened ?? (await openBooks(tx, books)), year),
    report: await lastReport(tx, books, year),
    plan: plan === undefined ? null : plannedFacts(plan, dayOf),
    answered: plan === undefined ? null : await firstAnswer(tx, plan, dayOf),
    tickets: books.tickets,
    rebuyDays: (await getRebuyDays(tx)) ?? DEFAULT_REBUY_DAYS,
    losses: await lossFacts(tx, year),
    brokerForms: formFacts(books, year),
    filedOn: filed?.filedOn ?? null,
    ticked: new Map(
      ticks.flatMap(({ step, state, enteredAt }) =>
        state === "done" ? [[step, dayOf(enteredAt)] as const] : [],
      ),
    ),
  };
}

/** Prices that are old are a step of their own. */
function reviewOf(opened: OpenBooks, year: number): SeasonFacts["review"] {
  const range = opened.years.find((each) => each.year === year)?.tax ?? null;
  return {
    open: opened.open.filter(({ kind, date }) => kind !== "stale-price" && yearOf(date) <= year)
      .length,
    tax: range === null ? null : { low: range.low, high: range.high },
  };
}

function formFacts({ reconciliation }: Books, year: number): SeasonFacts["brokerForms"] {
  const forms = reconciliation.forms.filter(({ taxYear }) => taxYear === year);
  return {
    lines: forms.reduce((sum, { lines }) => sum + lines.length, 0),
    undecided: forms
      .flatMap(({ differences }) => differences)
      .filter(({ decided }) => decided === null).length,
  };
}

async function lastReport(
  tx: ClientTx,
  books: Books,
  year: number,
): Promise<SeasonFacts["report"]> {
  const dayOf = dateIn(books.settings.timeZone);
  const last = (await listReports(tx, year)).find(
    ({ state, kind }) => state === "ready" && kind === "year-end",
  );
  if (last === undefined) {
    return null;
  }
  const madeOn = dayOf(last.requestedAt);
  // A ticket or a price changes no row of the report: what a new import or correction changes does.
  const isCurrent = last.ledgerVersion === books.version.ledger;
  return madeOn < `${year}-10-01` ? null : { madeOn, isCurrent };
}

type DayOf = ReturnType<typeof dateIn>;

function plannedFacts(saved: PlanVersion, dayOf: DayOf): NonNullable<SeasonFacts["plan"]> {
  return {
    name: saved.name,
    version: saved.version,
    savedOn: dayOf(saved.enteredAt),
    sales: plannedSales(saved),
  };
}

/** A saved plan's sales as the engine compares them. */
export function plannedSales({ plan }: Pick<PlanVersion, "plan">) {
  return plan.sales.map((sale) => ({
    account: accountId(sale.account),
    asset: assetId(sale.asset),
    lots: sale.lots.map(({ lot, acquired, quantity: units }) => ({
      lot,
      acquired,
      quantity: quantity(units),
    })),
  }));
}

async function firstAnswer(
  tx: ClientTx,
  plan: PlanVersion,
  dayOf: DayOf,
): Promise<SeasonFacts["answered"]> {
  const word = (await listPlanComments(tx, plan.id)).find(
    ({ enteredBy }) => enteredBy !== plan.enteredBy,
  );
  return word === undefined ? null : { by: word.author, on: dayOf(word.enteredAt) };
}

async function lossFacts(tx: ClientTx, year: number): Promise<SeasonFacts["losses"]> {
  const events = await listLossEvents(tx, year);
  const files = events.length === 0 ? [] : await listLossEventFiles(tx);
  return events.map((event) => ({
    asset: event.asset,
    missing: missingEvidence(event, files.filter(({ eventId }) => eventId === event.id).length),
  }));
}
