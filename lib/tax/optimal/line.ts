import { signUsd } from "@/lib/money/usd";
import { isKnown, type KnownLot, knownFront, saleOrder } from "@/lib/tax/harvest/sale";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { HarvestCosts, HarvestPool } from "./harvest-input";
import { type PricedLot, priceLot, type SaleTerms } from "./priced-lot";

/** The lots of a pool that a harvest may touch, in the order they are sold where the order is fixed. */
export interface Line {
  readonly pool: HarvestPool;
  readonly lots: readonly PricedLot[];
  /** True where a lot can only be sold after all before it. */
  readonly isFixed: boolean;
}

/** What selling costs as a share of the gross, and buying back. */
export type LineCosts = Pick<SaleTerms, "rate" | "again">;

/** The shares of a question's costs. */
export function shares({ rate, again }: HarvestCosts): LineCosts {
  return again === undefined ? { rate } : { rate, again };
}

/**
 * Loss lots where lots can be named; where a method sells, everything up to its last loss lot, gains on the way included. A gain
 * never lowers the year's tax, so nothing else can be part of a best harvest. Lots of unknown basis are left out; a fixed order
 * ends at one.
 */
export function lineOf(pool: HarvestPool, sold: CalendarDate, costs: LineCosts): Line {
  const isFixed = pool.order !== "identified";
  const { price, collectible } = pool;
  const price1 = (lot: KnownLot): PricedLot =>
    priceLot(lot, { price, sold, collectible, ...costs });
  if (pool.order === "identified") {
    return { pool, isFixed, lots: pool.lots.filter(isKnown).map(price1).filter(isLoss) };
  }
  const lots = knownFront(saleOrder(pool.lots, pool.order, price, sold)).map(price1);
  return { pool, isFixed, lots: lots.slice(0, lots.findLastIndex(isLoss) + 1) };
}

const made = new WeakMap<
  readonly HarvestPool[],
  { readonly terms: string; readonly lines: readonly Line[] }
>();

/** The lines of pools, made once for the same pools at the same terms: several goals of one year ask for them. */
export function linesOf(
  pools: readonly HarvestPool[],
  sold: CalendarDate,
  costs: LineCosts,
): readonly Line[] {
  const terms = [sold, costs.rate, costs.again].join();
  const before = made.get(pools);
  if (before?.terms === terms) {
    return before.lines;
  }
  const lines = pools.map((pool) => lineOf(pool, sold, costs));
  made.set(pools, { terms, lines });
  return lines;
}

/** Sold at this price the lot loses. */
export function isLoss({ gain }: PricedLot): boolean {
  return signUsd(gain) < 0;
}
