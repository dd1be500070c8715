import { firstLongDate, lastShortDate, termOf } from "@/lib/tax/holding-period";
import { type CalendarDate, calendarDate, yearOf } from "@/lib/time/calendar-date";
import { dateIn, instant } from "@/lib/time/instant";
import { Check } from "./compare";

/** One row of holding-period-table/1 */
export interface HoldingRow {
  id: string;
  acquired: string;
  disposed: string;
  timeZone: string | null;
  expected: Record<string, string | number>;
}

/** Runs one row of the holding-period table. */
export function runHoldingRow(row: HoldingRow): string[] {
  const check = new Check();
  const acquired = toDate(row.acquired, row.timeZone);
  const disposed = toDate(row.disposed, row.timeZone);
  check.text("acquired", row.expected["acquiredDate"], acquired);
  check.text("disposed", row.expected["disposedDate"], disposed);
  check.text("last short day", row.expected["lastShortDate"], lastShortDate(acquired));
  check.text("first long day", row.expected["firstLongDate"], firstLongDate(acquired));
  check.text("term", row.expected["term"], termOf(acquired, disposed));
  check.text("tax year", row.expected["taxYear"], yearOf(disposed));
  return check.differences;
}

function toDate(text: string, timeZone: string | null): CalendarDate {
  return timeZone === null || text.length === 10
    ? calendarDate(text)
    : dateIn(timeZone)(instant(text));
}
