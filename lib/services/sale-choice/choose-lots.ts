import {
  addQuantity,
  compareQuantity,
  isZeroQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  sumQuantity,
} from "@/lib/money/quantity";
import { addUsd, compareUsd, floorZeroUsd, subtractUsd, type Usd } from "@/lib/money/usd";
import type { PartsOfWork } from "@/lib/parts-of-work";
import { ok, type Result } from "@/lib/result";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { floorToOrder } from "@/lib/tax/harvest/orderable";
import { CENT } from "@/lib/tax/harvest/reachable";
import { isKnown, type SaleCosts } from "@/lib/tax/harvest/sale";
import type { Situation } from "@/lib/tax/harvest/saving";
import type { Choice } from "@/lib/tax/optimal/choice";
import type { Harvest } from "@/lib/tax/optimal/harvest-result";
import {
  type IntendedSale,
  type LotsRefusal,
  type OptimalLots,
  optimalLotsInParts,
} from "@/lib/tax/optimal/optimal-lots";
import type { Proof } from "@/lib/tax/optimal/proof";
import {
  type AnywhereQuestion,
  type AnywhereRefusal,
  type AnywhereSale,
  sellAnywhereInParts,
} from "@/lib/tax/optimal/sell-anywhere";
import type { LotMethod } from "@/lib/tax/settings";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import type { AskedSale } from "./asked-sale";

/** An account one may sell from: its lots in order of opening, without units other tickets name, and the order it sells by unasked. */
export interface SaleAccount {
  readonly account: AccountId;
  readonly lots: readonly OpenLot[];
  /** What it sells from with nothing written down, where `lots` leaves some out that a person says cannot be sold. */
  readonly unasked?: readonly OpenLot[];
  readonly method: LotMethod;
  /** What it charges, in place of the sale's costs. */
  readonly costs?: SaleCosts;
}

/** What is asked of the engine. */
export interface LotQuestion {
  readonly situation: Situation;
  readonly asset: AssetId;
  readonly collectible: boolean;
  readonly accounts: readonly SaleAccount[];
  readonly sale: AskedSale;
}

/** The lots of the least tax and what else there is to choose. Choices have one sale for each of `accounts`. */
export interface ChosenLots {
  /** Accounts something is sold from. */
  readonly accounts: readonly SaleAccount[];
  readonly now: OptimalLots["now"];
  readonly best: Choice;
  readonly fifo: Choice | null;
  readonly lifo: Choice | null;
  readonly hifo: Choice | null;
  /** What the same units from each account would take with nothing written down; null where a basis is not known. */
  readonly inForce: Choice | null;
  /** Of tax and costs together, over every way to divide the sale among the accounts. */
  readonly proof: Proof;
  readonly leftOut: readonly OpenLot[];
}

/**
 * The lots that give the sale the least tax of this year and costs, as an order one can place, over one account or over several
 * together. Over several the engine divides the sale among them, then each account's share is chosen as an order of its own. Parts of
 * the work tell how many ranges of the year's gains are looked into (at most `REGIONS_AT_MOST`).
 */
export function* chooseLots(
  question: LotQuestion,
): PartsOfWork<Result<ChosenLots, AnywhereRefusal | LotsRefusal>> {
  const { accounts, situation, sale } = question;
  const split = yield* sellAnywhereInParts(anywhereOf(question));
  if (!split.ok) {
    return split;
  }
  const parts = partsOf(accounts, split.value.orderable);
  const asked = { situation, sold: sale.day, costs: sale.costs };
  const chosen = yield* optimalLotsInParts({
    ...asked,
    sales: parts.map((part) => saleOf(question, part, "identified")),
  });
  if (!chosen.ok) {
    return chosen;
  }
  // An order takes its lots whatever a person says of them: what the accounts would sell by one counts every lot.
  const all = parts.map(({ from, units }) => ({ from: { ...from, lots: allLots(from) }, units }));
  const isPartly = all.some(({ from }, index) => from.lots !== parts[index]?.from.lots);
  const byOrders = isPartly
    ? yield* optimalLotsInParts({
        ...asked,
        sales: all.map((part) => saleOf(question, part, "identified")),
      })
    : chosen;
  const unasked = yield* optimalLotsInParts({
    ...asked,
    sales: all.map((part) => saleOf(question, part, part.from.method)),
  });
  const { now, orderable } = chosen.value;
  const { fifo, lifo, hifo } = byOrders.ok ? byOrders.value : NO_ORDERS;
  return ok({
    accounts: parts.map(({ from }) => from),
    now,
    best: orderable,
    fifo,
    lifo,
    hifo,
    inForce: unasked.ok ? unasked.value.best : null,
    proof: proofFrom(orderable, split.value),
    leftOut: split.value.leftOut,
  });
}

/** The same question before it is known what each account sells. */
export function anywhereOf({
  accounts,
  asset,
  collectible,
  situation,
  sale,
}: LotQuestion): AnywhereQuestion {
  return {
    situation,
    sold: sale.day,
    costs: { ...sale.costs, fixedPer: "order" },
    quantity: sale.units,
    pools: accounts.map(({ account, lots, costs }) => ({
      ...(costs === undefined ? {} : { costs }),
      account,
      asset,
      collectible,
      price: sale.price,
      lots,
      order: "identified",
    })),
  };
}

const NO_ORDERS = { fifo: null, lifo: null, hifo: null } as const;

const allLots = ({ lots, unasked = lots }: SaleAccount): readonly OpenLot[] => unasked;

interface Part {
  readonly from: SaleAccount;
  readonly units: Quantity;
}

function saleOf(
  { asset, collectible, sale }: LotQuestion,
  { from, units }: Part,
  order: IntendedSale["order"],
): IntendedSale {
  return {
    account: from.account,
    asset,
    collectible,
    quantity: units,
    price: sale.price,
    lots: from.lots,
    order,
    ...(from.costs === undefined ? {} : { costs: from.costs }),
  };
}

/** An order is cut at eight decimals, so the last fraction of a cent is not asked for. */
function proofFrom({ after, totals }: Choice, { best, proof }: AnywhereSale): Proof {
  const figure = addUsd(after.tax.total, totals.fees);
  const found = addUsd(best.saving.after.tax.total, best.costs);
  const least = proof.proven ? found : subtractUsd(found, proof.within);
  const within = floorZeroUsd(subtractUsd(figure, least));
  return isUnderACent(within) ? { proven: true } : { proven: false, within };
}

const isUnderACent = (amount: Usd): boolean => compareUsd(amount, CENT) < 0;

/** The units each account sells, as orders. */
function partsOf(accounts: readonly SaleAccount[], { sales }: Harvest): readonly Part[] {
  const parts = accounts.map((from) => ({
    from,
    units: sumQuantity(
      sales
        .filter(({ pool }) => pool.account === from.account)
        .flatMap(({ orders }) => orders.map(({ quantity }) => quantity)),
    ),
  }));
  return inOrders(parts).filter(({ units }) => signQuantity(units) > 0);
}

/** Each account's units cut to what can be ordered; the rest goes to the first account that has room for it. */
function inOrders(parts: readonly Part[]): readonly Part[] {
  const cut = parts.map(({ from, units }) => ({ from, units: floorToOrder(units) }));
  const rest = subtractQuantity(sumOf(parts), sumOf(cut));
  if (isZeroQuantity(rest)) {
    return parts;
  }
  const taker = cut.findIndex(
    ({ from, units }) => compareQuantity(addQuantity(units, rest), knownUnits(from.lots)) <= 0,
  );
  return taker < 0
    ? parts
    : cut.map((part, at) =>
        at === taker ? { from: part.from, units: addQuantity(part.units, rest) } : part,
      );
}

const sumOf = (parts: readonly Part[]): Quantity => sumQuantity(parts.map(({ units }) => units));

/** Units whose basis is known. */
export function knownUnits(lots: readonly OpenLot[]): Quantity {
  return sumQuantity(lots.filter(isKnown).map(({ quantity }) => quantity));
}
