import type { Price } from "@/lib/money/price";
import {
  compareQuantity,
  type Quantity,
  signQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { compareUsd } from "@/lib/money/usd";
import { atOnce, mapInParts, type PartsOfWork } from "@/lib/parts-of-work";
import { err, ok, type Result } from "@/lib/result";
import type { OpenLot } from "@/lib/tax/closed-lot";
import {
  firstUnits,
  isKnown,
  NO_COSTS,
  type SaleCosts,
  type SalePart,
  saleOrder,
  simulateSale,
} from "@/lib/tax/harvest/sale";
import { afterSale, type Situation } from "@/lib/tax/harvest/saving";
import type { LotMethod } from "@/lib/tax/settings";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import { type Outcome, outcomeOf } from "@/lib/tax/worksheets/year-return";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { NOTHING_SOLD, type Vertex } from "./chain";
import { type Choice, type ChoiceInput, choiceInParts, partsTaken, totalsOf } from "./choice";
import { fillingOf, type Taken } from "./filling";
import { holdsEnough, type Pool } from "./frontier";
import { priceLot } from "./priced-lot";
import { type Proof, proofOf } from "./proof";
import { taxSurface } from "./surface";

/** A sale one means to make anyway: so many units, out of one account, at one price. */
export interface IntendedSale {
  readonly account: AccountId;
  readonly asset: AssetId;
  /** Long gains and losses are in the 28 % group (IRC 408(m)). */
  readonly collectible: boolean;
  readonly quantity: Quantity;
  readonly price: Price;
  /** Open lots of the account and asset in order of opening. */
  readonly lots: readonly OpenLot[];
  /** "identified": any lots may be named before the sale (Reg. 1.1012-1(j)); a method: the account sells by it and nothing is chosen. */
  readonly order: "identified" | LotMethod;
  /** What this account charges, in place of the question's costs. */
  readonly costs?: SaleCosts;
}

/** What is asked: sales on one day at known prices, within a year. */
export interface IntendedSales {
  readonly situation: Situation;
  readonly sales: readonly IntendedSale[];
  readonly sold: CalendarDate;
  readonly costs?: SaleCosts;
  readonly patience?: number;
}

/** The answer: the least tax of the year the sales can have, and beside it what fixed orders cost. */
export interface OptimalLots {
  readonly now: Outcome;
  /** The exact optimum; parts of lots to the last decimal. */
  readonly best: Choice;
  /** The best split one can give as an instruction: partly sold lots to eight decimals, one lot of each sale taking the rest. */
  readonly orderable: Choice;
  readonly proof: Proof;
  /** null where the method meets a lot of unknown basis first. */
  readonly fifo: Choice | null;
  readonly lifo: Choice | null;
  readonly hifo: Choice | null;
  /** Lots of unknown basis: never chosen, since what they realise is not known (IRC 6001). */
  readonly leftOut: readonly OpenLot[];
}

/** Why lots cannot be chosen. `sale` is the place in the list asked. */
export interface LotsRefusal {
  readonly code: "not-enough-known-lots";
  readonly sale: number;
  readonly message: string;
}

/**
 * The lots of sales one means to make that give the year the least federal income tax and NIIT (exact rate schedule): a true
 * minimum over every divisible split, edges of brackets inside lots included. Pools never mix (Reg. 1.1012-1(j)). It counts
 * this year only: neither a carryover nor the lots that stay are valued.
 */
export function optimalLots(asked: IntendedSales): Result<OptimalLots, LotsRefusal> {
  return atOnce(optimalLotsInParts(asked));
}

/** The same in parts: with thousands of lots it takes longer than others should wait. */
export function* optimalLotsInParts(
  asked: IntendedSales,
): PartsOfWork<Result<OptimalLots, LotsRefusal>> {
  const situation: Situation = { ...asked.situation, method: "schedule" };
  const costs = asked.costs ?? NO_COSTS;
  const now = outcomeOf(situation);
  const input: ChoiceInput = { situation, now, sold: asked.sold, costs };
  const pools: Pool[] = [];
  for (const [index, sale] of asked.sales.entries()) {
    const isNamed = sale.order === "identified" && signQuantity(sale.quantity) > 0;
    const pool = isNamed ? yield* poolOf(input, sale) : NO_POOL;
    if (!canFill(input, sale, pool)) {
      return err({
        code: "not-enough-known-lots",
        sale: index,
        message: "The account does not hold so many units with a known basis.",
      });
    }
    pools.push(pool);
  }
  const filling = yield* fillingOf(pools);
  const settled = certain(input, asked.sales);
  const found = yield* filling.least(taxSurface(situation), settled, asked.patience);
  const choose = (taken: Taken) =>
    choiceInParts(input, asked.sales, partsOf(input, asked.sales, pools, taken));
  const best = yield* choose(filling.takenAt(found.spots));
  let orderable: Choice | null = null;
  for (const taken of filling.orderableAt(found.spots)) {
    const choice: Choice = yield* choose(taken);
    const isLess: boolean =
      orderable === null || compareUsd(choice.after.tax.total, orderable.after.tax.total) < 0;
    orderable = isLess ? choice : orderable;
  }
  return ok({
    now,
    best,
    orderable: orderable ?? best,
    proof: proofOf(found.figure, found.bound),
    fifo: yield* fixed(input, asked.sales, "fifo"),
    lifo: yield* fixed(input, asked.sales, "lifo"),
    hifo: yield* fixed(input, asked.sales, "hifo"),
    leftOut: asked.sales.flatMap(({ lots }) => lots.filter((lot) => !isKnown(lot))),
  });
}

const NO_POOL: Pool = { quantity: ZERO_QUANTITY, lots: [] };

/** The year's own gains, and the sales of accounts that sell by a method. */
function certain(input: ChoiceInput, sales: readonly IntendedSale[]): Vertex {
  const methods = sales.flatMap((sale) =>
    sale.order === "identified"
      ? []
      : [
          simulateSale(
            partsInOrder(input, sale, sale.order),
            sale.price,
            input.sold,
            sale.costs ?? input.costs,
          ),
        ],
  );
  const { gains } = afterSale(input.situation, totalsOf(methods));
  return { ...NOTHING_SOLD, gains };
}

function partsOf(
  input: ChoiceInput,
  sales: readonly IntendedSale[],
  pools: readonly Pool[],
  taken: Taken,
): readonly (readonly SalePart[])[] {
  return sales.map((sale, at) =>
    sale.order === "identified"
      ? partsTaken(pools[at]?.lots ?? [], taken[at] ?? [], sale.collectible)
      : partsInOrder(input, sale, sale.order),
  );
}

/** The choice when every account that can identify sold by one method; null when it meets an unknown basis. */
function* fixed(
  input: ChoiceInput,
  sales: readonly IntendedSale[],
  method: LotMethod,
): PartsOfWork<Choice | null> {
  yield null;
  const parts = sales.map((sale) =>
    partsInOrder(input, sale, sale.order === "identified" ? method : sale.order),
  );
  const isFilled = parts.every((each, at) => fills(each, sales[at]));
  return isFilled ? yield* choiceInParts(input, sales, parts) : null;
}

function partsInOrder(
  { sold }: ChoiceInput,
  { lots, price, quantity, collectible }: IntendedSale,
  method: LotMethod,
): readonly SalePart[] {
  return firstUnits(saleOrder(lots, method, price, sold), quantity, collectible);
}

function fills(parts: readonly SalePart[], sale: IntendedSale | undefined): boolean {
  const units = sumQuantity(parts.map(({ quantity }) => quantity));
  return sale !== undefined && compareQuantity(units, sale.quantity) === 0;
}

function canFill(input: ChoiceInput, sale: IntendedSale, pool: Pool): boolean {
  return sale.order === "identified"
    ? signQuantity(sale.quantity) > 0 && holdsEnough(pool)
    : fills(partsInOrder(input, sale, sale.order), sale);
}

/** The lots of known basis at the sale's price; a fixed cost of the order is spread over its units equally. */
function* poolOf(input: ChoiceInput, sale: IntendedSale): PartsOfWork<Pool> {
  const { sold } = input;
  const { price, collectible, quantity, costs = input.costs } = sale;
  const spread = { fixed: costs.fixed, over: quantity };
  const terms = { price, sold, rate: costs.rate, collectible, spread };
  const lots = yield* mapInParts(sale.lots.filter(isKnown), (lot) => priceLot(lot, terms));
  return { quantity, lots };
}
