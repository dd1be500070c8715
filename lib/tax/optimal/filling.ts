import { partOf } from "@/lib/money/allocate";
import {
  addQuantity,
  compareQuantity,
  isZeroQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { mapInParts, type PartsOfWork } from "@/lib/parts-of-work";
import { invariant } from "@/lib/result";
import { floorToOrder, nextOrder } from "@/lib/tax/harvest/orderable";
import { addVertex, type Chain, EDGE, type Spot, type Vertex } from "./chain";
import { chainInParts, type Frontier, frontierInParts, type Pool, type Swap } from "./frontier";
import { partSold, sumVertices } from "./priced-lot";
import type { Found } from "./problem";
import { leastInParts } from "./search";
import type { Surface } from "./surface";

/** How much of each lot of each pool is sold. */
export type Taken = readonly (readonly Quantity[])[];

/** The frontier of one group of pools: those whose other class is long, and those whose other class is collectible, form one chain each. */
interface Group {
  readonly chain: Chain;
  readonly swaps: readonly Swap[];
}

/** Pools made ready to be filled at once. */
export function* fillingOf(pools: readonly Pool[]): PartsOfWork<Filling> {
  const frontiers: Frontier[] = [];
  for (const [number, pool] of pools.entries()) {
    frontiers.push(yield* frontierInParts(pool, number));
  }
  // Asked of each swap, so told once of each pool.
  const collectible = new Set(
    pools.flatMap(({ lots }, number) =>
      lots.some(({ kind }) => kind === "collectible") ? [number] : [],
    ),
  );
  const groups: Group[] = [];
  for (const wanted of [true, false]) {
    const group = yield* chainInParts(
      frontiers.flatMap(({ swaps }) =>
        swaps.filter(({ pool }) => collectible.has(pool) === wanted),
      ),
    );
    if (group.swaps.length > 0) {
      groups.push(group);
    }
  }
  return new Filling(pools, frontiers, groups);
}

/** Several pools to be filled at once so that a figure of the year is least. */
export class Filling {
  readonly #pools: readonly Pool[];
  readonly #frontiers: readonly Frontier[];
  readonly #groups: readonly Group[];

  constructor(pools: readonly Pool[], frontiers: readonly Frontier[], groups: readonly Group[]) {
    this.#pools = pools;
    this.#frontiers = frontiers;
    this.#groups = groups;
  }

  /** The least figure when `certain` happens besides. */
  *least(surface: Surface, certain: Vertex, patience?: number): PartsOfWork<Found> {
    const begin: Vertex[] = [];
    for (const [number, { lots }] of this.#pools.entries()) {
      const taken = this.#frontiers[number]?.taken ?? [];
      const sold = yield* mapInParts(lots, (lot, index) =>
        partSold(lot, taken[index] ?? ZERO_QUANTITY, false),
      );
      begin.push(sumVertices(sold));
      yield null;
    }
    return yield* leastInParts({
      surface,
      start: addVertex(certain, sumVertices(begin)),
      chains: this.#groups.map(({ chain }) => chain),
      ...(patience === undefined ? {} : { patience }),
    });
  }

  /** What is sold of each lot at the spots found. */
  takenAt(spots: readonly Spot[]): Taken {
    const taken = this.#frontiers.map((frontier) => [...frontier.taken]);
    this.#groups.forEach(({ swaps }, at) => {
      const spot = spots[at];
      swaps.forEach((swap, index) => {
        if (spot !== undefined && index <= spot.index) {
          const isWhole = index < spot.index;
          move(taken[swap.pool], swap, isWhole ? swap.units : partOf(swap.units, spot.part, EDGE));
        }
      });
    });
    return taken;
  }

  /**
   * The splits next to the one found in which the lots cut by it are cut at eight decimals, up and down: the other lot of
   * each exchange takes the rest, so the quantity sold stays what it is.
   */
  orderableAt(spots: readonly Spot[]): readonly Taken[] {
    return this.#groups.reduce<readonly Taken[]>(
      (list, { swaps }, at) => {
        const spot = spots[at];
        const swap =
          spot === undefined || isZeroQuantity(spot.part) ? undefined : swaps[spot.index];
        return swap === undefined ? list : list.flatMap((taken) => this.#rounded(taken, swap));
      },
      [this.takenAt(spots)],
    );
  }

  #rounded(taken: Taken, swap: Swap): readonly Taken[] {
    const exact = taken[swap.pool]?.[swap.enters];
    invariant(exact !== undefined, "a swap is between lots of its pool");
    const below = floorToOrder(exact);
    const all = [below, nextOrder(below)].map((wanted) => {
      const copy = taken.map((pool) => [...pool]);
      move(copy[swap.pool], swap, subtractQuantity(wanted, exact));
      return copy;
    });
    const possible = all.filter((each) => this.#isPossible(each[swap.pool], swap));
    return possible.length === 0 ? [taken] : possible;
  }

  #isPossible(taken: readonly Quantity[] | undefined, { pool, enters, leaves }: Swap): boolean {
    return [enters, leaves].every((index) => {
      const [units, lot] = [taken?.[index], this.#pools[pool]?.lots[index]];
      return (
        units !== undefined &&
        lot !== undefined &&
        signQuantity(units) >= 0 &&
        compareQuantity(units, lot.lot.quantity) <= 0
      );
    });
  }
}

function move(taken: Quantity[] | undefined, { enters, leaves }: Swap, units: Quantity): void {
  if (taken !== undefined) {
    taken[enters] = addQuantity(taken[enters] ?? ZERO_QUANTITY, units);
    taken[leaves] = subtractQuantity(taken[leaves] ?? ZERO_QUANTITY, units);
  }
}
