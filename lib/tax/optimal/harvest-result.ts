import { subtractUsd, sumUsd, type Usd } from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import type { SaleTotals, Saving } from "@/lib/tax/harvest/harvest";
import type { SimulatedSale } from "@/lib/tax/harvest/sale";
import { savingIn } from "@/lib/tax/harvest/saving";
import { totalsOf } from "./choice";
import { allCosts, type HarvestBook, ordersInParts } from "./harvest-book";
import type { HarvestPool, Sold } from "./harvest-input";

/** Orders that together are one harvest, and what they do to the year. */
export interface Harvest {
  /** One entry for each pool something is sold of; several orders where each lot is charged by itself. */
  readonly sales: readonly {
    readonly pool: HarvestPool;
    readonly orders: readonly SimulatedSale[];
  }[];
  readonly totals: SaleTotals;
  readonly soldValue: Usd;
  /** By the whole return; its fees are those of selling. */
  readonly saving: Saving;
  /** Costs of selling, and of buying back where that is meant. */
  readonly costs: Usd;
  /** Tax saved less all these costs: what is made as large as possible. */
  readonly netSaving: Usd;
}

/** The harvest of a choice, by its real orders and the whole return. */
export function* harvestInParts(book: HarvestBook, taken: Sold): PartsOfWork<Harvest> {
  const orders = yield* ordersInParts(book, taken);
  const all = orders.flat();
  const totals = totalsOf(all);
  const saving = savingIn(book.situation, totals);
  const costs = allCosts(book, orders);
  return {
    sales: book.lines.flatMap(({ pool }, at) => {
      const own = orders[at] ?? [];
      return own.length === 0 ? [] : [{ pool, orders: own }];
    }),
    totals,
    soldValue: sumUsd(all.map(({ gross }) => gross)),
    saving,
    costs,
    netSaving: subtractUsd(saving.saving, costs),
  };
}
