import { setTimeout as pause } from "node:timers/promises";

/** Longest wait at once, milliseconds. */
const MOST_MS = 1000;

/**
 * A pause between two parts of long work that keeps the database busy: as long as the part before it took, so that others have half of
 * its time. Begins to count when it is made.
 */
export function givingWay(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    await pause(Math.min(MOST_MS, performance.now() - since));
    since = performance.now();
  };
}
