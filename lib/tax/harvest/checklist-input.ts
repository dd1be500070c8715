import type { AsOf, LedgerSettings, Quote } from "@/lib/tax/settings";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import { type CalendarDate, calendarDate } from "@/lib/time/calendar-date";
import type { HarvestPlan } from "./harvest";
import type { TimeOf } from "./rebuys";

/** What the steps look at. `plan` is null while there is no profile or the year is not supported. */
export interface ChecklistInput {
  readonly ledger: LedgerResult;
  readonly year: YearResult;
  readonly plan: HarvestPlan | null;
  readonly settings: LedgerSettings;
  readonly quotes: readonly Quote[];
  readonly asOf: AsOf;
  /** The times of transactions; none known unless told. */
  readonly timeOf?: TimeOf;
}

/** A day of the checklist's year. */
export function on({ year }: ChecklistInput, monthDay: string): CalendarDate {
  return calendarDate(`${year.year}-${monthDay}`);
}

/** A number with the right form of its noun and verb. */
export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
