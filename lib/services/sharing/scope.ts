import type { Scope } from "@/db/queries/access-grants";
import { err, ok, type Result } from "@/lib/result";
import { addDays, addYears, type CalendarDate, parseCalendarDate } from "@/lib/time/calendar-date";
import { startOfDate } from "@/lib/time/instant";

/** What a form says of how far somebody is let in. */
export interface ScopeTold {
  /** "prepare", "read", or "years": to read some years only. */
  readonly what: string;
  /** "2024, 2025", asked with "years". */
  readonly years: string;
  /** The last day, "2027-04-15"; empty: none said. */
  readonly until: string;
}

/** The day it is for the client, and where. */
export interface Today {
  readonly date: CalendarDate;
  readonly timeZone: string;
}

/** What is wrong with it, by field. */
export interface ScopeRefusal {
  readonly code: "invalid-input";
  readonly fields: Readonly<Record<string, string>>;
}

/** The farthest a last day may lie: what is granted for longer is granted for good and forgotten. */
const YEARS_AHEAD = 5;

/** Reads how far somebody is let in. Years are sorted, each once; the end is the end of that day in the client's tax zone. */
export function readScope(told: ScopeTold, today: Today): Result<Scope, ScopeRefusal> {
  const years = told.what === "years" ? readYears(told.years) : null;
  if (told.what === "years" && years === null) {
    return refuse("years", "Tax years such as 2024, 2025.");
  }
  if (!["prepare", "read", "years"].includes(told.what)) {
    return refuse("what", "Choose what they may do.");
  }
  const role = told.what === "prepare" ? ("editor" as const) : ("viewer" as const);
  if (told.until.trim() === "") {
    return ok({ role, years, until: null, endsAt: null });
  }
  const until = parseCalendarDate(told.until.trim());
  if (until === null || until < today.date || until > addYears(today.date, YEARS_AHEAD)) {
    return refuse("until", `A day from today on, at most ${YEARS_AHEAD} years ahead.`);
  }
  return ok({ role, years, ...lasting(until, today) });
}

/** A last day with the moment it is over. */
export const lasting = (
  until: CalendarDate,
  { timeZone }: Today,
): Pick<Scope, "until" | "endsAt"> => ({
  until,
  endsAt: startOfDate(addDays(until, 1), timeZone),
});

function readYears(text: string): readonly number[] | null {
  const words = text.split(/[\s,;]+/).filter((word) => word !== "");
  const isYears = words.length > 0 && words.every((word) => /^20[0-4]\d$/.test(word));
  return isYears ? [...new Set(words.map(Number))].sort((a, b) => a - b) : null;
}

const refuse = (field: string, message: string): Result<never, ScopeRefusal> =>
  err({ code: "invalid-input", fields: { [field]: message } });

/** "all tax years", "tax year 2024", "tax years 2024 and 2025". */
export function yearsText(years: readonly number[] | null): string {
  if (years === null) {
    return "all tax years";
  }
  const words = years.map(String);
  const last = words.pop() ?? "";
  return words.length === 0 ? `tax year ${last}` : `tax years ${words.join(", ")} and ${last}`;
}
