import { type CalendarDate, monthOf } from "@/lib/time/calendar-date";
import { dayText, monthName } from "@/lib/time/day-text";
import type { Instant } from "@/lib/time/instant";

/** As letters print it: "December 31, 2025". */
export function letterDate(date: CalendarDate): string {
  return `${monthName(monthOf(date))} ${Number(date.slice(8, 10))}, ${date.slice(0, 4)}`;
}

/** The month of a date: "December 2025". */
export const letterMonth = (date: CalendarDate): string =>
  `${monthName(monthOf(date))} ${date.slice(0, 4)}`;

/** A moment to the minute, in UTC and saying so: "Dec 31, 2025, 23:59 UTC". */
export function momentText(moment: Instant): string {
  return `${dayText(moment)}, ${moment.slice(11, 16)} UTC`;
}
