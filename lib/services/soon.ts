import { setTimeout as pause } from "node:timers/promises";

/** How long a page waits, milliseconds: what ordinary books take is over by then. */
export const SOON_MS = 300;

/** What the work gives if it is done soon; null: it goes on by itself, and a later look finds it. Who waits for nothing gets only what is there. */
export async function soon<T extends object>(work: Promise<T>, waits = SOON_MS): Promise<T | null> {
  if (waits === 0) {
    return Promise.race([work, Promise.resolve(null)]);
  }
  const over = new AbortController();
  const given = await Promise.race([
    work,
    pause(waits, null, { signal: over.signal }).catch(() => null),
  ]);
  over.abort();
  return given;
}

/** How far long work is. */
export interface Progressed {
  readonly done: number;
  readonly total: number;
}
