import { atOnce, type PartsOfWork } from "@/lib/parts-of-work";
import { assign, sidesOf } from "./assign";
import { candidatesOf } from "./candidates";
import { type Candidate, CLEAR, MARGIN } from "./fit";
import { near } from "./near";
import { reasonOf } from "./reason";
import type { Measured, Side, Sides } from "./side";

/** Sides that are one transfer, with what speaks for it and for the next best. */
export interface TransferMatch {
  readonly outgoing: readonly Side[];
  readonly incoming: readonly Side[];
  /** 0-1000; 1000: the same transaction on the chain. */
  readonly confidence: number;
  /** True when it may be applied without a person: sure enough, and nothing else comes near it. */
  readonly isClear: boolean;
  /** One plain sentence with the figures the match rests on. */
  readonly reason: string;
  /** The best other candidate any of its sides has; null when there is none. */
  readonly nextBest: { readonly confidence: number; readonly reason: string } | null;
}

/**
 * Finds which departures and arrivals are transfers between own accounts, as one assignment of all of them. A side stands in one
 * match at most; what is in none stays unexplained: never a sale, never income. Order of the input does not matter. `touching`: only
 * matches with one of these sides are told, and only what has a say in them is looked at.
 */
export function matchSides(
  sides: Sides,
  touching: ReadonlySet<string> | null = null,
): readonly TransferMatch[] {
  return atOnce(matchInParts(sides, touching));
}

/** The same in parts: a hundred thousand sides take seconds. */
export function* matchInParts(
  sides: Sides,
  touching: ReadonlySet<string> | null = null,
): PartsOfWork<readonly TransferMatch[]> {
  const candidates = yield* candidatesOf(touching === null ? sides : near(sides, touching));
  const bySide = yield* sidesIn(candidates);
  const isTold = ({ outgoing, incoming }: Candidate) =>
    touching === null || [...outgoing, ...incoming].some(({ side }) => touching.has(side.id));
  const matches: TransferMatch[] = [];
  for (const candidate of yield* assign(candidates)) {
    if (matches.length % PART === 0) {
      yield null;
    }
    if (isTold(candidate)) {
      matches.push(matchOf(candidate, nextBest(candidate, bySide)));
    }
  }
  return matches;
}

/** Matches told in one part of the work. */
const PART = 500;

/** The candidates of each side. */
function* sidesIn(
  candidates: readonly Candidate[],
): PartsOfWork<ReadonlyMap<Measured, readonly Candidate[]>> {
  const bySide = new Map<Measured, Candidate[]>();
  for (const [index, candidate] of candidates.entries()) {
    if (index % (10 * PART) === 0) {
      yield null;
    }
    addTo(bySide, candidate.outgoing, candidate);
    addTo(bySide, candidate.incoming, candidate);
  }
  return bySide;
}

function addTo(
  bySide: Map<Measured, Candidate[]>,
  sides: readonly Measured[],
  candidate: Candidate,
): void {
  for (const side of sides) {
    const own = bySide.get(side);
    if (own === undefined) {
      bySide.set(side, [candidate]);
    } else {
      own.push(candidate);
    }
  }
}

function matchOf(candidate: Candidate, next: Candidate | null): TransferMatch {
  const { outgoing, incoming, confidence } = candidate;
  return {
    outgoing: outgoing.map(({ side }) => side),
    incoming: incoming.map(({ side }) => side),
    confidence,
    isClear: confidence >= CLEAR && (next === null || confidence - next.confidence >= MARGIN),
    reason: reasonOf(candidate),
    nextBest: next === null ? null : { confidence: next.confidence, reason: reasonOf(next) },
  };
}

/** The strongest other candidate that wants one of the same sides; a part or a whole of the same group is no rival. */
function nextBest(
  chosen: Candidate,
  bySide: ReadonlyMap<Measured, readonly Candidate[]>,
): Candidate | null {
  const own = sidesOf(chosen);
  const isOwn = (side: Measured) => own.includes(side);
  let best: Candidate | null = null;
  for (const side of own) {
    for (const other of bySide.get(side) ?? []) {
      const isBetter = best === null || other.confidence > best.confidence;
      if (isBetter && !(other.outgoing.every(isOwn) && other.incoming.every(isOwn))) {
        best = other;
      }
    }
  }
  return best;
}
