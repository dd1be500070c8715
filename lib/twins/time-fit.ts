import type { Telling } from "./telling";

/** How two times meet. */
export type TimeFit =
  | { readonly is: "same" }
  /** One tells no seconds. */
  | { readonly is: "minute" }
  | { readonly is: "near"; readonly seconds: number }
  /** One tells only the day; `days` apart: 0, or 1 across midnight. */
  | { readonly is: "day"; readonly days: 0 | 1 }
  /** The first is so many whole hours ahead of the second: a time zone read wrongly, if others are too. */
  | { readonly is: "shift"; readonly hours: number };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Reports of one event are written minutes apart at most. */
export const NEAR = 10 * MINUTE;
/** Time zones differ from UTC by at most so many hours. */
const SHIFT_MAX = 14;
/** Farther apart two tellings are never compared. */
export const FARTHEST = 26 * HOUR;

/** How the times of two tellings meet; null when they are those of two events. */
export function timeFit(a: Telling, b: Telling): TimeFit | null {
  if (a.day !== null || b.day !== null) {
    return dayFit(a, b);
  }
  const ahead = a.time - b.time;
  const apart = Math.abs(ahead);
  // Some reports cut fractions of a second, some round them.
  if (apart <= SECOND) {
    return { is: "same" };
  }
  if (isCut(a, b)) {
    return { is: "minute" };
  }
  if (apart <= NEAR) {
    return { is: "near", seconds: Math.round(apart / SECOND) };
  }
  const hours = Math.round(ahead / HOUR);
  const isWhole =
    Math.abs(ahead - hours * HOUR) <= SECOND || isCut({ time: a.time - hours * HOUR }, b);
  return isWhole && hours !== 0 && Math.abs(hours) <= SHIFT_MAX ? { is: "shift", hours } : null;
}

/** One stands at a whole minute, the other within that minute. */
function isCut(a: Pick<Telling, "time">, b: Pick<Telling, "time">): boolean {
  const isWhole = a.time % MINUTE === 0 || b.time % MINUTE === 0;
  return isWhole && Math.floor(a.time / MINUTE) === Math.floor(b.time / MINUTE);
}

function dayFit(a: Telling, b: Telling): TimeFit | null {
  const days = Math.abs(dayOf(a) - dayOf(b));
  if (days === 0) {
    return { is: "day", days };
  }
  // A day is told in some zone: another report's hour in UTC may lie across midnight. Two days told as such must be one.
  const isAcross = days === 1 && (a.day === null || b.day === null);
  return isAcross ? { is: "day", days: 1 } : null;
}

const dayOf = ({ day, time }: Telling): number => day ?? Math.floor(time / DAY);
