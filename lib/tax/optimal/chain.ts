import { shareOf } from "@/lib/money/allocate";
import { isZeroQuantity, type Quantity, quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { addUsd, maxUsd, minUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import type { YearGains } from "@/lib/tax/worksheets/year-return";

/** What sales up to a point add to the year: gains by class, what they cost, and the gross value sold. */
export interface Vertex {
  readonly gains: YearGains;
  readonly cost: Usd;
  readonly value: Usd;
}

/**
 * A choice with one degree of freedom: straight edges from vertex to vertex, the first where it begins. `isSorted`: the gain of
 * each class and the cost run one way only along it, and its edges are in such an order that any figure linear in gains and
 * cost falls first and then rises. A chain that is not sorted is a path one must walk as it is (FIFO).
 */
export interface Chain {
  readonly vertices: readonly Vertex[];
  readonly isSorted: boolean;
}

/** Nothing sold. */
export const NOTHING_SOLD: Vertex = {
  gains: { short: ZERO_USD, long: ZERO_USD, collectible: ZERO_USD },
  cost: ZERO_USD,
  value: ZERO_USD,
};

/** A whole edge; a part of one is a part of this. Fine enough that no dollar is lost before the eighteenth decimal of ordinary amounts. */
export const EDGE: Quantity = quantity("1000000000000");

/** A place on a chain: so much (0 to less than `EDGE`) of the edge after a vertex. */
export interface Spot {
  readonly index: number;
  readonly part: Quantity;
}

/** Sum of two. */
export function addVertex(a: Vertex, b: Vertex): Vertex {
  return combine(a, b, addUsd);
}

/** Every figure of two vertices put together by one function. */
export function combine(a: Vertex, b: Vertex, by: (x: Usd, y: Usd) => Usd): Vertex {
  return {
    gains: {
      short: by(a.gains.short, b.gains.short),
      long: by(a.gains.long, b.gains.long),
      collectible: by(a.gains.collectible, b.gains.collectible),
    },
    cost: by(a.cost, b.cost),
    value: by(a.value, b.value),
  };
}

/** The vertex of that number; asking for one that does not exist is a bug. */
export function vertexAt({ vertices }: Chain, index: number): Vertex {
  const vertex = vertices[index];
  invariant(vertex !== undefined, "a chain has this vertex");
  return vertex;
}

/** What the choice at a spot adds to the year. */
export function vertexAtSpot(chain: Chain, { index, part }: Spot): Vertex {
  const from = vertexAt(chain, index);
  if (isZeroQuantity(part)) {
    return from;
  }
  const to = vertexAt(chain, index + 1);
  return combine(from, to, (a, b) => addUsd(a, shareOf(subtractUsd(b, a), part, EDGE)));
}

/** The start of the chain. */
export const START: Spot = { index: 0, part: ZERO_QUANTITY };

/** A stretch of a chain: whole edges from `lo` to `hi`, or where `hi` is the next vertex, the part of that edge between `from` and `to`. */
export interface Stretch {
  readonly lo: number;
  readonly hi: number;
  readonly from: Quantity;
  readonly to: Quantity;
}

/** All of a chain. */
export function wholeOf({ vertices }: Chain): Stretch {
  return { lo: 0, hi: vertices.length - 1, from: ZERO_QUANTITY, to: EDGE };
}

/** The two ends of a stretch. */
export function endsOf({ lo, hi, from, to }: Stretch): readonly [Spot, Spot] {
  if (hi - lo !== 1) {
    return [
      { index: lo, part: ZERO_QUANTITY },
      { index: hi, part: ZERO_QUANTITY },
    ];
  }
  return [
    { index: lo, part: from },
    to === EDGE ? { index: hi, part: ZERO_QUANTITY } : { index: lo, part: to },
  ];
}

/** The least and the most of every figure on a stretch. */
export function boxOf(chain: Chain, stretch: Stretch): readonly [Vertex, Vertex] {
  const [a, b] = endsOf(stretch).map((spot) => vertexAtSpot(chain, spot));
  invariant(a !== undefined && b !== undefined, "a stretch has two ends");
  let [least, most] = [combine(a, b, minUsd), combine(a, b, maxUsd)];
  if (!chain.isSorted) {
    for (let index = stretch.lo + 1; index < stretch.hi; index += 1) {
      const vertex = vertexAt(chain, index);
      least = combine(least, vertex, minUsd);
      most = combine(most, vertex, maxUsd);
    }
  }
  return [least, most];
}
