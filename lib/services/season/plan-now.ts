import type { PlanVersion, StoredPlanInputs, StoredPlanSale } from "@/db/queries/plans";
import type { Price } from "@/lib/money/price";
import { minQuantity, quantity, signQuantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { SaleTotals, Saving } from "@/lib/tax/harvest/harvest";
import { isKnown, type SaleCosts, type SalePart, simulateSale } from "@/lib/tax/harvest/sale";
import { type Situation, savingIn, situationOf } from "@/lib/tax/harvest/saving";
import { latestQuotes } from "@/lib/tax/harvest/unrealized";
import { totalsOf } from "@/lib/tax/optimal/choice";
import { accountId, assetId } from "@/lib/tax/transaction";
import { type Books, yearOfBooks } from "../gains/books";
import { estimateUsd, plainPrice } from "../gains/plain";
import { gainOf } from "../gains/sold-sum";
import { accountCosts, readCosts } from "../gains/typed-costs";
import { storedInputs } from "./plan-inputs";
import { ordersSheets, type PlanOrders, type PlanSheets, saleKeys } from "./plan-sheets";

/** A planned sale at the prices of now. Amounts are decimal text; null: not known or not priced. */
export interface PlanSaleNow {
  readonly price: string | null;
  /** Gain or loss of the planned units that are still held. */
  readonly gain: string | null;
  /** Nothing of it is left to sell. */
  readonly isGone: boolean;
  /** Its figures open their worksheets (`sheetsNow`). */
  readonly isAskable: boolean;
}

/** A plan at the prices of now. */
export interface PlanNow {
  readonly sales: readonly PlanSaleNow[];
  /** What the units still held would save this year, by the worksheets; null: a price or the year's profile is missing. */
  readonly saving: Saving | null;
  /** The year as it stands; null without a profile or the year's amounts. */
  readonly situation: Situation | null;
  /** The sales as they would be now; null: nothing of it is left, or its result is not known. */
  readonly orders: readonly (PlanOrders | null)[];
  /** What the plan would be computed from now; absent without a profile or the year's amounts. */
  readonly inputs: StoredPlanInputs | undefined;
}

/** A year as it stands, with everything sold in it; null without a profile or the year's amounts. */
export function situationNow(books: Books, year: number): Situation | null {
  const result = yearOfBooks(books, year);
  const situation =
    result === null || result.profile === null ? null : situationOf(result, result.profile);
  return situation?.ok === true ? situation.value : null;
}

/** What the lots of a plan would bring and save if they were sold at the newest prices; units sold since are left out. */
export function planNow(books: Books, { plan, year }: PlanVersion): PlanNow {
  const costs = readCosts(plan.inputs?.costs ?? {});
  const charged = accountCosts(books, costs.costs);
  const quotes = latestQuotes(books.quotes);
  const sales = plan.sales.map((sale) => {
    const price = quotes.get(assetId(sale.asset))?.price ?? null;
    const costsHere = charged.get(accountId(sale.account)) ?? costs.costs;
    return { price, ...saleNow(books, sale, price, costsHere) };
  });
  const situation = situationNow(books, year);
  return {
    sales: sales.map(({ price, totals, isGone }) => ({
      price: plainPrice(price),
      gain: totals === null ? null : estimateUsd(gainOf(totals)),
      isGone,
      isAskable: situation !== null && totals !== null && !isGone,
    })),
    saving: savingNow(
      situation,
      sales.map(({ totals }) => totals),
    ),
    situation,
    orders: sales.map(({ totals, gross, isGone }) =>
      totals === null || isGone ? null : { totals, gross },
    ),
    inputs: situation === null ? undefined : storedInputs(books, situation, costs),
  };
}

/** What `why` names of a plan at the prices of now: all units still held ("now"), or those of one sale alone. */
export function sheetsNow(
  { situation, saving, orders }: PlanNow,
  { plan }: PlanVersion,
  why: string | undefined,
): PlanSheets | null {
  if (situation === null) {
    return null;
  }
  if (why === "now") {
    const held = orders.flatMap((order) => order ?? []);
    return saving === null
      ? null
      : ordersSheets("The units still held, at the prices of now", situation, held);
  }
  const at = plan.sales.findIndex(({ key }) => saleKeys(key).now === why);
  const order = orders[at];
  return order === undefined || order === null
    ? null
    : ordersSheets(`Sale ${at + 1} alone, at the price of now`, situation, [order]);
}

interface SaleNow {
  /** null: there is no price, or a basis is not known. */
  readonly totals: SaleTotals | null;
  readonly gross: Usd | null;
  readonly isGone: boolean;
}

function saleNow(
  { ledger, settings, asOf }: Books,
  sale: StoredPlanSale,
  price: Price | null,
  costs: SaleCosts,
): SaleNow {
  const collectible =
    settings.assets.find(({ asset }) => asset === sale.asset)?.collectible ?? false;
  const held = sale.lots.flatMap((planned) => {
    const open = ledger.openLots.find(
      ({ lot, account, asset }) =>
        lot === planned.lot && account === sale.account && asset === sale.asset,
    );
    const units =
      open === undefined ? null : minQuantity(open.quantity, quantity(planned.quantity));
    return open === undefined || units === null || signQuantity(units) <= 0
      ? []
      : [{ lot: open, quantity: units, collectible }];
  });
  const parts = held.flatMap(({ lot, ...part }): readonly SalePart[] =>
    isKnown(lot) ? [{ ...part, lot }] : [],
  );
  const made =
    price === null || parts.length < held.length
      ? null
      : simulateSale(parts, price, asOf.date, costs);
  return {
    isGone: held.length === 0,
    totals: made?.totals ?? null,
    gross: made?.gross ?? null,
  };
}

function savingNow(
  situation: Situation | null,
  sales: readonly (SaleTotals | null)[],
): Saving | null {
  const known = sales.flatMap((totals) => (totals === null ? [] : [{ totals }]));
  return situation === null || known.length < sales.length
    ? null
    : savingIn(situation, totalsOf(known));
}
