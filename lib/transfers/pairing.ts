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
export function bestPairs(lefts: number, edges: readonly Edge[]): readonly (Edge | undefined)[] {
  const at: Edge[][] = Array.from({ length: lefts }, () => []);
  for (const edge of edges) {
    at[edge.left]?.push(edge);
  }
  const taken: (Edge | undefined)[] = Array.from({ length: lefts }, () => undefined);
  const owner = new Map<number, Edge>();
  for (let left = 0; left < lefts; left += 1) {
    augment(left, at, taken, owner);
  }
  return taken;
}

interface Reached {
  gain: number;
  /** The edge over which this left was pushed off its pair; null for the one that is added. */
  readonly over: Edge | null;
}

/** Where a path ends: at a right that is free, or (no edge) at a left that gives up its pair. */
interface End {
  readonly gain: number;
  readonly left: number;
  readonly edge: Edge | null;
}

function augment(
  start: number,
  at: readonly (readonly Edge[])[],
  taken: (Edge | undefined)[],
  owner: Map<number, Edge>,
): void {
  const reached = new Map<number, Reached>([[start, { gain: 0, over: null }]]);
  const queue = [start];
  let best: End = { gain: 0, left: start, edge: null };
  for (const left of queue) {
    const gain = gainOf(reached, left);
    // What pairs were the best before: a left that is pushed off its pair cannot win back more than that pair was worth.
    const most = gain + (taken[left]?.weight ?? Number.POSITIVE_INFINITY);
    best = better(best, { gain, left, edge: null });
    for (const edge of most > best.gain ? (at[left] ?? []) : []) {
      const held = owner.get(edge.right);
      const through = gain + edge.weight;
      best = held === undefined ? better(best, { gain: through, left, edge }) : best;
      queue.push(...push(reached, held, through, edge));
    }
  }
  follow(best, reached, taken, owner);
}

function better(best: End, other: End): End {
  return other.gain > best.gain ? other : best;
}

/** Notes that a left can be pushed off its pair at a greater gain than was known, and names it; an edge never pushes its own left. */
function push(
  reached: Map<number, Reached>,
  held: Edge | undefined,
  through: number,
  over: Edge,
): readonly number[] {
  if (held === undefined || held.left === over.left) {
    return [];
  }
  const gain = through - held.weight;
  if (gain <= gainOf(reached, held.left)) {
    return [];
  }
  reached.set(held.left, { gain, over });
  return [held.left];
}

function gainOf(reached: ReadonlyMap<number, Reached>, left: number): number {
  return reached.get(left)?.gain ?? Number.NEGATIVE_INFINITY;
}

/** Lays the path that gained most: from its end back to the left that was added, each takes the pair of the next. */
function follow(
  end: End,
  reached: ReadonlyMap<number, Reached>,
  taken: (Edge | undefined)[],
  owner: Map<number, Edge>,
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
