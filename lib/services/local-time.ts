import type { CalendarDate } from "@/lib/time/calendar-date";
import { epochOf, type Instant, instantFromEpoch } from "@/lib/time/instant";

/** A moment as a clock on the wall of a zone shows it. */
export interface LocalTime {
  readonly date: string;
  /** "14:05", with seconds and milliseconds only when they are not zero. */
  readonly time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      timeZoneName: "short",
    });
    formats.set(zone, format);
  }
  return format;
}

function partsIn(zone: string, epoch: number): ReadonlyMap<string, string> {
  return new Map(
    formatFor(zone)
      .formatToParts(epoch)
      .map((part) => [part.type, part.value]),
  );
}

/** The wall-clock time of an instant in a zone. */
export function localTime(at: Instant, zone: string): LocalTime {
  const parts = partsIn(zone, epochOf(at));
  const get = (type: string) => parts.get(type) ?? "";
  const milliseconds = at.slice(19, 23);
  const fraction = milliseconds === ".000" ? "" : milliseconds;
  const seconds = get("second") === "00" && fraction === "" ? "" : `:${get("second")}${fraction}`;
  return {
    date: `${get("year").padStart(4, "0")}-${get("month")}-${get("day")}`,
    time: `${get("hour")}:${get("minute")}${seconds}`,
  };
}

/** The zone's short name at an instant: "EST". */
export function zoneName(at: Instant, zone: string): string {
  return partsIn(zone, epochOf(at)).get("timeZoneName") ?? zone;
}

const TIME = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(\.\d{1,3})?)?$/;

/**
 * The instant at which a clock in the zone shows that date and time. An hour that comes twice (clocks going back) is the
 * first of the two; null for text that is no time, and for an hour that is skipped.
 */
export function instantFromLocal(date: CalendarDate, time: string, zone: string): Instant | null {
  const match = TIME.exec(time.trim());
  if (match === null) {
    return null;
  }
  const [, hour = "", minute = "", second = "00", fraction = ""] = match;
  const wanted = Date.parse(
    `${date}T${hour.padStart(2, "0")}:${minute}:${second}${(fraction || ".").padEnd(4, "0")}Z`,
  );
  const candidates = [wanted - DAY, wanted + DAY]
    .map((near) => wanted - offsetAt(zone, near))
    .filter((epoch) => epoch + offsetAt(zone, epoch) === wanted);
  return candidates.length === 0 ? null : instantFromEpoch(Math.min(...candidates));
}

const DAY = 86_400_000;

function offsetAt(zone: string, epoch: number): number {
  const parts = partsIn(zone, epoch);
  const get = (type: string) => Number(parts.get(type));
  const local = Date.UTC(
    get("year"),
    get("month") - 1,
    get("day"),
    get("hour"),
    get("minute"),
    get("second"),
  );
  return local - Math.floor(epoch / 1000) * 1000;
}
