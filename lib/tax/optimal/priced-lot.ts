import { shareOf } from "@/lib/money/allocate";
import { type Price, priceText, valueAt } from "@/lib/money/price";
import type { Quantity } from "@/lib/money/quantity";
import { addUsd, subtractUsd, sumUsd, timesRate, type Usd, ZERO_USD } from "@/lib/money/usd";
import { classOf, closeAt, type KnownLot } from "@/lib/tax/harvest/sale";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { addVertex, NOTHING_SOLD, type Vertex } from "./chain";

/** The class a gain is netted in (IRC 1222, 1(h)(4)-(5)). */
export type GainClass = ReturnType<typeof classOf>;

/** A lot at one price and day, all of it: everything about a part is in proportion. */
export interface PricedLot {
  readonly lot: KnownLot;
  readonly kind: GainClass;
  /** Amount realized net of all costs, less the basis that counts. */
  readonly gain: Usd;
  /** Costs of selling all of it, and of buying it back where that is meant. */
  readonly cost: Usd;
  /** Gross value of all of it. */
  readonly value: Usd;
}

/** Where and how lots are sold: one price, one day, a share of the gross as costs and perhaps a fixed amount spread over units. */
export interface SaleTerms {
  readonly price: Price;
  readonly sold: CalendarDate;
  readonly rate: string;
  readonly collectible: boolean;
  /** Paid again to buy the same back, as a share of the gross: a cost, but no part of this sale's gain (it is basis, IRC 1012). */
  readonly again?: string;
  /** A fixed cost spread over so many units equally (Reg. 1.1001-7(b): costs lower the amount realized). */
  readonly spread?: { readonly fixed: Usd; readonly over: Quantity };
}

/** A lot at a price. A gift's basis and term follow from the price (IRC 1015(a)), unit by unit. */
export function priceLot(lot: KnownLot, terms: SaleTerms): PricedLot {
  const { quantity } = lot;
  const value = valueAt(terms.price, quantity);
  const { spread } = terms;
  const cost = sumUsd([
    timesRate(value, terms.rate),
    spread === undefined ? ZERO_USD : shareOf(spread.fixed, quantity, spread.over),
  ]);
  const closed = closeAt({ lot, quantity }, subtractUsd(value, cost), terms.sold);
  const kind = classOf(closed.term, terms.collectible);
  const all = addUsd(cost, timesRate(value, terms.again ?? "0"));
  return { lot, kind, gain: closed.gain, cost: all, value };
}

/** Priced lots kept for as long as several questions ask for the same ones: a plan tries a year many times with nearly the same lots. */
export class LotPrices {
  readonly #byTerms = new Map<string, WeakMap<KnownLot, PricedLot>>();

  /** `priceLot` at these terms, each lot once. */
  at(terms: SaleTerms): (lot: KnownLot) => PricedLot {
    const { price, sold, rate, collectible, again, spread } = terms;
    if (spread !== undefined) {
      return (lot) => priceLot(lot, terms);
    }
    const key = [priceText(price), sold, rate, collectible, again].join();
    const known = this.#byTerms.get(key) ?? new WeakMap<KnownLot, PricedLot>();
    this.#byTerms.set(key, known);
    return (lot) => {
      const priced = known.get(lot) ?? priceLot(lot, terms);
      known.set(lot, priced);
      return priced;
    };
  }
}

/** What selling a part of a lot adds to the year; its costs are inside the gain and counted in `cost` only where asked. */
export function partSold(
  { lot, kind, gain, cost, value }: PricedLot,
  units: Quantity,
  countsCost: boolean,
): Vertex {
  const share = (amount: Usd) => shareOf(amount, units, lot.quantity);
  // Written out: this is made for every lot of every choice, and spreads are slow.
  const own = share(gain);
  return {
    gains: {
      short: kind === "short" ? own : ZERO_USD,
      long: kind === "long" ? own : ZERO_USD,
      collectible: kind === "collectible" ? own : ZERO_USD,
    },
    cost: countsCost ? share(cost) : ZERO_USD,
    value: share(value),
  };
}

/** Sum of many. */
export function sumVertices(list: Iterable<Vertex>): Vertex {
  let sum = NOTHING_SOLD;
  for (const each of list) {
    sum = addVertex(sum, each);
  }
  return sum;
}
