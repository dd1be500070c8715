import { signUsd, usdText } from "@/lib/money/usd";
import { atOnce, type PartsOfWork } from "@/lib/parts-of-work";
import { isKnown, type KnownLot, knownFront, saleOrder } from "@/lib/tax/harvest/sale";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { HarvestCosts, HarvestPool } from "./harvest-input";
import { type LotPrices, type PricedLot, priceLot, type SaleTerms } from "./priced-lot";

/** The lots of a pool that a harvest may touch, in the order they are sold where the order is fixed. */
export interface Line {
  readonly pool: HarvestPool;
  readonly lots: readonly PricedLot[];
  /** True where a lot can only be sold after all before it. */
  readonly isFixed: boolean;
  /** What selling here costs. */
  readonly costs: HarvestCosts;
}

/** What selling out of a pool costs: what its account charges, else what the question says; buying back costs the same share again. */
export function costsOf({ costs: own }: HarvestPool, costs: HarvestCosts): HarvestCosts {
  if (own === undefined) {
    return costs;
  }
  const again = costs.again === undefined ? {} : { again: own.rate };
  return { rate: own.rate, fixed: own.fixed, fixedPer: costs.fixedPer, ...again };
}

/** How lots of a pool are priced: the shares of its costs. */
export function termsOf(
  { price, collectible }: HarvestPool,
  sold: CalendarDate,
  { rate, again }: HarvestCosts,
): SaleTerms {
  const terms = { price, sold, collectible, rate };
  return again === undefined ? terms : { ...terms, again };
}

/**
 * Loss lots where lots can be named; where a method sells, everything up to its last loss lot, gains on the way included. A gain
 * never lowers the year's tax, so nothing else can be part of a best harvest. Lots of unknown basis are left out; a fixed order
 * ends at one.
 */
export function lineOf(
  pool: HarvestPool,
  sold: CalendarDate,
  asked: HarvestCosts,
  prices?: LotPrices,
): Line {
  const isFixed = pool.order !== "identified";
  const costs = costsOf(pool, asked);
  const terms = termsOf(pool, sold, costs);
  const price1 = prices?.at(terms) ?? ((lot: KnownLot): PricedLot => priceLot(lot, terms));
  if (pool.order === "identified") {
    return { pool, isFixed, costs, lots: pool.lots.filter(isKnown).map(price1).filter(isLoss) };
  }
  const lots = knownFront(saleOrder(pool.lots, pool.order, pool.price, sold)).map(price1);
  return { pool, isFixed, costs, lots: lots.slice(0, lots.findLastIndex(isLoss) + 1) };
}

const made = new WeakMap<
  readonly HarvestPool[],
  { readonly terms: string; readonly lines: readonly Line[] }
>();

/** The lines of pools, made once for the same pools at the same terms: several goals of one year ask for them. */
export function linesOf(
  pools: readonly HarvestPool[],
  sold: CalendarDate,
  costs: HarvestCosts,
  prices?: LotPrices,
): readonly Line[] {
  return atOnce(linesInParts(pools, sold, costs, prices));
}

/** The same in parts: one for each pool. */
export function* linesInParts(
  pools: readonly HarvestPool[],
  sold: CalendarDate,
  costs: HarvestCosts,
  prices?: LotPrices,
): PartsOfWork<readonly Line[]> {
  const terms = [sold, costs.rate, usdText(costs.fixed), costs.fixedPer, costs.again].join();
  const before = made.get(pools);
  if (before?.terms === terms) {
    return before.lines;
  }
  const lines: Line[] = [];
  for (const pool of pools) {
    lines.push(lineOf(pool, sold, costs, prices));
    yield null;
  }
  made.set(pools, { terms, lines });
  return lines;
}

/** Sold at this price the lot loses. */
export function isLoss({ gain }: PricedLot): boolean {
  return signUsd(gain) < 0;
}
