import { shareOf } from "@/lib/money/allocate";
import type { Price } from "@/lib/money/price";
import {
  minQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { addUsd, timesRate } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import {
  isKnown,
  partOfLot,
  type SalePart,
  type SimulatedSale,
  simulateSale,
} from "@/lib/tax/harvest/sale";
import type { HarvestPool } from "@/lib/tax/optimal/harvest-input";
import type { Harvest } from "@/lib/tax/optimal/harvest-result";
import type { LotId } from "@/lib/tax/settings";
import { transactionId } from "@/lib/tax/transaction";
import { type CalendarDate, yearOf } from "@/lib/time/calendar-date";
import { priceAfter } from "./growth";
import type { ExpectedYear, PlannedSale, YearsQuestion } from "./question";

/** What is held at the beginning of a year: pools whose prices are still today's. */
export type Holdings = readonly HarvestPool[];

/** The price of a pool's asset in a year of the plan, `factor` times the path it is expected to take (not in the first year). */
export function priceIn(
  asked: YearsQuestion,
  pool: HarvestPool,
  year: number,
  factor: string,
): Price {
  const rate = asked.growth.get(pool.asset) ?? "0";
  return priceAfter(pool.price, rate, year, year === 0 ? "1" : factor);
}

/** The planned sales of a year, each as an order of its own; lots bought back in the meantime stand in for the lot they were. */
export function plannedSales(
  asked: YearsQuestion,
  holdings: Holdings,
  { sales }: ExpectedYear,
  at: { readonly year: number; readonly sold: CalendarDate; readonly factor: string },
): { readonly orders: readonly SimulatedSale[]; readonly left: Holdings } {
  let left = holdings;
  const orders = sales.flatMap((sale) => {
    const pool = left.find(({ lots }) => lots.some(({ lot }) => isOf(lot, sale.lot)));
    if (pool === undefined) {
      return [];
    }
    const parts = partsOf(pool, sale);
    const known =
      sale.price === null ? priceIn(asked, pool, at.year, at.factor) : scaled(sale.price, at);
    left = without(left, new Map(parts.map(({ lot, quantity }) => [lot.lot, quantity])));
    return [simulateSale(parts, known, at.sold, pool.costs ?? asked.costs)];
  });
  return { orders, left };
}

/** Between the name of a lot and the year in which it was sold and bought back. */
const AGAIN = "~";

/** True for a lot itself and for what was bought back for it. */
function isOf(lot: LotId, name: LotId): boolean {
  return lot === name || lot.startsWith(`${name}${AGAIN}`);
}

/** The planned units out of what is left of the lot, then out of what was bought back for it. */
function partsOf({ lots, collectible }: HarvestPool, sale: PlannedSale): readonly SalePart[] {
  const parts: SalePart[] = [];
  let wanted = sale.quantity;
  for (const lot of lots.filter((each) => isOf(each.lot, sale.lot))) {
    const quantity = minQuantity(wanted, lot.quantity);
    if (isKnown(lot) && signQuantity(quantity) > 0) {
      parts.push({ lot, quantity, collectible });
      wanted = subtractQuantity(wanted, quantity);
    }
  }
  return parts;
}

function scaled(
  known: Price,
  { year, factor }: { readonly year: number; readonly factor: string },
): Price {
  return year === 0 ? known : priceAfter(known, "0", 0, factor);
}

/** Holdings less so many units of lots. */
export function without(holdings: Holdings, sold: ReadonlyMap<LotId, Quantity>): Holdings {
  return holdings.map((pool) => ({
    ...pool,
    lots: pool.lots.flatMap((lot) => {
      const gone = sold.get(lot.lot);
      if (gone === undefined) {
        return lot;
      }
      const units = subtractQuantity(lot.quantity, gone);
      return signQuantity(units) > 0 ? [partOfLot(lot, units)] : [];
    }),
  }));
}

/**
 * What a year may suggest to sell: anything where it is bought back, since a later sale then takes that instead. Where it is not,
 * nothing that a later year means to sell, and in an account that sells by a method nothing at
 * all while a lot in it is meant for later, since its order would reach that lot first.
 */
export function suggestible(
  asked: YearsQuestion,
  holdings: Holdings,
  year: number,
  factor: string,
): Holdings {
  const kept = new Map<LotId, Quantity>();
  for (const { sales } of asked.buysBack ? [] : asked.years.slice(year + 1)) {
    for (const { lot, quantity } of sales) {
      kept.set(lot, sumQuantity([quantity, kept.get(lot) ?? ZERO_QUANTITY]));
    }
  }
  const isFree = ({ order, lots, isAdvised }: HarvestPool) =>
    isAdvised !== false && (order === "identified" || !lots.some(({ lot }) => kept.has(lot)));
  return without(holdings.filter(isFree), kept).map((pool) => ({
    ...pool,
    price: priceIn(asked, pool, year, factor),
  }));
}

/** Holdings after a year's suggestion: what was sold is gone, and stands there again with a new basis where it is bought back. */
export function afterHarvest(
  asked: YearsQuestion,
  holdings: Holdings,
  harvest: Harvest,
  sold: CalendarDate,
): Holdings {
  const lots = harvest.sales.flatMap(({ orders }) => orders.flatMap((order) => order.lots));
  const left = without(holdings, new Map(lots.map(({ lot, quantity }) => [lot, quantity])));
  if (!asked.buysBack) {
    return left;
  }
  return left.map((pool) => {
    const own = harvest.sales.find(
      (sale) =>
        sale.pool.account === pool.account &&
        sale.pool.asset === pool.asset &&
        // Marked lots are a pool of their own beside the account's others: nothing is bought back into it.
        (sale.pool.isAdvised ?? true) === (pool.isAdvised ?? true),
    );
    const fresh = (own?.orders ?? []).flatMap((order) => boughtBack(asked, pool, order, sold));
    return { ...pool, lots: [...pool.lots, ...fresh] };
  });
}

/** One new lot for each that was sold: the same units for the same gross value and the cost of buying (IRC 1012). */
function boughtBack(
  asked: YearsQuestion,
  { account, asset, costs = asked.costs }: HarvestPool,
  { lots, quantity: all, gross }: SimulatedSale,
  sold: CalendarDate,
): readonly OpenLot[] {
  return lots.map(({ lot, quantity }) => {
    const value = shareOf(gross, quantity, all);
    const id = `${lot}${AGAIN}${yearOf(sold)}`;
    return {
      lot: id,
      acquisition: transactionId(id),
      account,
      asset,
      acquired: sold,
      opened: sold,
      quantity,
      basis: addUsd(value, timesRate(value, costs.rate)),
      lossBasis: null,
    };
  });
}
