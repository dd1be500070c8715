import { dayNumberOf, fromDayNumber, parseCalendarDate } from "@/lib/time/calendar-date";
import { instant, instantFromEpoch } from "@/lib/time/instant";
import { instantAt } from "@/lib/time/local-time";
import type { ReadTime } from "./time";

/**
 * A way a source writes dates, by letters: `Y` year of four digits, `y` of two (2000-2099), `M` month, `B` English month name, `D`
 * day, `h` hour, `m` minute, `s` second with its fraction, `A` AM or PM, `Z` the zone (Z, UTC, GMT, an offset, or a United States
 * abbreviation), `W` a weekday. A blank stands for any white space; every other character for itself. "M/D/Y h:m:s A".
 */
export type DateShape = string;

const PARTS: Readonly<Record<string, string>> = {
  Y: "(?<year>\\d{4})",
  y: "(?<short>\\d{2})",
  M: "(?<month>\\d{1,2})",
  B: "(?<name>[A-Za-z]{3,9})\\.?",
  D: "(?<day>\\d{1,2})",
  h: "(?<hour>\\d{1,2})",
  m: "(?<minute>\\d{2})",
  s: "(?<second>\\d{2}(?:\\.\\d{1,9})?)",
  A: "(?<half>[AaPp][Mm])",
  Z: "(?<zone>Z|[A-Za-z]{2,4}|(?:UTC|GMT)?[+-]\\d{2}:?\\d{0,2})",
  W: "[A-Za-z]{3,9}",
};

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** Hours behind UTC of the abbreviations United States exports write (formats.md 17). */
const NAMED: ReadonlyMap<string, number> = new Map([
  ["EST", 5],
  ["EDT", 4],
  ["CST", 6],
  ["CDT", 5],
  ["MST", 7],
  ["MDT", 6],
  ["PST", 8],
  ["PDT", 7],
  ["AKST", 9],
  ["AKDT", 8],
  ["HST", 10],
]);

const shapes = new Map<DateShape, RegExp>();

/**
 * Reads a date and time in one of the shapes a source uses, the first that fits. `zone`: the IANA zone of times that carry none
 * ("UTC" by most sources' rule). A shape without hours is a day alone, ordered at noon UTC. Null when no shape fits or the moment
 * is not real ("02/30/2024").
 */
export function readDateTime(
  cell: string,
  among: readonly DateShape[],
  zone: string,
): ReadTime | null {
  const text = cell.trim();
  for (const shape of among) {
    const parts = regexOf(shape).exec(text)?.groups;
    const time = parts === undefined ? null : fromParts(parts, zone);
    if (time !== null) {
      return time;
    }
  }
  return null;
}

/** Seconds since 1970, with or without a fraction, as some wallets write them. Null when it is not a number of seconds of this age. */
export function readUnixSeconds(cell: string): ReadTime | null {
  const match = /^(\d{9,10})(?:\.(\d{1,9}))?$/.exec(cell.trim());
  if (match === null) {
    return null;
  }
  const milliseconds = Number((match[2] ?? "").padEnd(3, "0").slice(0, 3));
  return { at: instantFromEpoch(Number(match[1]) * 1000 + milliseconds), date: null };
}

function regexOf(shape: DateShape): RegExp {
  let regex = shapes.get(shape);
  if (regex === undefined) {
    const body = [...shape]
      .map(
        (letter) => PARTS[letter] ?? (letter === " " ? "\\s+" : letter.replace(/[^\w\s]/g, "\\$&")),
      )
      .join("");
    regex = new RegExp(`^${body}$`);
    shapes.set(shape, regex);
  }
  return regex;
}

type Parts = Readonly<Record<string, string | undefined>>;

function fromParts(parts: Parts, zone: string): ReadTime | null {
  const day = dayOf(parts);
  if (day === null) {
    return null;
  }
  if (parts["hour"] === undefined) {
    const date = fromDayNumber(day);
    return { at: instant(`${date}T12:00:00.000Z`), date };
  }
  const milliseconds = timeOf(parts);
  if (milliseconds === null) {
    return null;
  }
  if (parts["zone"] === undefined) {
    return { at: instantAt({ day, milliseconds }, zone), date: null };
  }
  const offset = offsetOf(parts["zone"]);
  return offset === null
    ? null
    : { at: instantFromEpoch(day * 86_400_000 + milliseconds - offset), date: null };
}

function dayOf(parts: Parts): number | null {
  const year = parts["year"] ?? `20${parts["short"] ?? ""}`;
  const named = MONTHS.indexOf((parts["name"] ?? "").slice(0, 3).toLowerCase()) + 1;
  const month = parts["month"] ?? String(named);
  const text = `${year}-${month.padStart(2, "0")}-${(parts["day"] ?? "").padStart(2, "0")}`;
  return parseCalendarDate(text) === null
    ? null
    : dayNumberOf(Number(year), Number(month), Number(parts["day"]));
}

function timeOf(parts: Parts): number | null {
  const half = parts["half"]?.toLowerCase();
  const told = Number(parts["hour"]);
  if (half !== undefined && (told < 1 || told > 12)) {
    return null;
  }
  const hour = half === undefined ? told : (told % 12) + (half === "pm" ? 12 : 0);
  const minute = Number(parts["minute"] ?? "0");
  const [second = "0", fraction = ""] = (parts["second"] ?? "0").split(".");
  if (hour > 23 || minute > 59 || Number(second) > 59) {
    return null;
  }
  const milliseconds = Number(fraction.padEnd(3, "0").slice(0, 3));
  return ((hour * 60 + minute) * 60 + Number(second)) * 1000 + milliseconds;
}

/** Milliseconds ahead of UTC. */
function offsetOf(zone: string): number | null {
  const name = zone.toUpperCase();
  if (name === "Z" || name === "UTC" || name === "GMT") {
    return 0;
  }
  const hours = NAMED.get(name);
  if (hours !== undefined) {
    return -hours * 3_600_000;
  }
  const match = /([+-])(\d{2}):?(\d{2})?$/.exec(name);
  if (match === null) {
    return null;
  }
  const size = (Number(match[2]) * 60 + Number(match[3] ?? "0")) * 60_000;
  return match[1] === "-" ? -size : size;
}
