import { partOf } from "@/lib/money/allocate";
import { addQuantity, type Quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { compareRatio } from "@/lib/money/ratio";
import { negateUsd, type Usd } from "@/lib/money/usd";
import { addVertex, type Chain, EDGE, NOTHING_SOLD, type Spot, type Vertex } from "./chain";
import type { Reach } from "./prefix-hull";
import type { GainClass } from "./priced-lot";

/** A loss lot of which any part may be sold, with what all of it (that is left) adds to the year. */
export interface FreeLot {
  readonly line: number;
  readonly index: number;
  readonly kind: GainClass;
  readonly units: Quantity;
  /** Its loss is in the class `kind` and above zero. */
  readonly whole: Vertex;
  /** Set where this is not a lot but selling on in a fixed order; `units` then say nothing. */
  readonly reach?: Reach;
}

/** The loss lots of one class in the order in which they are worth selling. */
export interface LossChain {
  readonly chain: Chain;
  readonly lots: readonly FreeLot[];
}

const CLASSES: readonly GainClass[] = ["short", "long", "collectible"];

/**
 * One chain for each class that has loss lots. Within a class a dollar of loss is a dollar of loss, so the lots with the least
 * costs per dollar come first, among equals those with the least value sold per dollar.
 */
export function lossChains(free: readonly FreeLot[]): readonly LossChain[] {
  return CLASSES.map((kind) => byPriceOfLoss(free.filter((lot) => lot.kind === kind)))
    .filter((lots) => lots.length > 0)
    .map((lots) => ({ lots, chain: { vertices: verticesOf(lots), isSorted: true } }));
}

function verticesOf(lots: readonly FreeLot[]): readonly Vertex[] {
  const vertices = [NOTHING_SOLD];
  let sum = NOTHING_SOLD;
  for (const { whole } of lots) {
    sum = addVertex(sum, whole);
    vertices.push(sum);
  }
  return vertices;
}

interface Priced {
  readonly lot: FreeLot;
  readonly loss: Usd;
}

function byPriceOfLoss(lots: readonly FreeLot[]): readonly FreeLot[] {
  return lots
    .map((lot): Priced => ({ lot, loss: negateUsd(lot.whole.gains[lot.kind]) }))
    .sort(comparePriced)
    .map(({ lot }) => lot);
}

function comparePriced(a: Priced, b: Priced): number {
  const [one, other] = [a.lot.whole, b.lot.whole];
  const order = compareRatio(one.cost, a.loss, other.cost, b.loss);
  return order === 0 ? compareRatio(one.value, a.loss, other.value, b.loss) : order;
}

/** Adds to `taken` what the spots found sell of each lot. */
export function takeAt(
  chains: readonly LossChain[],
  spots: readonly Spot[],
  taken: readonly Quantity[][],
): void {
  chains.forEach(({ lots }, at) => {
    const spot = spots[at];
    lots.forEach(({ line, index, units, reach }, place) => {
      const list = reach === undefined ? taken[line] : undefined;
      if (spot !== undefined && list !== undefined && place <= spot.index) {
        const part = place < spot.index ? units : partOf(units, spot.part, EDGE);
        list[index] = addQuantity(list[index] ?? ZERO_QUANTITY, part);
      }
    });
  });
}
