import { type ChainedEvent, eventHash, GENESIS } from "./chain";

/** How a chain is broken. */
export type BreakKind =
  /** A field of this event is not what it was when it was added. */
  | "changed"
  /** One or more events are gone before this one. */
  | "missing"
  /** An event stands here that the chain does not know. */
  | "inserted"
  /** The events are there, in another order. */
  | "reordered"
  /** The last events are gone: the chain ends before the head that was printed. */
  | "tail-cut"
  /** The chain does not hold the head that was printed: it was written anew. */
  | "other-head"
  /** An event of another client. */
  | "other-client";

/** The first place where a chain does not hold. */
export interface Break {
  readonly kind: BreakKind;
  /** The number of the event concerned; for a missing one, of the first that is gone; for a cut tail, of the last that is left. */
  readonly seq: number;
}

/** The end of a chain: what is printed on reports. Null hash for no events. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** A head as it was printed: its hash, or sixteen digits or more of it, with its number where that is known. */
export interface PrintedHead {
  readonly seq: number | null;
  readonly hash: string;
}

const PRINTED = /^(?:(\d{1,15})-)?([0-9a-f]{16,64})$/;

/** How a head is printed: "42-" and its hash. */
export const headText = ({ seq, hash }: Head): string => `${seq}-${hash}`;

/** Reads a head as it is printed, with or without its number, whole or its first sixteen digits; null for anything else. */
export function readHead(text: string): PrintedHead | null {
  const [, seq, hash] = PRINTED.exec(text.trim().toLowerCase()) ?? [];
  return hash === undefined ? null : { seq: seq === undefined ? null : Number(seq), hash };
}

/** What verifying found. */
export type Verification =
  | { readonly holds: true; readonly head: Head; readonly events: number }
  | { readonly holds: false; readonly broken: Break; readonly events: number };

/**
 * Recomputes the chain of one client from its events in the order given, and names the first break. `head` is one printed earlier:
 * its event must be in the chain, else the end was cut off or all of it was written anew. Without a printed head neither can be seen.
 */
export function verifyChain(events: readonly ChainedEvent[], head?: PrintedHead): Verification {
  const broken = firstBreak(events) ?? (head === undefined ? null : missingHead(events, head));
  if (broken !== null) {
    return { holds: false, broken, events: events.length };
  }
  const last = events.at(-1);
  return {
    holds: true,
    head: { seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS },
    events: events.length,
  };
}

function firstBreak(events: readonly ChainedEvent[]): Break | null {
  let previous = GENESIS;
  const [first] = events;
  for (const [index, event] of events.entries()) {
    const place = index + 1;
    if (event.clientId !== first?.clientId) {
      return { kind: "other-client", seq: event.seq };
    }
    if (event.seq !== place || event.previous !== previous) {
      return displaced(events, index, previous);
    }
    if (eventHash(event) !== event.hash) {
      return { kind: "changed", seq: event.seq };
    }
    previous = event.hash;
  }
  return null;
}

/** Tells from the rest of the chain why the event at `index` does not follow `previous`. */
function displaced(events: readonly ChainedEvent[], index: number, previous: string): Break {
  const place = index + 1;
  const event = events[index];
  const seq = event?.seq ?? place;
  const rest = events.slice(index);
  const follower = rest.findIndex((later) => later.previous === previous && later.seq === place);
  if (follower > 0) {
    // The right one comes later: either it was moved, or what stands here was put before it.
    const moved = event !== undefined && isWhole(event) && isWanted(events, event);
    return { kind: moved ? "reordered" : "inserted", seq };
  }
  if (follower === 0 || seq === place) {
    return { kind: "changed", seq };
  }
  if (seq > place) {
    return { kind: rest.some((later) => later.seq === place) ? "changed" : "missing", seq: place };
  }
  return { kind: "inserted", seq };
}

const isWhole = (event: ChainedEvent) => eventHash(event) === event.hash;

/** Whether some other event follows this one, or it stands alone at the chain's last number. */
const isWanted = (events: readonly ChainedEvent[], event: ChainedEvent) =>
  events.some(
    (other) => other !== event && other.previous === event.hash && other.seq === event.seq + 1,
  ) || event.seq === events.length;

function missingHead(events: readonly ChainedEvent[], { seq, hash }: PrintedHead): Break | null {
  const isKnown = events.some(
    (event) => event.hash.startsWith(hash) && (seq === null || event.seq === seq),
  );
  if (isKnown) {
    return null;
  }
  const isThere = seq !== null && seq <= events.length;
  return isThere ? { kind: "other-head", seq } : { kind: "tail-cut", seq: events.length };
}
