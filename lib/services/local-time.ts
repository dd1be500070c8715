import type { CalendarDate } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { wallParts } from "@/lib/time/wall-clock";

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
  const parts = wallParts(zone, epoch);
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
