import { isZeroQuantity, type Quantity, sumQuantity } from "@/lib/money/quantity";
import { subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { costsOf } from "@/lib/tax/events/costs";
import type { FormFacts } from "@/lib/tax/forms/form-facts";
import { receivedOf, sentOf, statedValue } from "@/lib/tax/legs";
import type { LedgerSettings } from "@/lib/tax/settings";
import { cutUsd } from "@/lib/tax/taken";
import type { AccountId, AssetId, Transaction, TransactionId } from "@/lib/tax/transaction";
import type { PriceLookup } from "@/lib/tax/valuation/price-lookup";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import type { BookIndex } from "./book-index";
import type { Priced, Spot } from "./evidence";
import { priceOf } from "./evidence";
import type { Flows } from "./flows";
import { shiftOfLots, withBasis, withProceeds } from "./lots-supposed";
import type { Effect, NoneReason, UnknownReason, Way, WayName } from "./open-item";
import type { Retry, Tried } from "./retry";
import { isSameShift, NO_SHIFT, type ShiftByYear } from "./shift";

/** What the makers of effects look things up in. */
export interface Context {
  readonly index: BookIndex;
  readonly transactions: ReadonlyMap<TransactionId, Transaction>;
  readonly settings: LedgerSettings;
  readonly facts: FormFacts;
  /** When each asset first left from 2025 on; worked out when first asked. */
  readonly firstOut: () => ReadonlyMap<AssetId, Instant>;
  readonly retry: Retry;
  /** Prices that were fetched, uploaded or entered. */
  readonly prices: PriceLookup;
}

/** One issue's row: what, where, how many units. */
export interface Case {
  readonly tx: Transaction;
  readonly date: CalendarDate;
  readonly asset: AssetId;
  readonly quantity: Quantity;
  readonly spot: Spot;
  readonly flows: Flows;
  readonly prices: PriceLookup;
}

const NO_FLOWS: Flows = { withdrawals: [], deposits: [], buys: [], trades: [] };

/** The case of an issue: `asset` and `quantity` as the issue names them, else the row's own. Null when neither names units. */
export function caseOf(
  { index, prices }: Context,
  tx: Transaction,
  date: CalendarDate,
  of: { readonly asset: AssetId | null; readonly quantity: Quantity | null },
): Case | null {
  const leg = sentOf(tx) ?? receivedOf(tx);
  const asset = of.asset ?? leg?.asset ?? null;
  if (asset === null) {
    return null;
  }
  const quantity = of.quantity ?? unitsOf(tx, asset);
  const spot = { transaction: tx.id, account: tx.account, asset, quantity, at: tx.at };
  return { tx, date, asset, quantity, spot, flows: index.flows.get(asset) ?? NO_FLOWS, prices };
}

/** Units of an asset on the main legs of a row. */
function unitsOf(tx: Transaction, asset: AssetId): Quantity {
  const legs = [sentOf(tx), receivedOf(tx)];
  return sumQuantity(legs.flatMap((leg) => (leg?.asset === asset ? [leg.quantity] : [])));
}

/** What the case's units were worth that day, by the row itself, a kept price or a trade of the day. */
export function worthOf({ tx, spot, flows, prices }: Case): Priced | null {
  return priceOf(spot, flows, { own: statedValue(tx), market: prices(spot.asset, tx) });
}

/** Ways that change what is known already: an effect. */
export const ways = (...all: readonly Way[]): Effect => ({ is: "ways", ways: all, more: null });

/** The books as they stand and those ways that change something; nothing at stake when none does. */
export function changing(all: readonly Way[], why: NoneReason): Effect {
  const changed = all.filter(({ shifts }) =>
    [...shifts.values()].some((shift) => !isSameShift(shift, NO_SHIFT)),
  );
  return changed.length === 0 ? { is: "none", why } : ways(LEFT_OUT, ...changed);
}

/** Nothing can be said. */
export const unknown = (why: UnknownReason): Effect => ({ is: "unknown", why });

/** The books as they stand. */
export const LEFT_OUT: Way = { as: "left-out", shifts: new Map() };

/** A way from a computation that may have had no budget left. */
export function tried(as: WayName, shifts: Tried | null): readonly Way[] {
  return (shifts ?? []).map((each, index) => ({
    as: index === 0 ? as : "basis-zero",
    shifts: each,
    alone: true,
  }));
}

/** All of some ways, or not known when one of them could not be computed. */
export function allTried(...made: readonly (readonly Way[])[]): Effect {
  return made.some((each) => each.length === 0) ? unknown("too-many-rows") : ways(...made.flat());
}

/** The shift when some closed lots are others, one by one; whole disposals go through the form. */
export function shiftIf(
  { index, facts }: Context,
  lots: readonly ClosedLot[],
  change: (lot: ClosedLot) => ClosedLot,
): ShiftByYear {
  const touched = new Set(lots);
  const before = [...new Set(lots.map(({ disposal }) => disposal))].flatMap(
    (disposal) => index.ofDisposal.get(disposal) ?? [],
  );
  const after = before.map((lot) => (touched.has(lot) ? change(lot) : lot));
  return shiftOfLots(before, after, facts);
}

/** Basis zero for all of some lots. */
export function zeroBasis(context: Context, lots: readonly ClosedLot[]): ShiftByYear {
  return shiftIf(context, lots, (lot) => withBasis(lot, ZERO_USD));
}

/** Lots that are all of one acquisition, with their share of what it cost; of the acquisition's day when it is given. */
export function basisOf(
  context: Context,
  lots: readonly ClosedLot[],
  cost: {
    readonly value: Usd;
    readonly quantity: Quantity;
    readonly acquired: CalendarDate | null;
  },
): ShiftByYear {
  return shiftIf(context, lots, (lot) => {
    const [share] = cutUsd(cost.value, lot.quantity, cost.quantity);
    return withBasis(lot, share ?? ZERO_USD, cost.acquired);
  });
}

/** Closed lots of the row itself in the case's asset. */
export function closedHere({ index }: Context, { tx, asset }: Case): readonly ClosedLot[] {
  return (index.ofDisposal.get(tx.id) ?? []).filter((lot) => lot.asset === asset);
}

/** Closed lots of a disposal with proceeds told: what is received less the costs of the row. */
export function proceedsOf(
  context: Context,
  lots: readonly ClosedLot[],
  of: { readonly tx: Transaction; readonly value: Usd },
): ShiftByYear {
  const all = subtractUsd(of.value, costsOf(of.tx));
  const units = sumQuantity(lots.map(({ quantity }) => quantity));
  return isZeroQuantity(units)
    ? new Map()
    : shiftIf(context, lots, (lot) => withProceeds(lot, all, units));
}

/**
 * True when telling a basis leaves the lots that are drawn as they are: no order in these accounts chooses by basis, and IRC 1091
 * has nothing to do with the asset. Else only the whole computation tells.
 */
export function isLotOrderFixed(
  { settings }: Context,
  asset: AssetId,
  accounts: readonly AccountId[],
): boolean {
  const isByBasis = settings.standingOrders.some(
    ({ account, method }) =>
      method !== "fifo" &&
      method !== "lifo" &&
      (account === null || settings.pool !== "account" || accounts.includes(account)),
  );
  // A network fee whose basis is carried on moves basis between lots.
  return !isByBasis && settings.transferFee !== "carry" && !isWashed(settings, asset);
}

/** True when IRC 1091 may deny a loss on the asset. */
export function isWashed(settings: LedgerSettings, asset: AssetId): boolean {
  const facts = settings.assets.find((each) => each.asset === asset);
  return (
    settings.washSalesOfDigitalAssetsFrom !== null ||
    (facts !== undefined && facts.class !== "digital")
  );
}
