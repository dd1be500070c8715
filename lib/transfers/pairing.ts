import { atOnce, type PartsOfWork } from "@/lib/parts-of-work";

/** An edge of a bipartite graph; weight above zero. */
export interface Edge {
  readonly left: number;
  readonly right: number;
  readonly weight: number;
}

/**
 * Pairs of greatest total weight, each left and right used at most once: the edge taken for each left, or undefined. Exact (lefts
 * are added one by one, each along the path that gains most) and sparse: cost grows with the edges near each left, not with
 * the square of all. Equal totals are settled by the order of the edges.
 */
export function bestPairs<E extends Edge>(
  lefts: number,
  edges: readonly E[],
): readonly (E | undefined)[] {
  return atOnce(bestPairsInParts(lefts, edges));
}

/** Lefts added in one part of the work. */
const PART = 500;

/** The same in parts. */
export function* bestPairsInParts<E extends Edge>(
  lefts: number,
  edges: readonly E[],
): PartsOfWork<readonly (E | undefined)[]> {
  const at: E[][] = Array.from({ length: lefts }, () => []);
  for (const edge of edges) {
    at[edge.left]?.push(edge);
  }
  const taken: (E | undefined)[] = Array.from({ length: lefts }, () => undefined);
  const owner = new Map<number, E>();
  for (let left = 0; left < lefts; left += 1) {
    if (left % PART === PART - 1) {
      yield null;
    }
    augment(left, at, taken, owner);
  }
  return taken;
}

interface Reached<E> {
  gain: number;
  /** The edge over which this left was pushed off its pair; null for the one that is added. */
  readonly over: E | null;
}

/** Where a path ends: at a right that is free, or (no edge) at a left that gives up its pair. */
interface End<E> {
  readonly gain: number;
  readonly left: number;
  readonly edge: E | null;
}

function augment<E extends Edge>(
  start: number,
  at: readonly (readonly E[])[],
  taken: (E | undefined)[],
  owner: Map<number, E>,
): void {
  const reached = new Map<number, Reached<E>>([[start, { gain: 0, over: null }]]);
  const queue = [start];
  let best: End<E> = { gain: 0, left: start, edge: null };
  for (const left of queue) {
    const gain = gainOf(reached, left);
    // What pairs were the best before: a left that is pushed off its pair cannot win back more than that pair was worth.
    const most = gain + (taken[left]?.weight ?? Number.POSITIVE_INFINITY);
    best = better(best, gain, left, null);
    for (const edge of most > best.gain ? (at[left] ?? []) : []) {
      const held = owner.get(edge.right);
      const through = gain + edge.weight;
      if (held !== undefined) {
        push(reached, held, through, edge, queue);
      } else {
        best = better(best, through, left, edge);
      }
    }
  }
  follow(best, reached, taken, owner);
}

function better<E>(best: End<E>, gain: number, left: number, edge: E | null): End<E> {
  return gain > best.gain ? { gain, left, edge } : best;
}

/** Notes that a left can be pushed off its pair at a greater gain than was known, to be looked at; an edge never pushes its own left. */
function push<E extends Edge>(
  reached: Map<number, Reached<E>>,
  held: E,
  through: number,
  over: E,
  queue: number[],
): void {
  const gain = through - held.weight;
  if (held.left !== over.left && gain > gainOf(reached, held.left)) {
    reached.set(held.left, { gain, over });
    queue.push(held.left);
  }
}

function gainOf(reached: ReadonlyMap<number, Reached<Edge>>, left: number): number {
  return reached.get(left)?.gain ?? Number.NEGATIVE_INFINITY;
}

/** Lays the path that gained most: from its end back to the left that was added, each takes the pair of the next. */
function follow<E extends Edge>(
  end: End<E>,
  reached: ReadonlyMap<number, Reached<E>>,
  taken: (E | undefined)[],
  owner: Map<number, E>,
): void {
  let { left, edge: next } = end;
  for (;;) {
    taken[left] = next ?? undefined;
    if (next !== null) {
      owner.set(next.right, next);
    }
    const over = reached.get(left)?.over ?? null;
    if (over === null) {
      return;
    }
    next = over;
    left = over.left;
  }
}
