declare const calendarDateBrand: unique symbol;

/** A day on the calendar, "2025-12-31". Compares with `<`, prints as is, knows no time and no zone. */
export type CalendarDate = string & { readonly [calendarDateBrand]: "CalendarDate" };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** ISO text as a date; null when it is not a real day ("2025-02-29" is not). */
export function parseCalendarDate(text: string): CalendarDate | null {
  const match = SHAPE.exec(text);
  if (match === null) {
    return null;
  }
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
    ? (text as CalendarDate)
    : null;
}

/** A date from text we wrote ourselves; throws on anything else. */
export function calendarDate(text: string): CalendarDate {
  const date = parseCalendarDate(text);
  if (date === null) {
    throw new RangeError(`not a calendar date: ${text}`);
  }
  return date;
}

/** Days in a month of the Gregorian calendar, month 1-12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) {
    return isLeapYear(year) ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Gregorian leap year. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The year number of a date. */
export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

/** The month number, 1-12. */
export function monthOf(date: CalendarDate): number {
  return Number(date.slice(5, 7));
}

/** A date from its numbers; they must be a real day. */
export function dateFrom(year: number, month: number, day: number): CalendarDate {
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  return calendarDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

/** The date `count` days later (earlier when negative). */
export function addDays(date: CalendarDate, count: number): CalendarDate {
  return fromDayNumber(dayNumber(date) + count);
}

/** The same month and day `count` years later; 29 February becomes 1 March where it does not exist (rules.md 1.8). */
export function addYears(date: CalendarDate, count: number): CalendarDate {
  const year = yearOf(date) + count;
  const monthDay = date.slice(5);
  return monthDay === "02-29" && !isLeapYear(year)
    ? dateFrom(year, 3, 1)
    : calendarDate(`${String(year).padStart(4, "0")}-${monthDay}`);
}

/**
 * The same day of the month `count` months later (earlier when negative); the first of the next month where that day does
 * not exist (rules.md 1.8).
 */
export function addMonths(date: CalendarDate, count: number): CalendarDate {
  const months = yearOf(date) * 12 + monthOf(date) - 1 + count;
  const [year, month, day] = [Math.floor(months / 12), (months % 12) + 1, Number(date.slice(8))];
  return day <= daysInMonth(year, month)
    ? dateFrom(year, month, day)
    : dateFrom(year, month + 1, 1); // never December: it has every day
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Days since 1970-01-01, counted on the calendar (civil-from-days arithmetic, no clock, no zone). */
export function dayNumber(date: CalendarDate): number {
  return dayNumberOf(yearOf(date), monthOf(date), Number(date.slice(8)));
}

/** The same from the numbers of a real day. */
export function dayNumberOf(fullYear: number, month: number, day: number): number {
  const year = fullYear - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day number. */
export function fromDayNumber(days: number): CalendarDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return dateFrom(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}
