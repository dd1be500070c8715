import type { PartsOfWork } from "@/lib/parts-of-work";
import type { Candidate } from "./fit";
import { bestPairsInParts, type Edge } from "./pairing";
import type { Measured } from "./side";

/** Steps of the search for groups before the best found so far is taken. */
const STEPS = 20_000;
/** Candidates looked at in one part of the work. */
const PART = 5_000;
/** Candidates linked together beyond which only pairs are solved. */
const SEARCHED = 2_000;

/**
 * The candidates of greatest total confidence of which no two share a side: one assignment of everything, not one after another.
 * Sides that have nothing to do with each other are solved apart. Pairs alone are solved exactly; where groups compete, a search that is
 * cut after 20,000 steps starts from the best pairs.
 */
export function* assign(candidates: readonly Candidate[]): PartsOfWork<readonly Candidate[]> {
  const taken: Candidate[] = [];
  for (const component of yield* components(unique(candidates))) {
    yield null;
    const pairs = component.filter(isPair);
    const start = yield* solvePairs(pairs);
    const isSimple = pairs.length === component.length || component.length > SEARCHED;
    for (const candidate of isSimple ? start : search(component, start)) {
      taken.push(candidate);
    }
  }
  return taken;
}

/** Each side counts, so that two pairs are worth more than one pair and a rest; larger groups give way to pairs that say the same. */
function weightOf({ outgoing, incoming, confidence }: Candidate): number {
  const sides = outgoing.length + incoming.length;
  return confidence * sides - 5 * (sides - 2);
}

/** All sides, those that leave before those that come. */
export function sidesOf({ outgoing, incoming }: Candidate): readonly Measured[] {
  return [...outgoing, ...incoming];
}

function isPair({ outgoing, incoming }: Candidate): boolean {
  return outgoing.length === 1 && incoming.length === 1;
}

/** Groups may be found in two ways, pairs are not. */
function unique(candidates: readonly Candidate[]): readonly Candidate[] {
  const groups = new Set<string>();
  return candidates.filter((candidate) => {
    if (isPair(candidate)) {
      return true;
    }
    const ids = (sides: readonly Measured[]) => sides.map(({ side }) => side.id).sort();
    const key = `${ids(candidate.outgoing).join(" ")}>${ids(candidate.incoming).join(" ")}`;
    const isNew = !groups.has(key);
    groups.add(key);
    return isNew;
  });
}

/** Candidates that are linked by common sides, directly or over others. */
function* components(
  candidates: readonly Candidate[],
): PartsOfWork<readonly (readonly Candidate[])[]> {
  const placeOf = yield* placesOf(candidates);
  const groups = createGroups(placeOf.size);
  const rootOf = ({ outgoing }: Candidate) => groups.rootOf(placeOf.get(outgoing[0]) ?? 0);
  for (const [index, candidate] of candidates.entries()) {
    if (index % PART === 0) {
      yield null;
    }
    for (const side of sidesOf(candidate)) {
      groups.join(rootOf(candidate), placeOf.get(side) ?? 0);
    }
  }
  const all = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    const own = all.get(rootOf(candidate)) ?? [];
    own.push(candidate);
    all.set(rootOf(candidate), own);
  }
  return [...all.values()];
}

/** A number for each side, from 0. */
function* placesOf(
  candidates: readonly Candidate[],
): PartsOfWork<ReadonlyMap<Measured | undefined, number>> {
  const places = new Map<Measured | undefined, number>();
  for (const [index, candidate] of candidates.entries()) {
    if (index % PART === 0) {
      yield null;
    }
    for (const side of sidesOf(candidate)) {
      places.set(side, places.get(side) ?? places.size);
    }
  }
  return places;
}

/** Numbers from 0 that fall into groups: the smaller group joins the larger, so that a root is a few steps away. */
function createGroups(count: number) {
  const parents = Int32Array.from({ length: count }, (_, index) => index);
  const sizes = new Int32Array(count).fill(1);
  const rootOf = (place: number): number => {
    let root = place;
    for (let up = parents[root] ?? root; up !== root; up = parents[root] ?? root) {
      root = up;
    }
    parents[place] = root;
    return root;
  };
  return {
    rootOf,
    join: (one: number, other: number): void => {
      const [a, b] = [rootOf(one), rootOf(other)];
      if (a !== b) {
        const [small, large] = (sizes[a] ?? 0) < (sizes[b] ?? 0) ? [a, b] : [b, a];
        parents[small] = large;
        sizes[large] = (sizes[large] ?? 0) + (sizes[small] ?? 0);
      }
    },
  };
}

interface PairEdge extends Edge {
  readonly candidate: Candidate;
}

function* solvePairs(pairs: readonly Candidate[]): PartsOfWork<readonly Candidate[]> {
  const lefts = new Map<Measured | undefined, number>();
  const rights = new Map<Measured | undefined, number>();
  const place = (places: Map<Measured | undefined, number>, side: Measured | undefined) => {
    const known = places.get(side) ?? places.size;
    places.set(side, known);
    return known;
  };
  const edges = pairs.map(
    (candidate): PairEdge => ({
      left: place(lefts, candidate.outgoing[0]),
      right: place(rights, candidate.incoming[0]),
      weight: weightOf(candidate),
      candidate,
    }),
  );
  const best = yield* bestPairsInParts(lefts.size, edges);
  return best.flatMap((edge) => edge?.candidate ?? []);
}

interface Option {
  readonly candidate: Candidate;
  readonly sides: readonly Measured[];
  readonly weight: number;
}

interface Search {
  readonly options: readonly Option[];
  readonly used: Set<Measured>;
  readonly sideCount: number;
  steps: number;
  best: { readonly weight: number; readonly taken: readonly Candidate[] };
}

/** Depth first over the candidates, heaviest side first. */
function search(
  component: readonly Candidate[],
  start: readonly Candidate[],
): readonly Candidate[] {
  const options = component
    .map((candidate) => ({ candidate, sides: sidesOf(candidate), weight: weightOf(candidate) }))
    .sort((a, b) => b.weight / b.sides.length - a.weight / a.sides.length);
  const state: Search = {
    options,
    used: new Set(),
    sideCount: new Set(options.flatMap(({ sides }) => sides)).size,
    steps: 0,
    best: { weight: start.reduce((sum, each) => sum + weightOf(each), 0), taken: start },
  };
  visit(state, 0, 0, []);
  return state.best.taken;
}

function visit(state: Search, index: number, weight: number, taken: readonly Candidate[]): void {
  state.steps += 1;
  if (weight > state.best.weight) {
    state.best = { weight, taken };
  }
  const next = state.options[index];
  if (next === undefined || state.steps > STEPS || !canBeat(state, next, weight)) {
    return;
  }
  if (next.sides.every((side) => !state.used.has(side))) {
    for (const side of next.sides) {
      state.used.add(side);
    }
    visit(state, index + 1, weight + next.weight, [...taken, next.candidate]);
    for (const side of next.sides) {
      state.used.delete(side);
    }
  }
  visit(state, index + 1, weight, taken);
}

/** No later candidate gives a side more than the next one does. */
function canBeat(state: Search, next: Option, weight: number): boolean {
  const open = state.sideCount - state.used.size;
  return weight + (open * next.weight) / next.sides.length > state.best.weight;
}
