import { invariant } from "@/lib/result";
import {
  type CalendarDate,
  calendarDate,
  dayNumberOf,
  daysInMonth,
  fromDayNumber,
} from "./calendar-date";

declare const instantBrand: unique symbol;

/** A moment in UTC, always "2025-12-31T23:59:59.000Z": milliseconds, so equal moments are equal text and text order is time order. */
export type Instant = string & { readonly [instantBrand]: "Instant" };

const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/;

/** ISO 8601 text with a zone or offset as an instant; null when it is not one or not a real moment. Beyond milliseconds is cut. */
export function parseInstant(text: string): Instant | null {
  if (!SHAPE.test(text)) {
    return null;
  }
  // Most times of most files: nothing of the text changes but its milliseconds.
  if (text.length === PLAIN_LENGTH && isPlainMoment(text)) {
    return `${text.slice(0, 19)}.000Z` as Instant;
  }
  const cut = text.replace(/(\.\d{3})\d+/, "$1").replace(/([+-]\d{2})(\d{2})$/, "$1:$2");
  const time = Date.parse(cut);
  // Date.parse rolls "02-30" over to March: the day must survive the round trip in the text's own offset.
  if (Number.isNaN(time) || Number(text.slice(8, 10)) !== localDay(cut, time)) {
    return null;
  }
  return new Date(time).toISOString() as Instant;
}

/** A day ("2025-12-31") and a time of day ("23:59:59"), both of UTC, as an instant; null when they are not just so, or not real. */
export function instantOfSeconds(day: string, time: string): Instant | null {
  const isReal =
    day.length === 10 &&
    day.charCodeAt(4) === DASH_CODE &&
    day.charCodeAt(7) === DASH_CODE &&
    time.length === 8 &&
    time.charCodeAt(2) === COLON_CODE &&
    time.charCodeAt(5) === COLON_CODE &&
    isRealDay(digitsIn(day, 0, 4), digitsIn(day, 5, 2), digitsIn(day, 8, 2)) &&
    digitsIn(time, 0, 2) <= 23 &&
    digitsIn(time, 3, 2) <= 59 &&
    digitsIn(time, 6, 2) <= 59;
  return isReal ? (`${day}T${time}.000Z` as Instant) : null;
}

const [DASH_CODE, COLON_CODE] = [45, 58];

function isRealDay(year: number, month: number, day: number): boolean {
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The number written by `count` digits of a text; NaN when one of them is no digit. */
function digitsIn(text: string, from: number, count: number): number {
  let number = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - ZERO_CODE;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
  }
  return number;
}

const PLAIN_LENGTH = "2025-12-31T23:59:59Z".length;

/** Whole seconds in UTC on a day every month has, written so that nothing of it can roll over. */
function isPlainMoment(text: string): boolean {
  return (
    text.endsWith("Z") &&
    text.slice(8, 10) <= "28" &&
    text.slice(11, 13) <= "23" &&
    !Number.isNaN(Date.parse(text))
  );
}

function localDay(text: string, time: number): number {
  const offset = /([+-])(\d{2}):(\d{2})$/.exec(text);
  const minutes =
    offset === null
      ? 0
      : (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === "-" ? -1 : 1);
  return new Date(time + minutes * 60_000).getUTCDate();
}

/** An instant from text we wrote ourselves; throws on anything else. */
export function instant(text: string): Instant {
  const value = parseInstant(text);
  if (value === null) {
    throw new RangeError(`not an instant: ${text}`);
  }
  return value;
}

/** An instant from milliseconds since 1970 UTC: for the edges that read a clock or a database. */
export function instantFromEpoch(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant;
}

/** Milliseconds since 1970 UTC. */
export function epochOf(value: Instant): number {
  return Date.parse(value);
}

const ZERO_CODE = 48;

/** The number written by `count` digits of a canonical instant. */
function digits(value: Instant, from: number, count: number): number {
  let number = 0;
  for (let at = from; at < from + count; at++) {
    number = number * 10 + value.charCodeAt(at) - ZERO_CODE;
  }
  return number;
}

/** Milliseconds since its UTC day began, read from the canonical text: ten times faster than parsing it. */
function timeOfDay(value: Instant): number {
  return (
    (digits(value, 11, 2) * 3600 + digits(value, 14, 2) * 60 + digits(value, 17, 2)) * 1000 +
    digits(value, 20, 3)
  );
}

/** Days since 1970 of its UTC day. */
function utcDay(value: Instant): number {
  return dayNumberOf(digits(value, 0, 4), digits(value, 5, 2), digits(value, 8, 2));
}

/** True when the runtime knows the IANA zone. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const DAY = 86_400_000;

/** Days in one look-up block. No zone has ever changed its clocks there and back within so few days (tested for all zones). */
const BLOCK = 16;

/**
 * A converter of instants to calendar dates in one IANA zone. Exact, and fast enough for a million rows: a zone's offset is
 * asked once for every sixteen UTC days at whose two ends it is the same, else once for each such day, and asked per instant
 * only on the days the clocks change.
 */
export function dateIn(zone: string): (value: Instant) => CalendarDate {
  let converter = converters.get(zone);
  if (converter === undefined) {
    converter = makeConverter(zone);
    converters.set(zone, converter);
  }
  return converter;
}

/** One for each zone that was ever asked: what it has learnt of the zone's offsets never changes. */
const converters = new Map<string, (value: Instant) => CalendarDate>();

function makeConverter(zone: string): (value: Instant) => CalendarDate {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  const atStart = new Map<number, number>();
  const startOf = (day: number): number => {
    let offset = atStart.get(day);
    if (offset === undefined) {
      offset = offsetAt(format, day * DAY);
      atStart.set(day, offset);
    }
    return offset;
  };
  const blocks = new Map<number, number | null>();
  const known = (day: number): number | null => {
    const first = Math.floor(day / BLOCK) * BLOCK;
    let offset = blocks.get(first);
    if (offset === undefined) {
      offset = startOf(first) === startOf(first + BLOCK) ? startOf(first) : null;
      blocks.set(first, offset);
    }
    return offset ?? (startOf(day) === startOf(day + 1) ? startOf(day) : null);
  };
  // Events come in order of time: most fall on the day of the one before.
  let lastUtc = Number.NaN;
  let lastOffset: number | null = null;
  return (value) => {
    const day = utcDay(value);
    const time = timeOfDay(value);
    if (day !== lastUtc) {
      lastUtc = day;
      lastOffset = known(day);
    }
    const offset = lastOffset ?? offsetAt(format, day * DAY + time);
    return fromDayNumberCached(day + Math.floor((time + offset) / DAY));
  };
}

const dates = new Map<number, CalendarDate>();
let lastDay = Number.NaN;
let lastDate = calendarDate("1970-01-01");

function fromDayNumberCached(day: number): CalendarDate {
  if (day === lastDay) {
    return lastDate;
  }
  lastDay = day;
  lastDate = fromDates(day);
  return lastDate;
}

function fromDates(day: number): CalendarDate {
  let date = dates.get(day);
  if (date === undefined) {
    date = fromDayNumber(day);
    dates.set(day, date);
  }
  return date;
}

/** Milliseconds a zone is ahead of UTC at a moment: read from "1/1/2018, GMT-05:00" ("GMT" alone is UTC). */
function offsetAt(format: Intl.DateTimeFormat, time: number): number {
  const text = format.format(time);
  const match = OFFSET.exec(text);
  invariant(match !== null, `no offset in ${text}`);
  const [, sign, hours = "0", minutes = "0", seconds = "0"] = match;
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === "-" ? -size : size;
}

const OFFSET = /GMT(?:([+-])(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?)?$/;

/** The instant at which a calendar date begins in a zone (the first moment, also where midnight is skipped by clock changes). */
export function startOfDate(date: CalendarDate, zone: string): Instant {
  const toDate = dateIn(zone);
  const guess = Date.parse(`${date}T00:00:00.000Z`);
  let low = guess - DAY;
  let high = guess + DAY;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (toDate(instantFromEpoch(middle)) < date) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return instantFromEpoch(high);
}

/** The UTC calendar date of an instant. */
export function utcDate(value: Instant): CalendarDate {
  return calendarDate(value.slice(0, 10));
}
