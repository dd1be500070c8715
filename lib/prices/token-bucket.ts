import type { Clock } from "./clock";

/** How often a provider may be asked: `burst` questions at once, then `perSecond`. */
export interface Pace {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * Waits until the next question may be asked; askers are served in the order in which they came. False, at once and without a turn,
 * when that would take longer than the asker wants to wait.
 */
export type TakeToken = (longestMs?: number) => Promise<boolean>;

/** A bucket of tokens that fills at a steady pace: nobody who takes one before each question asks faster than the pace. */
export function tokenBucket({ perSecond, burst }: Pace, clock: Clock): TakeToken {
  const gap = 1000 / perSecond;
  /** The moment from which the bucket is full again. */
  let full = Number.NEGATIVE_INFINITY;
  return async (longestMs = Number.POSITIVE_INFINITY) => {
    const now = clock.now();
    const next = Math.max(full, now) + gap;
    const wait = next - now - burst * gap;
    if (wait > longestMs) {
      return false;
    }
    full = next;
    if (wait > 0) {
      await clock.sleep(Math.ceil(wait));
    }
    return true;
  };
}
