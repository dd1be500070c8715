import type { Candidate } from "./fit";
import { bestPairs, type Edge } from "./pairing";

/** Steps of the search for groups before the best found so far is taken. */
const STEPS = 20_000;
/** Candidates linked together beyond which only pairs are solved. */
const SEARCHED = 2_000;

/**
 * The candidates of greatest total confidence of which no two share a side: one assignment of everything, not one after another.
 * Sides that have nothing to do with each other are solved apart. Pairs alone are solved exactly; where groups compete, a search that is
 * cut after 20,000 steps starts from the best pairs.
 */
export function assign(candidates: readonly Candidate[]): readonly Candidate[] {
  return components(unique(candidates)).flatMap((component) => {
    const pairs = component.filter(isPair);
    const start = solvePairs(pairs);
    const isSimple = pairs.length === component.length || component.length > SEARCHED;
    return isSimple ? start : search(component, start);
  });
}

/** Each side counts, so that two pairs are worth more than one pair and a rest; larger groups give way to pairs that say the same. */
function weightOf({ outgoing, incoming, confidence }: Candidate): number {
  const sides = outgoing.length + incoming.length;
  return confidence * sides - 5 * (sides - 2);
}

/** Ids of all sides, those that leave before those that come. */
export function sidesOf({ outgoing, incoming }: Candidate): readonly string[] {
  return [
    ...outgoing.map(({ side }) => `<${side.id}`),
    ...incoming.map(({ side }) => `>${side.id}`),
  ];
}

function isPair({ outgoing, incoming }: Candidate): boolean {
  return outgoing.length === 1 && incoming.length === 1;
}

function unique(candidates: readonly Candidate[]): readonly Candidate[] {
  const all = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = [...sidesOf(candidate)].sort().join(" ");
    all.set(key, all.get(key) ?? candidate);
  }
  return [...all.values()];
}

/** Candidates that are linked by common sides, directly or over others. */
function components(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const parents = new Map<string, string>();
  const rootOf = (side: string): string => {
    let root = side;
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) {
      root = up;
    }
    if (root !== side) {
      parents.set(side, root);
    }
    return root;
  };
  for (const candidate of candidates) {
    const [first = "", ...others] = sidesOf(candidate);
    for (const other of others) {
      const [a, b] = [rootOf(first), rootOf(other)];
      if (a !== b) {
        parents.set(a, b);
      }
    }
  }
  const all = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const root = rootOf(sidesOf(candidate)[0] ?? "");
    const own = all.get(root);
    if (own === undefined) {
      all.set(root, [candidate]);
    } else {
      own.push(candidate);
    }
  }
  return [...all.values()];
}

function solvePairs(pairs: readonly Candidate[]): readonly Candidate[] {
  const lefts = new Map<string, number>();
  const rights = new Map<string, number>();
  const place = (places: Map<string, number>, side: string) => {
    const known = places.get(side) ?? places.size;
    places.set(side, known);
    return known;
  };
  const found = new Map<Edge, Candidate>();
  for (const pair of pairs) {
    const [out = "", into = ""] = sidesOf(pair);
    const edge = { left: place(lefts, out), right: place(rights, into), weight: weightOf(pair) };
    found.set(edge, pair);
  }
  return bestPairs(lefts.size, [...found.keys()]).flatMap((edge) => {
    const pair = edge === undefined ? undefined : found.get(edge);
    return pair === undefined ? [] : [pair];
  });
}

interface Option {
  readonly candidate: Candidate;
  readonly sides: readonly string[];
  readonly weight: number;
}

interface Search {
  readonly options: readonly Option[];
  readonly used: Set<string>;
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
