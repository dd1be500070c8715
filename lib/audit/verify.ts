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

/** Reads a chain from its beginning, page by page in the order it stands in; called once more where a break has to be explained. */
export type ReadChain = () =>
  | Iterable<readonly ChainedEvent[]>
  | AsyncIterable<readonly ChainedEvent[]>;

/**
 * Recomputes the chain of one client from its events in the order given, and names the first break. `head` is one printed earlier:
 * its event must be in the chain, else the end was cut off or all of it was written anew. Without a printed head neither can be seen.
 * One page is in memory at a time, however many events there are. Throws what reading throws.
 */
export async function verifyChain(read: ReadChain, head?: PrintedHead): Promise<Verification> {
  const { broken, events, last, isHeadThere } = await recompute(read, head);
  if (broken !== null) {
    const found = "kind" in broken ? broken : await explain(read, broken, events);
    return { holds: false, broken: found, events };
  }
  return head === undefined || isHeadThere
    ? { holds: true, head: { seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS }, events }
    : { holds: false, broken: missingHead(head, events), events };
}

/** Goes through the whole chain once: to its first break, and on to count what is there. */
async function recompute(read: ReadChain, head: PrintedHead | undefined) {
  let events = 0;
  let first: ChainedEvent | undefined;
  let last: ChainedEvent | undefined;
  let broken: Break | Displaced | null = null;
  let isHeadThere = false;
  for await (const page of read()) {
    for (const event of page) {
      events += 1;
      first ??= event;
      broken ??= breakAt(event, events, last, first.clientId);
      if (broken === null) {
        isHeadThere ||= head !== undefined && isMeant(head, event);
        last = event;
      }
    }
  }
  return { broken, events, last, isHeadThere };
}

/** An event that does not follow the one before it; why is told by the others. */
interface Displaced {
  readonly event: ChainedEvent;
  /** Where it stands, from 1. */
  readonly place: number;
  /** The hash the event of this place holds as the one before it. */
  readonly previous: string;
}

function breakAt(
  event: ChainedEvent,
  place: number,
  last: ChainedEvent | undefined,
  client: string,
): Break | Displaced | null {
  const previous = last?.hash ?? GENESIS;
  if (event.clientId !== client) {
    return { kind: "other-client", seq: event.seq };
  }
  if (event.seq !== place || event.previous !== previous) {
    return { event, place, previous };
  }
  return isWhole(event) ? null : { kind: "changed", seq: event.seq };
}

/** Tells from the rest of the chain why an event does not follow the one before it. */
async function explain(read: ReadChain, displaced: Displaced, events: number): Promise<Break> {
  const { event, place } = displaced;
  const { isFollowedLater, isPlaceTaken, isWanted } = await around(read, displaced, events);
  if (isFollowedLater) {
    // The right one comes later: either it was moved, or what stands here was put before it.
    return { kind: isWhole(event) && isWanted ? "reordered" : "inserted", seq: event.seq };
  }
  if (event.seq === place) {
    return { kind: "changed", seq: event.seq };
  }
  return event.seq > place
    ? { kind: isPlaceTaken ? "changed" : "missing", seq: place }
    : { kind: "inserted", seq: event.seq };
}

/**
 * What the other events say: whether the right one of the place comes later, whether any of its number does, and whether the one that stands
 * there is wanted by another, or is the last.
 */
async function around(read: ReadChain, { event, place, previous }: Displaced, events: number) {
  let at = 0;
  let isFollowedLater = false;
  let isPlaceTaken = false;
  let isWanted = event.seq === events;
  for await (const page of read()) {
    for (const other of page) {
      at += 1;
      const isLater = at > place && other.seq === place;
      isPlaceTaken ||= isLater;
      isFollowedLater ||= isLater && other.previous === previous;
      isWanted ||= at !== place && other.previous === event.hash && other.seq === event.seq + 1;
    }
  }
  return { isFollowedLater, isPlaceTaken, isWanted };
}

const isWhole = (event: ChainedEvent) => eventHash(event) === event.hash;

const isMeant = ({ seq, hash }: PrintedHead, event: ChainedEvent): boolean =>
  event.hash.startsWith(hash) && (seq === null || event.seq === seq);

const missingHead = ({ seq }: PrintedHead, events: number): Break =>
  seq !== null && seq <= events ? { kind: "other-head", seq } : { kind: "tail-cut", seq: events };
