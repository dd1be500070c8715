import type { ClientTx } from "@/db/tenant";
import { type CalendarDate, calendarDate } from "@/lib/time/calendar-date";
import type { Books } from "../gains/books";
import type { StepView } from "../view-harvest";
import { readSeason } from "./read-season";
import { openYears, stepsOfYear } from "./view-season";

/** A step of any season that is open today, with the year it belongs to. */
export interface OpenYearStep {
  /** "2026.sell": the same step of two years is two steps. */
  readonly id: string;
  readonly year: number;
  readonly due: CalendarDate;
  /** Done, or no longer possible: nobody is reminded of it. */
  readonly done: boolean;
  /** For mail, which is read on the way: without what is sold, how much of it, or any amount. */
  readonly title: string;
  readonly why: string;
}

/** The steps of all seasons open today, by day. */
export async function stepsNow(tx: ClientTx, books: Books): Promise<readonly OpenYearStep[]> {
  const steps: OpenYearStep[] = [];
  for (const year of openYears(books)) {
    const views = stepsOfYear(books, year, await readSeason(tx, books, year));
    steps.push(...views.map((view) => stepOf(view, year)));
  }
  return steps.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

function stepOf(step: StepView, year: number): OpenYearStep {
  const { id, due, state, isOver, title, reason } = step;
  return {
    id: `${year}.${id}`,
    year,
    due: calendarDate(due),
    done: state === "done" || isOver,
    ...(id.startsWith("wait-")
      ? { title: "Wait with a sale that turns long term", why: WAIT }
      : { title: id.startsWith("sell-") ? title.replace(/: .*$/s, "") : title, why: reason }),
  };
}

const WAIT = "Sold before this day its gain is short term. Which one it is stands in your books.";
