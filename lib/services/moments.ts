import { err, ok, type Result } from "@/lib/result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { type Instant, instant } from "@/lib/time/instant";
import { localTime } from "@/lib/time/wall-clock";
import { instantFromLocal } from "./local-time";
import type { FieldErrors } from "./transaction-form";

/** When something happened: the moment, and the day alone when only a day is known. */
export interface Moment {
  readonly at: Instant;
  readonly date: CalendarDate | null;
}

/** A moment as it stands in a form: wall-clock text in the client's zone; no time for a day alone. */
export function typedMoment(
  moment: Moment,
  zone: string,
): { readonly date: string; readonly time: string } {
  return moment.date === null ? localTime(moment.at, zone) : { date: moment.date, time: "" };
}

/**
 * The moment a form means. Text left as it was prefilled means the very moment it was made from (an hour that comes twice
 * keeps its half). A day alone is ordered at noon UTC, that same day everywhere in the United States.
 */
export function readMoment(
  typed: { readonly date: CalendarDate; readonly time: string },
  zone: string,
  before: Moment | null = null,
): Result<Moment, FieldErrors> {
  if (before !== null) {
    const prefilled = typedMoment(before, zone);
    if (prefilled.date === typed.date && prefilled.time === typed.time) {
      // Only these two: whoever asks may hand us a whole transaction.
      return ok({ at: before.at, date: before.date });
    }
  }
  if (typed.time === "") {
    return ok({ at: instant(`${typed.date}T12:00:00.000Z`), date: typed.date });
  }
  const at = instantFromLocal(typed.date, typed.time, zone);
  return at === null
    ? err({ time: `There is no such time on that day in ${zone}: the clocks skip it.` })
    : ok({ at, date: null });
}
