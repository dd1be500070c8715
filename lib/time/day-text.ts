import { type CalendarDate, monthOf, parseCalendarDate, yearOf } from "./calendar-date";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** "December" for 12; empty for a number that is no month. */
export function monthName(month: number): string {
  return MONTHS[month - 1] ?? "";
}

/** "Dec 3": a day of a year everybody has in mind. */
export function shortDay(date: CalendarDate): string {
  return `${monthName(monthOf(date)).slice(0, 3)} ${Number(date.slice(8))}`;
}

/** "2026-11-21" and moments of that day as "Nov 21, 2026"; any other text ("inherited", VARIOUS) as it is. No time zone is involved. */
export function dayText(date: string): string {
  const day = parseCalendarDate(date.slice(0, 10));
  return day === null ? date : `${shortDay(day)}, ${yearOf(day)}`;
}
