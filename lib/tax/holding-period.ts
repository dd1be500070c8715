import { addDays, addYears, type CalendarDate } from "@/lib/time/calendar-date";
import type { Term } from "./closed-lot";

/**
 * The first day on which a sale is long term: one year after the day that follows the acquisition, 1 March where that day
 * does not exist. IRC 1222; Rev. Rul. 66-7, 70-598; month ends: Caspe v. United States, 694 F.2d 1116 (rules.md 1.8).
 */
export function firstLongDate(acquired: CalendarDate): CalendarDate {
  return addYears(addDays(acquired, 1), 1);
}

/** The last day on which a sale is still short term. */
export function lastShortDate(acquired: CalendarDate): CalendarDate {
  return addDays(firstLongDate(acquired), -1);
}

/** Term of a sale: long when more than one year, by calendar dates only; inherited is long at once (IRC 1223(9)); unknown is short. */
export function termOf(acquired: CalendarDate | "inherited" | null, sold: CalendarDate): Term {
  if (acquired === null) {
    return "short";
  }
  return acquired === "inherited" || sold >= firstLongDate(acquired) ? "long" : "short";
}
