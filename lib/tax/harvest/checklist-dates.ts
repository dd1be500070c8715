import {
  addDays,
  type CalendarDate,
  calendarDate,
  dateFrom,
  dayNumber,
  daysBetween,
} from "@/lib/time/calendar-date";
import { dateIn, epochOf, type Instant, startOfDate } from "@/lib/time/instant";

/** Days before December 31 by which we say a sale should be made. Our margin, no rule: the trade date decides the year. */
export const MARGIN_DAYS = {
  /** Exchanges answer slowly and hold withdrawals in the last days. */
  broker: 2,
  /** Units on a chain first have to reach somebody who buys them, over networks everybody uses that week. */
  own: 7,
} as const;

/** The last day we call safe for a sale of units held that way. */
export function lastSafeDate(year: number, custody: keyof typeof MARGIN_DAYS): CalendarDate {
  return addDays(calendarDate(`${year}-12-31`), -MARGIN_DAYS[custody]);
}

/** 0 Sunday to 6 Saturday; January 1, 1970 was a Thursday. */
const weekday = (date: CalendarDate): number => (((dayNumber(date) + 4) % 7) + 7) % 7;

const [SUNDAY, SATURDAY] = [0, 6];

/**
 * The day a calendar year's Form 1040 is due: April 15, moved past Saturdays, Sundays and Emancipation Day in the District of
 * Columbia (April 16, kept on the nearest weekday), as IRC 6072(a) and 7503 and Rev. Rul. 2015-13 have it.
 */
export function filingDueDate(year: number): CalendarDate {
  const kept = emancipationDay(year + 1);
  let due = dateFrom(year + 1, 4, 15);
  while (weekday(due) === SATURDAY || weekday(due) === SUNDAY || due === kept) {
    due = addDays(due, 1);
  }
  return due;
}

/** The day Emancipation Day is kept on: the Friday before a Saturday, the Monday after a Sunday. */
function emancipationDay(year: number): CalendarDate {
  const day = dateFrom(year, 4, 16);
  const shift = { [SATURDAY]: -1, [SUNDAY]: 1 }[weekday(day)] ?? 0;
  return addDays(day, shift);
}

/** What is left until a tax year ends in a zone: whole days and hours on its clocks' count of real time. */
export interface TimeLeft {
  /** Calendar days from today to December 31: 0 on the day itself. */
  readonly days: number;
  /** Whole hours and minutes until the next year begins, real time: a day of a clock change has 23 or 25. */
  readonly hours: number;
  readonly minutes: number;
  readonly isOver: boolean;
}

/** How long a year still lasts at a moment, in the tax zone. The year is over from the first moment of January 1. */
export function timeLeft(year: number, now: Instant, zone: string): TimeLeft {
  const end = startOfDate(calendarDate(`${year + 1}-01-01`), zone);
  if (now >= end) {
    return { days: 0, hours: 0, minutes: 0, isOver: true };
  }
  const minutes = (epochOf(end) - epochOf(now) - ((epochOf(end) - epochOf(now)) % 60_000)) / 60_000;
  return {
    days: daysBetween(dateIn(zone)(now), calendarDate(`${year}-12-31`)),
    hours: (minutes - (minutes % 60)) / 60,
    minutes: minutes % 60,
    isOver: false,
  };
}
