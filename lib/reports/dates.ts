import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";

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
];

/** As forms print it: "12/31/2025". */
export function formDate(date: CalendarDate): string {
  return `${date.slice(5, 7)}/${date.slice(8, 10)}/${date.slice(0, 4)}`;
}

/** As letters print it: "December 31, 2025". */
export function letterDate(date: CalendarDate): string {
  const month = MONTHS[Number(date.slice(5, 7)) - 1] ?? "";
  return `${month} ${Number(date.slice(8, 10))}, ${date.slice(0, 4)}`;
}

/** A moment to the minute, in UTC and saying so: "2025-12-31 23:59 UTC". */
export function momentText(moment: Instant): string {
  return `${moment.slice(0, 10)} ${moment.slice(11, 16)} UTC`;
}
