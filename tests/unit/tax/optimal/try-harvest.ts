import { quantityText } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import type { Situation } from "@/lib/tax/harvest/saving";
import { termOf } from "@/lib/tax/holding-period";
import type { HarvestCosts, HarvestPool } from "@/lib/tax/optimal/harvest-input";
import { taxSurface } from "@/lib/tax/optimal/surface";
import { SOLD } from "./make-optimal";

const dollars = (amount: Parameters<typeof usdText>[0]) => Number(usdText(amount));

/** One lot in machine numbers. */
interface Plain {
  readonly pool: number;
  readonly units: number;
  readonly basisOfUnit: number;
  readonly kind: "short" | "long" | "collectible";
  /** What its account charges: a share of the gross, and dollars of each lot or order. */
  readonly share: number;
  readonly charge: number;
}

/** What a try comes to: tax after and costs, and the gross value sold. */
export interface Tried {
  readonly figure: number;
  readonly value: number;
}

/**
 * The figure of any quantities, in machine numbers and from the definition alone: proceeds less a share, less the fixed cost of
 * each lot or of each order over its units. The lots of a pool count in their order; lots with no lower basis for a loss.
 */
export class HarvestByHand {
  readonly lots: readonly Plain[];
  /** The best figure tried, and every try within a whisker of it. */
  readonly tries: Tried[] = [];
  readonly #price: number;
  readonly #year: Situation;
  readonly #fixedPer: HarvestCosts["fixedPer"];
  readonly #surface: ReturnType<typeof taxSurface>;

  constructor(year: Situation, pools: readonly HarvestPool[], costs: HarvestCosts, price: number) {
    this.#price = price;
    this.#year = year;
    this.#fixedPer = costs.fixedPer;
    this.#surface = taxSurface(year);
    this.lots = pools.flatMap(({ lots, collectible, costs: { rate, fixed } = costs }, pool) =>
      lots.map((lot) => {
        const units = Number(quantityText(lot.quantity));
        const term = termOf(lot.acquired, SOLD);
        return {
          pool,
          units,
          basisOfUnit: dollars(lot.basis ?? usd("0")) / units,
          kind: term === "short" ? "short" : collectible ? "collectible" : "long",
          share: Number(rate),
          charge: dollars(fixed),
        };
      }),
    );
  }

  /** The least figure tried. */
  get least(): number {
    return this.tries.reduce(
      (least, { figure }) => Math.min(least, figure),
      Number.POSITIVE_INFINITY,
    );
  }

  try(units: readonly number[]): number {
    const gains = { short: 0, long: 0, collectible: 0 };
    let [cost, value] = [0, 0];
    const ofPool = (pool: number) =>
      this.lots.reduce((sum, lot, at) => sum + (lot.pool === pool ? (units[at] ?? 0) : 0), 0);
    const charged = new Set<string>();
    this.lots.forEach((lot, at) => {
      const many = units[at] ?? 0;
      if (many <= 0) {
        return;
      }
      const { share, charge } = lot;
      const gross = many * this.#price;
      const isByLot = this.#fixedPer === "lot";
      const key = isByLot ? `lot ${at}` : `pool ${lot.pool}`;
      const ownFixed = isByLot ? charge : (charge * many) / ofPool(lot.pool);
      gains[lot.kind] += gross * (1 - share) - ownFixed - many * lot.basisOfUnit;
      cost += gross * share + (charged.has(key) ? 0 : charge);
      charged.add(key);
      value += gross;
    });
    const { gains: own } = this.#year;
    const { byParts, whole } = this.#surface.at({
      short: usd((dollars(own.short) + gains.short).toFixed(9)),
      long: usd((dollars(own.long) + gains.long).toFixed(9)),
      collectible: usd((dollars(own.collectible) + gains.collectible).toFixed(9)),
    });
    const figure = Math.min(dollars(byParts), dollars(whole)) + cost;
    this.tries.push({ figure, value });
    return figure;
  }
}

/** Looks for the least of a function on a box of one or two sides: a grid, then finer ones around the best of it. */
export function refineBox(
  sides: readonly (readonly [number, number])[],
  of: (at: readonly number[]) => number,
  steps = 6,
  rounds = 8,
): void {
  let boxes = sides;
  for (let round = 0; round < rounds; round += 1) {
    let best: readonly number[] = boxes.map(([low]) => low);
    let least = Number.POSITIVE_INFINITY;
    for (const point of grid(boxes, steps)) {
      const figure = of(point);
      if (figure < least) {
        [best, least] = [point, figure];
      }
    }
    boxes = boxes.map(([low, high], side) => {
      const step = (high - low) / steps;
      const [from, to] = sides[side] ?? [low, high];
      const at = best[side] ?? low;
      return [Math.max(from, at - step), Math.min(to, at + step)] as const;
    });
  }
}

function grid(boxes: readonly (readonly [number, number])[], steps: number): readonly number[][] {
  return boxes.reduce<number[][]>(
    (points, [low, high]) =>
      points.flatMap((point) =>
        Array.from({ length: high > low ? steps + 1 : 1 }, (_, at) => [
          ...point,
          low + ((high - low) * at) / steps,
        ]),
      ),
    [[]],
  );
}
