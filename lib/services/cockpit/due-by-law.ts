import { filingDueDate } from "@/lib/tax/harvest/checklist-dates";
import type { CalendarDate } from "@/lib/time/calendar-date";

/** The day a year's return is due without an extension. */
export function dueByLaw(year: number): CalendarDate {
  return filingDueDate(year);
}
