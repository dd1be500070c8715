import { shareOf } from "@/lib/money/allocate";
import { type Price, valueAt } from "@/lib/money/price";
import {
  compareQuantity,
  isZeroQuantity,
  minQuantity,
  type Quantity,
  subtractQuantity,
  sumQuantity,
} from "@/lib/money/quantity";
import { compareRate, LOWEST_RATE, type UnitRate, unitRate } from "@/lib/money/unit-rate";
import {
  addUsd,
  compareUsd,
  negateUsd,
  subtractUsd,
  timesRate,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { atOnce, mapInParts, type PartsOfWork } from "@/lib/parts-of-work";
import type { OpenLot, Term } from "@/lib/tax/closed-lot";
import { termOf } from "@/lib/tax/holding-period";
import type { LotMethod } from "@/lib/tax/settings";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { HarvestLot, SaleTotals } from "./harvest";

/** Costs of one order: a share of the gross amount ("0.001" = 0.1 %) and a fixed part, spread over its units. */
export interface SaleCosts {
  readonly rate: string;
  readonly fixed: Usd;
}

/** No costs. */
export const NO_COSTS: SaleCosts = { rate: "0", fixed: ZERO_USD };

/** A lot and how much of it is sold. */
export interface SalePart {
  readonly lot: OpenLot & { readonly basis: Usd };
  readonly quantity: Quantity;
  /** Collectibles are taxed at up to 28 % when long term (rules.md 2.8); false unless said. */
  readonly collectible?: boolean;
}

/** One order at one price: its lots as they would close, and what it realises. */
export interface SimulatedSale {
  readonly lots: readonly HarvestLot[];
  readonly quantity: Quantity;
  readonly gross: Usd;
  readonly totals: SaleTotals;
}

/** What selling these parts in one order would realise; fees lower the amount realized (Reg. 1.1001-7(b)). */
export function simulateSale(
  parts: readonly SalePart[],
  price: Price,
  sold: CalendarDate,
  costs: SaleCosts = NO_COSTS,
): SimulatedSale {
  return atOnce(simulateInParts(parts, price, sold, costs));
}

/** The same in parts: an order of thousands of lots takes longer than others should wait. */
export function* simulateInParts(
  parts: readonly SalePart[],
  price: Price,
  sold: CalendarDate,
  costs: SaleCosts,
): PartsOfWork<SimulatedSale> {
  const quantity = sumQuantity(parts.map((part) => part.quantity));
  const gross = valueAt(price, quantity);
  const fees = parts.length === 0 ? ZERO_USD : addUsd(timesRate(gross, costs.rate), costs.fixed);
  let proceedsLeft = subtractUsd(gross, fees);
  let unitsLeft = quantity;
  const totals = { short: ZERO_USD, long: ZERO_USD, collectible: ZERO_USD };
  const lots = yield* mapInParts(parts, (part) => {
    const proceeds = shareOf(proceedsLeft, part.quantity, unitsLeft);
    proceedsLeft = subtractUsd(proceedsLeft, proceeds);
    unitsLeft = subtractQuantity(unitsLeft, part.quantity);
    const lot = closeAt(part, proceeds, sold);
    const kind = classOf(lot.term, part.collectible === true);
    totals[kind] = addUsd(totals[kind], lot.gain);
    return lot;
  });
  return { lots, quantity, gross, totals: { ...totals, fees } };
}

/** The class a gain or loss is netted in: collectibles are one of their own when long term (IRC 1(h)(4)-(5)). */
export function classOf(term: Term, collectible: boolean): "short" | "long" | "collectible" {
  return term === "short" ? "short" : collectible ? "collectible" : "long";
}

/** A lot, or a part of it, sold for so much after fees. */
export function closeAt(
  { lot, quantity }: SalePart,
  proceeds: Usd,
  sold: CalendarDate,
): HarvestLot {
  const gainBasis = shareOf(lot.basis, quantity, lot.quantity);
  const lossBasis = lot.lossBasis === null ? null : shareOf(lot.lossBasis, quantity, lot.quantity);
  const { basis, acquired } = countedBasis(lot, gainBasis, lossBasis, proceeds);
  return {
    lot: lot.lot,
    acquired,
    quantity,
    basis,
    value: proceeds,
    gain: subtractUsd(proceeds, basis),
    term: termOf(acquired, sold),
    lotQuantity: lot.quantity,
  };
}

/** A gift's basis depends on the sale (IRC 1015(a)): see match-disposals.ts. */
function countedBasis(
  lot: OpenLot,
  gainBasis: Usd,
  lossBasis: Usd | null,
  proceeds: Usd,
): { basis: Usd; acquired: OpenLot["acquired"] } {
  if (lossBasis === null || compareUsd(proceeds, gainBasis) >= 0) {
    return { basis: gainBasis, acquired: lot.acquired };
  }
  return compareUsd(proceeds, lossBasis) < 0
    ? { basis: lossBasis, acquired: lot.opened }
    : { basis: proceeds, acquired: lot.acquired };
}

/** One lot sold whole at a price without costs: its gain, term and the date that counts. */
export function sellWhole(lot: KnownLot, price: Price, sold: CalendarDate): HarvestLot {
  return closeAt({ lot, quantity: lot.quantity }, valueAt(price, lot.quantity), sold);
}

/** A lot with only so many of its units, its basis in proportion. */
export function partOfLot<L extends OpenLot>(lot: L, units: Quantity): L {
  if (compareQuantity(units, lot.quantity) === 0) {
    return lot;
  }
  const share = <B extends Usd | null>(amount: B) =>
    amount === null ? amount : shareOf(amount, units, lot.quantity);
  return { ...lot, quantity: units, basis: share(lot.basis), lossBasis: share(lot.lossBasis) };
}

/** An open lot whose basis is known. */
export type KnownLot = OpenLot & { readonly basis: Usd };

/** True when the basis is known. */
export function isKnown(lot: OpenLot): lot is KnownLot {
  return lot.basis !== null;
}

/** The lots in front of the first one of unknown basis: what can be sold with a known result. */
export function knownFront(ordered: readonly OpenLot[]): readonly KnownLot[] {
  const front: KnownLot[] = [];
  for (const lot of ordered) {
    if (!isKnown(lot)) {
      break;
    }
    front.push(lot);
  }
  return front;
}

/**
 * The order in which a method sells the open lots of one account and asset at a price; `lots` in order of opening. Lots of
 * unknown basis keep their place, because a real sale would take them there.
 */
export function saleOrder(
  lots: readonly OpenLot[],
  method: LotMethod,
  price: Price,
  sold: CalendarDate,
): readonly OpenLot[] {
  if (method === "fifo") {
    return lots;
  }
  if (method === "lifo") {
    return [...lots].reverse();
  }
  // Equals stay in order of opening: sorting is stable (ECMA-262 23.1.3.30).
  const ranked = lots.map((lot) => ({ lot, ...sortKey(lot, method, price, sold) }));
  ranked.sort((a, b) => compareRate(b.rate, a.rate) || a.tie - b.tie);
  return ranked.map(({ lot }) => lot);
}

/** Basis per unit that counts, and the preference among equals: a gain prefers long term, a loss short term. */
function sortKey(
  lot: OpenLot,
  method: LotMethod,
  price: Price,
  sold: CalendarDate,
): { rate: UnitRate; tie: number } {
  if (lot.basis === null) {
    return { rate: LOWEST_RATE, tie: 0 };
  }
  if (method === "hifo") {
    return { rate: unitRate(lot.basis, lot.quantity), tie: 0 };
  }
  if (method === "lofo") {
    return { rate: unitRate(negateUsd(lot.basis), lot.quantity), tie: 0 };
  }
  const proceeds = valueAt(price, lot.quantity);
  const { basis, acquired } = countedBasis(lot, lot.basis, lot.lossBasis, proceeds);
  const result = compareUsd(proceeds, basis);
  const wanted: Term = result > 0 ? "long" : "short";
  const tie = result === 0 || termOf(acquired, sold) === wanted ? 0 : 1;
  return { rate: unitRate(basis, lot.quantity), tie };
}

/** The first `quantity` units of lots in their order of sale; stops at a lot of unknown basis. */
export function firstUnits(
  ordered: readonly OpenLot[],
  quantity: Quantity,
  collectible = false,
): readonly SalePart[] {
  const parts: SalePart[] = [];
  let left = quantity;
  for (const lot of knownFront(ordered)) {
    if (isZeroQuantity(left)) {
      break;
    }
    const units = minQuantity(lot.quantity, left);
    parts.push({ lot, quantity: units, collectible });
    left = subtractQuantity(left, units);
  }
  return parts;
}
