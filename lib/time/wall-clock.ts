import { dayText } from "./day-text";
import { epochOf, type Instant } from "./instant";

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

/** What a clock of the zone shows at a moment, part by part. */
export function wallParts(zone: string, epoch: number): ReadonlyMap<string, string> {
  return new Map(
    formatFor(zone)
      .formatToParts(epoch)
      .map((part) => [part.type, part.value]),
  );
}

/** The wall-clock time of an instant in a zone. */
export function localTime(at: Instant, zone: string): LocalTime {
  const parts = wallParts(zone, epochOf(at));
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
  return wallParts(zone, epochOf(at)).get("timeZoneName") ?? zone;
}

/** A moment as a clock of the zone shows it, to the millisecond where it has any: "Nov 22, 2026, 11:31:05.120 EST". */
export function clockText(at: Instant, zone: string): string {
  const { date, time } = localTime(at, zone);
  return `${dayText(date)}, ${time} ${zoneName(at, zone)}`;
}

/** The same to the minute: "Nov 22, 2026, 11:31 EST". */
export function minuteText(at: Instant, zone: string): string {
  const { date, time } = localTime(at, zone);
  return `${dayText(date)}, ${time.slice(0, 5)} ${zoneName(at, zone)}`;
}
