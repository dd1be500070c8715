import {
  compareQuantity,
  isZeroQuantity,
  type Quantity,
  signQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { timesUsd } from "@/lib/money/ratio";
import {
  addUsd,
  floorZeroUsd,
  isZeroUsd,
  maxUsd,
  negateUsd,
  subtractUsd,
  sumUsd,
  timesRate,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import type { SimulatedSale } from "@/lib/tax/harvest/sale";
import { simulateInParts } from "@/lib/tax/harvest/sale";
import { afterSale, type Situation } from "@/lib/tax/harvest/saving";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Vertex } from "./chain";
import { totalsOf } from "./choice";
import type { ByClass, HarvestCosts, HarvestQuestion, Sold } from "./harvest-input";
import { type Line, linesInParts, linesOf } from "./line";
import { partSold } from "./priced-lot";
import { compareScores, type Score, scoreOf } from "./problem";
import type { Surface } from "./surface";

/** A harvest question made ready: its lines of lots, and the figure that is to be least. */
export interface HarvestBook {
  readonly situation: Situation;
  readonly lines: readonly Line[];
  readonly sold: CalendarDate;
  readonly fixedPer: HarvestCosts["fixedPer"];
  readonly surface: Surface;
  readonly lossPrice: ByClass | null;
}

/** Selling costs nothing. */
export const NO_HARVEST_COSTS: HarvestCosts = {
  rate: "0",
  fixed: sumUsd([]),
  fixedPer: "order",
};

/** Prices the lots of a question in parts; making it ready then finds them. */
export function* pricedInParts(asked: HarvestQuestion): PartsOfWork<void> {
  const { pools, sold, costs = NO_HARVEST_COSTS, prices } = asked;
  yield* linesInParts(pools, sold, costs, prices);
}

/** Makes a question ready for the figure that is to be least. */
export function bookOf(asked: HarvestQuestion, surface: Surface): HarvestBook {
  const costs = asked.costs ?? NO_HARVEST_COSTS;
  return {
    situation: asked.situation,
    lines: linesOf(asked.pools, asked.sold, costs, asked.prices),
    sold: asked.sold,
    fixedPer: costs.fixedPer,
    surface,
    lossPrice: asked.lossPrice ?? null,
  };
}

/** True where selling costs a fixed amount besides a share in some account. */
export function hasFixed({ lines }: HarvestBook): boolean {
  return lines.some(isCharged);
}

/** True where each sale (or lot) of this line costs a fixed amount. */
export function isCharged({ costs }: Pick<Line, "costs">): boolean {
  return !isZeroUsd(costs.fixed);
}

/** Nothing of any lot. */
export function nothingOf(book: HarvestBook): Sold {
  return book.lines.map(({ lots }) => lots.map(() => ZERO_QUANTITY));
}

/** The orders a choice makes, as they would really close: one for each line (or for each lot, where lots are charged). */
export function* ordersInParts(
  book: HarvestBook,
  taken: Sold,
): PartsOfWork<readonly (readonly SimulatedSale[])[]> {
  const { sold } = book;
  const all: SimulatedSale[][] = [];
  for (const [at, { pool, lots, costs }] of book.lines.entries()) {
    const parts = lots.flatMap(({ lot }, index) => {
      const quantity = taken[at]?.[index] ?? ZERO_QUANTITY;
      return isZeroQuantity(quantity) ? [] : [{ lot, quantity, collectible: pool.collectible }];
    });
    const orders =
      costs.fixedPer === "lot" && isCharged({ costs }) ? parts.map((part) => [part]) : [parts];
    const own: SimulatedSale[] = [];
    for (const order of orders.filter((each) => each.length > 0)) {
      own.push(yield* simulateInParts(order, pool.price, sold, costs));
    }
    all.push(own);
    yield null;
  }
  return all;
}

/** The figure of a choice by its real orders, its costs, and the gross value sold. */
export function* scoreInParts(book: HarvestBook, taken: Sold): PartsOfWork<Score> {
  const byLine = yield* ordersInParts(book, taken);
  const orders = byLine.flat();
  const totals = totalsOf(orders);
  const { gains } = afterSale(book.situation, totals);
  const value = sumUsd(orders.map(({ gross }) => gross));
  const cost = addUsd(allCosts(book, byLine), lostElsewhere(book, taken));
  return scoreOf(book.surface, { gains, cost, value });
}

/** What lots that can be named would have saved elsewhere beyond their costs. */
function lostElsewhere({ lines, lossPrice }: HarvestBook, taken: Sold): Usd {
  if (lossPrice === null) {
    return ZERO_USD;
  }
  return sumUsd(
    lines.flatMap(({ isFixed, lots }, at) =>
      lots.flatMap((lot, index) => {
        const units = taken[at]?.[index] ?? ZERO_QUANTITY;
        const sold = partSold(lot, units, true);
        return isFixed || isZeroQuantity(units)
          ? []
          : [subtractUsd(dearest(lossPrice, sold), sold.cost)];
      }),
    ),
  );
}

/** What a lot costs or its loss is worth elsewhere, whichever is more: sold there it costs the same. */
export function dearest(lossPrice: ByClass, { gains, cost }: Vertex): Usd {
  const worth = sumUsd(
    (["short", "long", "collectible"] as const).map((kind) =>
      timesUsd(floorZeroUsd(negateUsd(gains[kind])), lossPrice[kind]),
    ),
  );
  return maxUsd(worth, cost);
}

/** The best of several choices by their real orders, the first of equals; null of none. */
export function* leastOf(book: HarvestBook, ways: readonly Sold[]): PartsOfWork<Sold | null> {
  let [best, least]: [Sold | null, Score | null] = [null, null];
  for (const taken of ways) {
    const score = yield* scoreInParts(book, taken);
    if (least === null || compareScores(score, least) < 0) {
      [best, least] = [taken, score];
    }
  }
  return best;
}

/** Costs of the orders of each line, and of buying back where that is meant. */
export function allCosts(
  { lines }: HarvestBook,
  orders: readonly (readonly SimulatedSale[])[],
): Usd {
  return sumUsd(
    lines.map(({ costs }, at) => {
      const own = orders[at] ?? [];
      const gross = sumUsd(own.map((order) => order.gross));
      return addUsd(totalsOf(own).fees, timesRate(gross, costs.again ?? "0"));
    }),
  );
}

/** The first lot of a line that is not sold whole though a later one is sold; null when the line's order is kept. */
export function gapOf({ isFixed, lots }: Line, taken: readonly Quantity[]): number | null {
  if (!isFixed) {
    return null;
  }
  const first = lots.findIndex(
    ({ lot }, index) => compareQuantity(taken[index] ?? ZERO_QUANTITY, lot.quantity) < 0,
  );
  const isBroken =
    first >= 0 && taken.some((units, index) => index > first && signQuantity(units) > 0);
  return isBroken ? first : null;
}

/** Units of a line that are sold. */
export function unitsOf(taken: readonly Quantity[] | undefined): Quantity {
  return sumQuantity(taken ?? []);
}
