import { readNumber } from "@/lib/importers/number";
import { dayNumberOf, fromDayNumber } from "@/lib/time/calendar-date";

/** What a number format shows: a number, or a serial as a day, a time of day, or both. */
export type Shown = "number" | "day" | "time" | "day-time";

/** Formats by number that Excel does not write down (ECMA-376 part 1, 18.8.30); 27-36 and 50-58 are East Asian days. */
const BUILT_IN: ReadonlyMap<number, Shown> = new Map<number, Shown>([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map(
    (id) => [id, "day"] as const,
  ),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map((id) => [id, "time"] as const),
  [22, "day-time"],
]);

/** What the format of a cell shows. `codes`: the formats the workbook writes down. */
export function shownBy(id: number, codes: ReadonlyMap<number, string>): Shown {
  const code = codes.get(id);
  return code === undefined ? (BUILT_IN.get(id) ?? "number") : shownByCode(code);
}

/** Reads a format code: letters outside quotes, escapes and brackets. Elapsed time ("[h]:mm") is a number of days, not a moment. */
function shownByCode(code: string): Shown {
  const section = code.replace(/"[^"]*"|\\.|_.|\*./g, "").split(";")[0] ?? "";
  if (/\[(?:h+|m+|s+)\]/i.test(section)) {
    return "number";
  }
  const letters = section.replace(/\[[^\]]*\]/g, "").toLowerCase();
  if (/^general$|e[+-]/.test(letters)) {
    return "number";
  }
  const hasTime = /[hs]/.test(letters);
  const hasDay = /[yd]/.test(letters) || (/m/.test(letters) && !hasTime);
  return hasDay ? (hasTime ? "day-time" : "day") : hasTime ? "time" : "number";
}

const SERIAL = /^\d{1,7}(?:\.\d*)?(?:E[+-]?\d{1,3})?$/i;
const DAY_MS = 86_400_000;
const LAST = dayNumberOf(9999, 12, 31);
const EPOCH_1904 = dayNumberOf(1904, 1, 1);
const EPOCH_1900 = dayNumberOf(1899, 12, 30);

/**
 * A serial as "2018-02-16 19:41:00.164", "2018-02-16" or "19:41:00", to the millisecond. Nothing the cell holds is left out: a time
 * behind a format that shows only the day is told, and the day behind one that shows only the time. Null when it is no moment:
 * negative, past 9999, or Excel's own 1900-02-29.
 */
export function serialText(stored: string, shown: Shown, is1904: boolean): string | null {
  if (shown === "number" || !SERIAL.test(stored)) {
    return null;
  }
  const milliseconds = Math.round(Number(stored) * DAY_MS);
  const days = Math.floor(milliseconds / DAY_MS);
  const rest = milliseconds - days * DAY_MS;
  if (shown === "time" && Number(stored) < 1) {
    return days === 0 ? timeText(rest) : null;
  }
  const day = is1904 ? EPOCH_1904 + days : dayOf1900(days);
  if (day === null || day > LAST) {
    return null;
  }
  const isDay = rest === 0 && shown === "day";
  return isDay ? fromDayNumber(day) : `${fromDayNumber(day)} ${timeText(rest)}`;
}

/** Days of the 1900 system: Lotus's leap day 1900-02-29 is serial 60, so days before it count from one day later. */
function dayOf1900(days: number): number | null {
  return days === 60 || days < 1 ? null : EPOCH_1900 + days + (days < 60 ? 1 : 0);
}

function timeText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const text = parts.map((part) => String(part).padStart(2, "0")).join(":");
  const rest = milliseconds % 1000;
  return rest === 0 ? text : `${text}.${String(rest).padStart(3, "0")}`;
}

/**
 * The number a cell stores, as plain decimal text with every digit it stores. One exception, where digits are noise: Excel keeps
 * binary fractions and writes them with 16 or 17 digits ("1.7160000000000002E-2"); when at most 15 digits name the very same
 * binary number ("0.01716"), those are what was typed and what Excel shows. Longer decimals never pass through a float.
 */
export function numberText(stored: string): string {
  const reading = readNumber(stored);
  if (reading.kind !== "number") {
    return stored;
  }
  const count = significant(reading.text);
  if (count !== 16 && count !== 17) {
    return reading.text;
  }
  const shortest = readNumber(String(Number(reading.text)));
  return shortest.kind === "number" && significant(shortest.text) <= 15
    ? shortest.text
    : reading.text;
}

function significant(plain: string): number {
  return plain.replace(/[-.]/g, "").replace(/^0+/, "").replace(/0+$/, "").length;
}

/** Control characters stand in texts as _x000D_; an underscore that only looks so stands as _x005F_. */
export function unescaped(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;
}
