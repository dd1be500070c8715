import { groupBy } from "@/lib/tax/explain/group-by";
import { bestPairs, type Edge } from "@/lib/transfers/pairing";
import type { Candidate } from "./candidates";

/** Steps of the search for groups before the best found so far is taken. */
const STEPS = 20_000;
/** Candidates linked together beyond which only pairs are solved. */
const SEARCHED = 400;

/**
 * The candidates of greatest total weight of which no two share a line or a sale: one assignment of everything. What has nothing to do with each
 * other is solved apart; pairs alone exactly; where groups compete, a search that is cut after 20,000 steps starts from the best pairs.
 */
export function assignLines(candidates: readonly Candidate[]): readonly Candidate[] {
  return components(candidates).flatMap((component) => {
    const pairs = component.filter(
      ({ lines, disposals }) => lines.length === 1 && disposals.length === 1,
    );
    const start = solvePairs(pairs);
    return pairs.length === component.length || component.length > SEARCHED
      ? start
      : search(component, start);
  });
}

function nodesOf({ lines, disposals }: Candidate): readonly string[] {
  return [...lines.map((line) => `<${line}`), ...disposals.map((sale) => `>${sale}`)];
}

/** Candidates linked by shared lines or sales, in the order of their first. */
function components(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const parent = new Map<string, string>();
  for (const candidate of candidates) {
    const nodes = nodesOf(candidate);
    for (const node of nodes.slice(1)) {
      link(parent, nodes[0] ?? node, node);
    }
  }
  const rootOf = (candidate: Candidate) => root(parent, nodesOf(candidate)[0] ?? "");
  return [...groupBy(candidates, rootOf).values()];
}

function root(parent: ReadonlyMap<string, string>, node: string): string {
  let found = node;
  for (let up = parent.get(found); up !== undefined; up = parent.get(found)) {
    found = up;
  }
  return found;
}

function link(parent: Map<string, string>, one: string, other: string): void {
  const [a, b] = [root(parent, one), root(parent, other)];
  if (a !== b) {
    parent.set(b, a);
  }
}

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
  const sorted = [...component].sort((a, b) => b.weight - a.weight);
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
