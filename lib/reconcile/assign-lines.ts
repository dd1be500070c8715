import { groupBy } from "@/lib/tax/explain/group-by";
import { bestPairs, type Edge } from "@/lib/transfers/pairing";
import type { Candidate } from "./candidates";

/** Steps of the search for groups before the best found so far is taken. */
const STEPS = 20_000;
/** Candidates linked together beyond which groups are not searched for the best. */
const SEARCHED = 400;

/**
 * The candidates of greatest total weight of which no two share a line or a sale: one assignment of everything. What has nothing to do with each
 * other is solved apart; pairs alone exactly; where groups compete, a search that is cut after 20,000 steps starts from the best pairs, and among
 * more than 400 the groups that are free beside the best pairs are added, heaviest first.
 */
export function assignLines(candidates: readonly Candidate[]): readonly Candidate[] {
  return components(candidates).flatMap((component) => {
    const isPair = ({ lines, disposals }: Candidate) => lines.length + disposals.length === 2;
    const pairs = component.filter(isPair);
    const start = solvePairs(pairs);
    if (pairs.length === component.length) {
      return start;
    }
    return component.length > SEARCHED ? withFree(start, component) : search(component, start);
  });
}

function withFree(
  start: readonly Candidate[],
  component: readonly Candidate[],
): readonly Candidate[] {
  const taken = new Set(start.flatMap(nodesOf));
  const added = [...component].sort(heaviestFirst).filter((candidate) => {
    const nodes = nodesOf(candidate);
    const isFree = nodes.every((node) => !taken.has(node));
    for (const node of isFree ? nodes : []) {
      taken.add(node);
    }
    return isFree;
  });
  return [...start, ...added];
}

/** Lines and sales as one kind of number: lines are even, sales odd. */
function nodesOf({ lines, disposals }: Candidate): readonly number[] {
  return [...lines.map((line) => 2 * line), ...disposals.map((sale) => 2 * sale + 1)];
}

/** Candidates linked by shared lines or sales, in the order of their first. */
function components(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const parent = new Map<number, number>();
  for (const candidate of candidates) {
    const [first = 0, ...nodes] = nodesOf(candidate);
    for (const node of nodes) {
      link(parent, first, node);
    }
  }
  return [...groupBy(candidates, ({ lines }) => root(parent, 2 * (lines[0] ?? 0))).values()];
}

/** The node a group goes by; every node passed on the way is hung higher, so that no way grows long. */
function root(parent: Map<number, number>, node: number): number {
  let found = node;
  for (let up = parent.get(found); up !== undefined; up = parent.get(found)) {
    const above = parent.get(up);
    if (above !== undefined) {
      parent.set(found, above);
    }
    found = up;
  }
  return found;
}

function link(parent: Map<number, number>, one: number, other: number): void {
  const [a, b] = [root(parent, one), root(parent, other)];
  if (a !== b) {
    parent.set(b, a);
  }
}

const heaviestFirst = (a: Candidate, b: Candidate): number => b.weight - a.weight;

function solvePairs(pairs: readonly Candidate[]): readonly Candidate[] {
  const lefts = new Map<number, number>();
  const byPlace = new Map<string, Candidate>();
  const edges = pairs.flatMap((pair): readonly Edge[] => {
    const [line, sale] = [pair.lines[0], pair.disposals[0]];
    if (line === undefined || sale === undefined) {
      return [];
    }
    const left = lefts.get(line) ?? lefts.size;
    lefts.set(line, left);
    byPlace.set(`${left} ${sale}`, pair);
    return [{ left, right: sale, weight: pair.weight }];
  });
  return bestPairs(lefts.size, edges).flatMap(
    (edge) => (edge === undefined ? undefined : byPlace.get(`${edge.left} ${edge.right}`)) ?? [],
  );
}

/** Branch and bound over the candidates of one component, heaviest first. */
function search(
  component: readonly Candidate[],
  start: readonly Candidate[],
): readonly Candidate[] {
  const sorted = [...component].sort(heaviestFirst);
  const bounds = restsOf(sorted);
  let best = { weight: totalOf(start), chosen: start };
  let steps = 0;
  const walk = (at: number, weight: number, chosen: readonly Candidate[]): void => {
    steps += 1;
    best = weight > best.weight ? { weight, chosen } : best;
    const candidate = sorted[at];
    const isWorth = steps <= STEPS && weight + (bounds[at] ?? 0) > best.weight;
    if (candidate === undefined || !isWorth) {
      return;
    }
    if (isFree(candidate, chosen)) {
      walk(at + 1, weight + candidate.weight, [...chosen, candidate]);
    }
    walk(at + 1, weight, chosen);
  };
  walk(0, 0, []);
  return best.chosen;
}

/** What all candidates from each on weigh together. */
function restsOf(sorted: readonly Candidate[]): readonly number[] {
  let sum = 0;
  return sorted
    .map(({ weight }) => weight)
    .reverse()
    .map((weight) => {
      sum += weight;
      return sum;
    })
    .reverse();
}

function isFree(candidate: Candidate, chosen: readonly Candidate[]): boolean {
  return chosen.every(
    (one) =>
      !one.lines.some((line) => candidate.lines.includes(line)) &&
      !one.disposals.some((sale) => candidate.disposals.includes(sale)),
  );
}

function totalOf(candidates: readonly Candidate[]): number {
  return candidates.reduce((sum, { weight }) => sum + weight, 0);
}
