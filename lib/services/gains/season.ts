import { listTicks, type Tick } from "@/db/queries/checklist";
import type { ClientTx } from "@/db/tenant";
import { checklist } from "@/lib/tax/harvest/checklist";
import type { ChecklistStep, HarvestPlan } from "@/lib/tax/harvest/harvest";
import type { YearResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import type { Books } from "./books";
import { planOf } from "./plan-of";

/** A step of the season; `isManual`: the books cannot see it, so a person ticks it. */
export interface SeasonStep extends ChecklistStep {
  readonly isManual: boolean;
}

interface ManualStep {
  readonly id: string;
  readonly due: string;
  readonly title: string;
  readonly reason: string;
  readonly authority: string;
}

/** What matters and leaves no trace in the books. */
const MANUAL: readonly ManualStep[] = [
  {
    id: "securities",
    due: "11-15",
    title: "Look for tokenized stocks and crypto funds in every account",
    reason:
      "The wash sale rule covers stock and securities, so it covers these: 30 days before and after, in all accounts, a spouse's and an IRA included. Coins held as such are not securities today.",
    authority: "IRC 1091; Instructions for Schedule D",
  },
  {
    id: "ask-professional",
    due: "11-30",
    title: "Talk the plan over with a tax professional",
    reason:
      "Estimated payments, state tax and anything outside these books are not in the figures. Good practice; no rule asks for it.",
    authority: "Good practice",
  },
  {
    id: "keep-records",
    due: "12-31",
    title: "Keep the confirmation of every sale",
    reason:
      "Day and time, units, price, fees, and which lots were named before the sale: the return is only as good as its records.",
    authority: "IRC 6001; Reg. 1.1012-1(j)",
  },
];

/** The year's dated steps by day: those the books tick by themselves, and those a person ticked. */
export function seasonSteps(
  books: Books,
  year: YearResult,
  plan: HarvestPlan | null,
  ticks: readonly Tick[],
): SeasonStep[] {
  const seen = checklist({
    ledger: books.ledger,
    year,
    settings: books.settings,
    quotes: books.quotes,
    asOf: books.asOf,
    plan,
  }).map((step) => ({ ...step, isManual: false }));
  const manual = MANUAL.map((step) => manualStep(step, year.year, ticks));
  return [...seen, ...manual].sort((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1));
}

function manualStep(step: ManualStep, year: number, ticks: readonly Tick[]): SeasonStep {
  const tick = ticks.find((each) => each.step === step.id && each.state === "done");
  return {
    ...step,
    due: calendarDate(`${year}-${step.due}`),
    done: tick !== undefined,
    evidence:
      tick === undefined
        ? "The books cannot see this: tick it when it is done."
        : `Ticked by hand on ${tick.enteredAt.slice(0, 10)}.`,
    isManual: true,
  };
}

/** True for the id of a step a person ticks. */
export function isManualStep(id: string): boolean {
  return MANUAL.some((step) => step.id === id);
}

/** The steps of a year for a report. */
export async function seasonOf(
  tx: ClientTx,
  books: Books,
  year: YearResult,
): Promise<SeasonStep[]> {
  return seasonSteps(books, year, planOf(books, year), await listTicks(tx, year.year));
}
