import { addUsd, compareUsd, negateUsd, subtractUsd, type Usd, usd } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import {
  addVertex,
  type Chain,
  endsOf,
  type Spot,
  type Stretch,
  type Vertex,
  vertexAtSpot,
} from "./chain";
import { type Problem, sumAt } from "./problem";
import type { Pieces } from "./surface";

/** Below this an edge changes nothing: it is the last decimal of its own ends. */
const NOISE = usd("0.000000000001");

/**
 * The best choices in a block no plane crosses: both pieces of the surface are straight there, so the least of each is found
 * chain by chain, and the least of the smaller piece is one of the two.
 */
export function settle(
  problem: Problem,
  stretches: readonly Stretch[],
): readonly (readonly Spot[])[] {
  const begin = sumAt(
    problem,
    stretches.map((stretch) => endsOf(stretch)[0]),
  );
  return (["byParts", "whole"] as const).map((piece) =>
    problem.chains.map((chain, at) => {
      const stretch = stretches[at];
      invariant(stretch !== undefined, "one stretch for each chain");
      return lowest(problem, begin, chain, stretch, piece);
    }),
  );
}

/** The spot of one chain where a straight piece plus costs is least; the least value sold among equals. */
function lowest(
  problem: Problem,
  begin: Vertex,
  chain: Chain,
  stretch: Stretch,
  piece: keyof Pieces,
): Spot {
  const spots = spotsOf(stretch);
  const [first] = endsOf(stretch);
  const origin = vertexAtSpot(chain, first);
  const at = (spot: Spot): { readonly figure: Usd; readonly value: Usd } => {
    const vertex = vertexAtSpot(chain, spot);
    const moved = addVertex(begin, minus(vertex, origin));
    return {
      figure: addUsd(problem.surface.at(moved.gains)[piece], moved.cost),
      value: moved.value,
    };
  };
  const isLower = (to: number, from: number): boolean => {
    const [b, a] = [at(spots(to)), at(spots(from))];
    const fall = subtractUsd(a.figure, b.figure);
    if (compareUsd(fall, NOISE) > 0) {
      return true;
    }
    return compareUsd(negateUsd(fall), NOISE) <= 0 && compareUsd(b.value, a.value) < 0;
  };
  const last = stretch.hi - stretch.lo;
  return spots(chain.isSorted ? whereItTurns(last, isLower) : leastOfAll(last, isLower));
}

const minus = (a: Vertex, b: Vertex): Vertex => ({
  gains: {
    short: subtractUsd(a.gains.short, b.gains.short),
    long: subtractUsd(a.gains.long, b.gains.long),
    collectible: subtractUsd(a.gains.collectible, b.gains.collectible),
  },
  cost: subtractUsd(a.cost, b.cost),
  value: subtractUsd(a.value, b.value),
});

/** Edges of a sorted chain lower the figure up to one vertex and raise it from there on. */
function whereItTurns(last: number, isLower: (to: number, from: number) => boolean): number {
  let [low, high] = [0, last];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isLower(middle + 1, middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function leastOfAll(last: number, isLower: (to: number, from: number) => boolean): number {
  let least = 0;
  for (let index = 1; index <= last; index += 1) {
    if (isLower(index, least)) {
      least = index;
    }
  }
  return least;
}

/** The vertices of a stretch, and its two ends where it is part of an edge. */
function spotsOf(stretch: Stretch): (number: number) => Spot {
  const [first, last] = endsOf(stretch);
  const { lo, hi } = stretch;
  return (number) =>
    number === 0 ? first : number === hi - lo ? last : { index: lo + number, part: first.part };
}
