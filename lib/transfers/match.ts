import { fromScaled } from "@/lib/money/exact";
import { QUANTITY_SCALE } from "@/lib/money/quantity";
import { assign, sidesOf } from "./assign";
import { candidatesOf } from "./candidates";
import { type Candidate, CLEAR, MARGIN } from "./fit";
import { near } from "./near";
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
  const candidates = candidatesOf(touching === null ? sides : near(sides, touching));
  const bySide = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    for (const side of sidesOf(candidate)) {
      const own = bySide.get(side);
      if (own === undefined) {
        bySide.set(side, [candidate]);
      } else {
        own.push(candidate);
      }
    }
  }
  const isTold = ({ outgoing, incoming }: Candidate) =>
    touching === null || [...outgoing, ...incoming].some(({ side }) => touching.has(side.id));
  return assign(candidates)
    .filter(isTold)
    .map((candidate) => {
      const next = nextBest(candidate, bySide);
      const { outgoing, incoming, confidence } = candidate;
      return {
        outgoing: outgoing.map(({ side }) => side),
        incoming: incoming.map(({ side }) => side),
        confidence,
        isClear: confidence >= CLEAR && (next === null || confidence - next.confidence >= MARGIN),
        reason: reasonOf(candidate),
        nextBest: next === null ? null : { confidence: next.confidence, reason: reasonOf(next) },
      };
    });
}

/** The strongest other candidate that wants one of the same sides; a part or a whole of the same group is no rival. */
function nextBest(
  chosen: Candidate,
  bySide: ReadonlyMap<string, readonly Candidate[]>,
): Candidate | null {
  const own = new Set(sidesOf(chosen));
  let best: Candidate | null = null;
  for (const side of own) {
    for (const other of bySide.get(side) ?? []) {
      const isSame = sidesOf(other).every((each) => own.has(each));
      if (other !== chosen && !isSame && (best === null || other.confidence > best.confidence)) {
        best = other;
      }
    }
  }
  return best;
}

function reasonOf({ outgoing, incoming, grounds }: Candidate): string {
  const asset = outgoing[0]?.side.asset ?? "";
  const left = outgoing.map((each) => `${amount(each.units)} ${asset} left ${each.side.account}`);
  const came = incoming.map(
    (each) => `${amount(each.units)} ${each.side.asset} reached ${each.side.account}`,
  );
  const missing =
    grounds.missing === 0n
      ? "nothing is missing"
      : `${amount(grounds.missing)} ${asset} went for fees`;
  const chain =
    grounds.chain === "hash"
      ? "the transaction on the chain is the same"
      : grounds.chain === "address"
        ? "the address is the same"
        : grounds.chain === "differs"
          ? "the files tell different transaction ids"
          : null;
  const before =
    grounds.before === 0 ? null : `${grounds.before} earlier between the same accounts`;
  const bridge = grounds.isBridge
    ? "one form of the coin for another: linked, it is a bridge, treated as your settings say"
    : null;
  const often =
    grounds.chain === null && grounds.chance >= OFTEN ? "amounts like this come often" : null;
  const facts = [
    span(grounds.apart, outgoing, incoming),
    missing,
    bridge,
    chain,
    often,
    before,
  ].filter((fact) => fact !== null);
  return `${left.join(" and ")}, ${came.join(" and ")}: ${facts.join("; ")}.`;
}

/** Thousandths of chance from which people are told. */
const OFTEN = 25;

function span(apart: number, outgoing: readonly Measured[], incoming: readonly Measured[]): string {
  if ([...outgoing, ...incoming].some(({ side }) => side.isDayOnly)) {
    return "only the days are told";
  }
  const minutes = Math.round(Math.abs(apart) / 60_000);
  const hours = Math.floor(minutes / 60);
  const length = hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
  return minutes === 0 ? "at the same minute" : `${length} ${apart < 0 ? "earlier" : "later"}`;
}

function amount(units: bigint): string {
  return fromScaled(units, QUANTITY_SCALE);
}
