import { invariant } from "@/lib/result";
import { type Instant, instantFromEpoch } from "./instant";

/** A clock reading without a zone: the day as a number of days since 1970, and the milliseconds since its midnight. */
export interface LocalTime {
  readonly day: number;
  readonly milliseconds: number;
}

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The instant at which clocks in an IANA zone showed a local time. When clocks go back the time happened twice: the first of the
 * two is meant. When they go forward it never happened: the moment as far after the change as it claims. Throws for a zone the
 * runtime does not know.
 */
export function instantAt(local: LocalTime, zone: string): Instant {
  const wall = local.day * DAY + local.milliseconds;
  // Offsets around it: the larger (summer) one first, which is the earlier of two moments with one clock reading.
  const around = [offsetOf(zone, wall - DAY), offsetOf(zone, wall + DAY)];
  const candidates = [...new Set(around)].sort((a, b) => b - a);
  const found = candidates.find((offset) => offsetOf(zone, wall - offset) === offset);
  return instantFromEpoch(wall - (found ?? Math.min(...around)));
}

/** Milliseconds a zone is ahead of UTC at a moment. */
function offsetOf(zone: string, time: number): number {
  if (zone === "UTC") {
    return 0;
  }
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    formats.set(zone, format);
  }
  const text = format.format(time);
  const match = /GMT(?:([+-])(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?)?$/.exec(text);
  invariant(match !== null, `no offset in ${text}`);
  const [, sign, hours = "0", minutes = "0", seconds = "0"] = match;
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === "-" ? -size : size;
}
