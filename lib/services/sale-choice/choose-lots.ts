import { shareOf } from "@/lib/money/allocate";
import {
  addQuantity,
  compareQuantity,
  isZeroQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  sumQuantity,
} from "@/lib/money/quantity";
import { compareUsd, floorZeroUsd, isZeroUsd, subtractUsd, type Usd } from "@/lib/money/usd";
import { err, ok, type Result } from "@/lib/result";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { floorToOrder } from "@/lib/tax/harvest/orderable";
import { CENT } from "@/lib/tax/harvest/reachable";
import { isKnown, NO_COSTS } from "@/lib/tax/harvest/sale";
import type { Situation } from "@/lib/tax/harvest/saving";
import type { Choice } from "@/lib/tax/optimal/choice";
import {
  type IntendedSale,
  type LotsRefusal,
  type OptimalLots,
  optimalLots,
} from "@/lib/tax/optimal/optimal-lots";
import type { Proof } from "@/lib/tax/optimal/proof";
import type { LotMethod } from "@/lib/tax/settings";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import type { AskedSale } from "./asked-sale";

/** An account one may sell from: its lots in order of opening, without units other tickets name, and the order it sells by unasked. */
export interface SaleAccount {
  readonly account: AccountId;
  readonly lots: readonly OpenLot[];
  readonly method: LotMethod;
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
  readonly proof: Proof;
  /** False: proven for these units from each account, not for how they are divided (a fee for each order stands in the way). */
  readonly isDivisionProven: boolean;
  readonly leftOut: readonly OpenLot[];
}

/**
 * The lots that give the sale the least tax of this year, as an order one can place, over one account or over several together.
 * Over several the engine first chooses freely among all lots, then each account's share is chosen anew as its own order.
 */
export function chooseLots(question: LotQuestion): Result<ChosenLots, LotsRefusal> {
  const divided = divide(question);
  if (!divided.ok) {
    return divided;
  }
  const { parts, floor } = divided.value;
  const { situation, sale } = question;
  const asked = { situation, sold: sale.day, costs: sale.costs };
  const chosen = optimalLots({
    ...asked,
    sales: parts.map((part) => saleOf(question, part, "identified")),
  });
  if (!chosen.ok) {
    return chosen;
  }
  const unasked = optimalLots({
    ...asked,
    sales: parts.map((part) => saleOf(question, part, part.from.method)),
  });
  const { now, orderable, fifo, lifo, hifo, leftOut, best, proof } = chosen.value;
  const least = floor ?? leastOf(best.after.tax.total, proof);
  return ok({
    accounts: parts.map(({ from }) => from),
    now,
    best: orderable,
    fifo,
    lifo,
    hifo,
    inForce: unasked.ok ? unasked.value.best : null,
    proof: proofFrom(orderable.after.tax.total, least),
    isDivisionProven: parts.length === 1 || isZeroUsd(sale.costs.fixed),
    leftOut,
  });
}

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
  };
}

/** The least tax there can be. */
const leastOf = (tax: Usd, proof: Proof): Usd =>
  proof.proven ? tax : subtractUsd(tax, proof.within);

/** An order is cut at eight decimals, so the last fraction of a cent is not asked for. */
function proofFrom(tax: Usd, least: Usd): Proof {
  const within = floorZeroUsd(subtractUsd(tax, least));
  return isUnderACent(within) ? { proven: true } : { proven: false, within };
}

const isUnderACent = (amount: Usd): boolean => compareUsd(amount, CENT) < 0;

interface Division {
  readonly parts: readonly Part[];
  /** The least tax over every division; null where there is one account, or it was not looked for. */
  readonly floor: Usd | null;
}

/** Units of each account when all their lots are one choice. A fixed fee of each order is left out of this step. */
function divide(question: LotQuestion): Result<Division, LotsRefusal> {
  const { accounts, sale, situation } = question;
  const [only, second] = accounts;
  if (only === undefined) {
    return err(NOT_ENOUGH);
  }
  if (second === undefined) {
    return ok({ parts: [{ from: only, units: sale.units }], floor: null });
  }
  // One lot can lie in two accounts: its place in the list names it here.
  const all = accounts.flatMap((from) => from.lots.map((lot) => ({ from, lot })));
  const lots = all.map(({ lot }, index) => ({ ...lot, lot: `${index}` })).sort(byOpening);
  const together = optimalLots({
    situation,
    sold: sale.day,
    costs: { ...NO_COSTS, rate: sale.costs.rate },
    sales: [saleOf(question, { from: { ...only, lots }, units: sale.units }, "identified")],
  });
  if (!together.ok) {
    return together;
  }
  const { best, orderable, proof } = together.value;
  const taken = orderable.sales[0]?.lots ?? [];
  const parts = accounts.map((from) => ({
    from,
    units: sumQuantity(
      taken.flatMap(({ lot, quantity }) => (all[Number(lot)]?.from === from ? [quantity] : [])),
    ),
  }));
  const isFree = isZeroUsd(sale.costs.fixed);
  return ok({
    parts: inOrders(parts).filter(({ units }) => signQuantity(units) > 0),
    floor: isFree ? leastOf(best.after.tax.total, proof) : null,
  });
}

const NOT_ENOUGH: LotsRefusal = {
  code: "not-enough-known-lots",
  sale: 0,
  message: "No account was chosen.",
};

const byOpening = (a: OpenLot, b: OpenLot): number =>
  a.opened < b.opened ? -1 : a.opened > b.opened ? 1 : 0;

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

/** A lot with only so many of its units. */
export function partOfLot(lot: OpenLot, units: Quantity): OpenLot {
  if (compareQuantity(units, lot.quantity) === 0) {
    return lot;
  }
  const share = (amount: Usd | null) =>
    amount === null ? null : shareOf(amount, units, lot.quantity);
  return { ...lot, quantity: units, basis: share(lot.basis), lossBasis: share(lot.lossBasis) };
}
