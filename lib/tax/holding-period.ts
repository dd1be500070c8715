import { addDays, addMonths, type CalendarDate, monthOf, yearOf } from "@/lib/time/calendar-date";
import type { Term } from "./closed-lot";

/** "More than one year" (IRC 1222(3)). */
const LONG_TERM_MONTHS = 12;

/**
 * The first day on which property has been held more than `months` calendar months: that many months after the day that
 * follows the acquisition, the first of the next month where that day does not exist. IRC 1222 counts twelve (six under
 * older law: Fogel v. Commissioner, 203 F.2d 347); Rev. Rul. 66-7, 70-598; month ends: Caspe v. United States, 694
 * F.2d 1116 (rules.md 1.8).
 */
export function firstLongDate(acquired: CalendarDate, months = LONG_TERM_MONTHS): CalendarDate {
  return addMonths(addDays(acquired, 1), months);
}

/** The last day on which a sale is still short term. */
export function lastShortDate(acquired: CalendarDate): CalendarDate {
  return addDays(firstLongDate(acquired), -1);
}

/** Term of a sale: long when more than one year, by calendar dates only; inherited is long at once (IRC 1223(9)); unknown is short. */
export function termOf(
  acquired: CalendarDate | "inherited" | null,
  sold: CalendarDate,
  months = LONG_TERM_MONTHS,
): Term {
  if (acquired === null) {
    return "short";
  }
  if (acquired === "inherited") {
    return "long";
  }
  // The first long day is in the last of these months or, from a month's end, in the next: only there days have to be counted.
  const apart = monthNumber(sold) - monthNumber(acquired);
  return apart > months + 1 || (apart >= months && sold >= firstLongDate(acquired, months))
    ? "long"
    : "short";
}

const monthNumber = (date: CalendarDate): number => yearOf(date) * 12 + monthOf(date);
