import type { StoredPlan, StoredPlanSale } from "@/db/queries/plans";
import { type Price, parsePrice } from "@/lib/money/price";
import { compareQuantity, minQuantity, quantity, signQuantity } from "@/lib/money/quantity";
import { addUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import type { SaleTotals } from "@/lib/tax/harvest/harvest";
import { type SalePart, simulateSale } from "@/lib/tax/harvest/sale";
import { savingIn, situationOf } from "@/lib/tax/harvest/saving";
import { latestQuotes } from "@/lib/tax/harvest/unrealized";
import type { YearResult } from "@/lib/tax/year-result";
import type { Books } from "../gains/books";
import { estimateUsd, plainPrice } from "../gains/plain";

/** A planned sale at the prices of now. Amounts are decimal text; null: not known or not priced. */
export interface PlanSaleNow {
  readonly key: string;
  readonly price: string | null;
  readonly priceAt: string | null;
  /** Gain or loss of the planned units that are still held. */
  readonly gain: string | null;
  /** Every planned unit is still there. */
  readonly isWhole: boolean;
  /** Nothing of it is left to sell. */
  readonly isGone: boolean;
}

/** A plan at the prices of now. */
export interface PlanNow {
  readonly sales: readonly PlanSaleNow[];
  /** What the units still held would save this year, by the worksheets; null: a price or the year's profile is missing. */
  readonly saving: string | null;
}

/** What the lots of a plan would bring and save if they were sold at the newest prices; units sold since are left out. */
export function planNow(books: Books, year: YearResult | null, plan: StoredPlan): PlanNow {
  const quotes = latestQuotes(books.quotes);
  const priced = plan.sales.map((sale) => {
    const known = [...quotes].find(([asset]) => asset === sale.asset)?.[1] ?? null;
    return { sale, known, ...saleNow(books, sale, known?.price ?? null) };
  });
  return {
    sales: priced.map(({ sale, known, totals, isWhole, isGone }) => ({
      key: sale.key,
      price: known === null ? null : plainPrice(known.price),
      priceAt: known?.quote.at ?? null,
      gain: totals === null ? null : estimateUsd(gainOf(totals)),
      isWhole,
      isGone,
    })),
    saving: savingNow(
      year,
      priced.map(({ totals }) => totals),
    ),
  };
}

interface SaleNow {
  /** null: there is no price, or a basis is not known. */
  readonly totals: SaleTotals | null;
  readonly isWhole: boolean;
  readonly isGone: boolean;
}

function saleNow(books: Books, sale: StoredPlanSale, price: Price | null): SaleNow {
  const collectible =
    books.settings.assets.find(({ asset }) => asset === sale.asset)?.collectible ?? false;
  const held = sale.lots.map(({ lot, quantity: planned }) => {
    const open = books.ledger.openLots.find(
      (each) => each.lot === lot && each.account === sale.account && each.asset === sale.asset,
    );
    return {
      open,
      units: open === undefined ? null : minQuantity(open.quantity, quantity(planned)),
      planned: quantity(planned),
    };
  });
  const isWhole = held.every(
    ({ units, planned }) => units !== null && compareQuantity(units, planned) === 0,
  );
  const parts = held.flatMap(({ open, units }): readonly SalePart[] =>
    open !== undefined && units !== null && signQuantity(units) > 0 && hasBasis(open)
      ? [{ lot: open, quantity: units, collectible }]
      : [],
  );
  const isKnown = held.every(({ open }) => open === undefined || open.basis !== null);
  return {
    isWhole,
    isGone: held.every(({ units }) => units === null || signQuantity(units) <= 0),
    totals: price === null || !isKnown ? null : simulateSale(parts, price, books.asOf.date).totals,
  };
}

const hasBasis = (lot: OpenLot): lot is OpenLot & { readonly basis: Usd } => lot.basis !== null;

const gainOf = ({ short, long, collectible }: SaleTotals): Usd =>
  addUsd(addUsd(short, long), collectible);

function savingNow(year: YearResult | null, sales: readonly (SaleTotals | null)[]): string | null {
  const known = sales.flatMap((sale) => (sale === null ? [] : [sale]));
  if (year === null || year.profile === null || known.length < sales.length) {
    return null;
  }
  const situation = situationOf(year, year.profile);
  const total = known.reduce<SaleTotals>(
    (sum, sale) => ({
      short: addUsd(sum.short, sale.short),
      long: addUsd(sum.long, sale.long),
      collectible: addUsd(sum.collectible, sale.collectible),
      fees: addUsd(sum.fees, sale.fees),
    }),
    { short: ZERO_USD, long: ZERO_USD, collectible: ZERO_USD, fees: ZERO_USD },
  );
  return situation.ok ? estimateUsd(savingIn(situation.value, total).saving) : null;
}

/** True when two prices as text differ. */
export function hasMoved(then: string | null, now: string | null): boolean {
  const [a, b] = [then, now].map((text) => (text === null ? null : parsePrice(text)));
  return a === null || b === null || a === undefined || b === undefined
    ? then !== now
    : plainPrice(a) !== plainPrice(b);
}
