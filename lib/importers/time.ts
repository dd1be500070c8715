import { type CalendarDate, parseCalendarDate } from "@/lib/time/calendar-date";
import { type Instant, instant, instantOfSeconds, parseInstant } from "@/lib/time/instant";

/** When a row happened: the instant, and the day alone when the source gave only a day. */
export interface ReadTime {
  readonly at: Instant;
  readonly date: CalendarDate | null;
}

/** Lengths of "2024-12-28 15:04:05", and with "Z" or " UTC" behind it. */
const [BARE, WITH_Z, WITH_UTC] = [19, 20, 23];
const [SPACE_CODE, T_CODE] = [32, 84];

/** The short way for how most files write times, whole seconds in UTC; null: it takes the long way, or is no moment. */
function wholeSecond(text: string): Instant | null {
  const isUtc =
    text.length === BARE ||
    (text.length === WITH_Z && text.endsWith("Z")) ||
    (text.length === WITH_UTC && text.endsWith(" UTC"));
  const between = text.charCodeAt(10);
  return isUtc && (between === SPACE_CODE || between === T_CODE)
    ? instantOfSeconds(text.slice(0, 10), text.slice(11, BARE))
    : null;
}

const SPACED = /^(\d{4}-\d{2}-\d{2})[ T](\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?\s*(.*)$/;
const ZONE = /^(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})$/;

/**
 * Reads a date-time whose zone is stated ("Z", "UTC", "+02:00") or that is UTC by the source's own rule: `2021-01-05T17:11:23Z`,
 * `2024-12-28 15:04:05 UTC`, `2023-05-01 08:00:00.1234`, `2024-01-05 10:00 UTC`; or a day alone (`2024-01-05`). Null when it is
 * none of these or not a real moment. A day alone is ordered at noon UTC, which is that same day everywhere in the United States.
 */
export function readUtcTime(cell: string): ReadTime | null {
  const text = cell.trim();
  const plain = wholeSecond(text);
  if (plain !== null) {
    return { at: plain, date: null };
  }
  const date = parseCalendarDate(text);
  if (date !== null) {
    return { at: instant(`${date}T12:00:00.000Z`), date };
  }
  const match = SPACED.exec(text);
  if (match === null) {
    return null;
  }
  const [, day = "", hour = "", minute = "", second = "00", fraction = "", tail = ""] = match;
  const zone = tail === "" ? "Z" : tail.toUpperCase();
  if (!ZONE.test(zone)) {
    return null;
  }
  const offset = zone === "UTC" || zone === "GMT" ? "Z" : zone;
  const at = parseInstant(
    `${day}T${hour.padStart(2, "0")}:${minute}:${second}${fraction}${offset}`,
  );
  return at === null ? null : { at, date: null };
}
