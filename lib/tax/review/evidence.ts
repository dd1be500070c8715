import { shareOf } from "@/lib/money/allocate";
import { price, valueAt } from "@/lib/money/price";
import {
  compareQuantity,
  type Quantity,
  subtractQuantity,
  timesQuantity,
} from "@/lib/money/quantity";
import { signUsd, type Usd } from "@/lib/money/usd";
import type { AccountId, AssetId, TransactionId } from "@/lib/tax/transaction";
import type { MarketPrice } from "@/lib/tax/valuation/market-price";
import { epochOf, type Instant } from "@/lib/time/instant";
import { type Flow, type Flows, firstAt, flowsWithin } from "./flows";
import type { Evidence } from "./open-item";

const DAY = 86_400_000;

/** Units of an item, where and when. */
export interface Spot {
  readonly transaction: TransactionId;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly quantity: Quantity;
  readonly at: Instant;
}

/** A price of the day: dollars for the item's units, and the row or the market that tells it. */
export type Priced = Extract<Evidence, { what: "price" | "market-price" }>;

type Moved = Extract<Evidence, { before: number }>;

/**
 * What the units were worth that day: what the row states, else the kept price of its minute, hour or day, else the own trade of
 * the asset nearest in time within a day (Notice 2014-21 A-5: fair market value at the date and time, by a reasonable method).
 * Null: no price.
 */
export function priceOf(
  spot: Spot,
  flows: Flows,
  told: { readonly own: Usd | null; readonly market: MarketPrice | null },
): Priced | null {
  const { own, market } = told;
  if (own !== null && signUsd(own) >= 0) {
    return { what: "price", value: own, transaction: spot.transaction, isOwn: true };
  }
  return market === null
    ? tradePrice(spot, flows)
    : { what: "market-price", value: valueAt(price(market.price), spot.quantity), price: market };
}

function tradePrice(spot: Spot, flows: Flows): Priced | null {
  const { trades } = flows;
  const time = epochOf(spot.at);
  const after = firstAt(trades, time);
  let best: Flow | null = null;
  // Of rows at one moment the row itself may be among the neighbours, so two on each side are looked at.
  for (const trade of trades.slice(after < 2 ? 0 : after - 2, after + 2)) {
    const isNearer = best === null || apart(trade.time, time) < apart(best.time, time);
    if (trade.tx.id !== spot.transaction && isNearer && apart(trade.time, time) <= DAY) {
      best = trade;
    }
  }
  return best === null || best.value === null
    ? null
    : {
        what: "price",
        value: shareOf(best.value, spot.quantity, best.leg.quantity),
        transaction: best.tx.id,
        isOwn: false,
      };
}

/** Days looked back for a withdrawal that explains units, and ahead for a deposit. */
const WINDOW = 14 * DAY;
/** Rows named at most. */
const NAMED = 3;

/**
 * Rows of other accounts that may be where the units came from: unmatched withdrawals of the two weeks before, of about the
 * same amount, and purchases of the same amount within a day. The same amount first, then the nearest.
 */
export function sourcesOf(spot: Spot, flows: Flows): readonly Moved[] {
  const time = epochOf(spot.at);
  const withdrawals = flowsWithin(flows.withdrawals, time - WINDOW, time).filter(
    ({ tx, leg }) => tx.account !== spot.account && isAbout(leg.quantity, spot.quantity),
  );
  const buys = flowsWithin(flows.buys, time - DAY, time + DAY).filter(
    ({ tx, leg }) => tx.account !== spot.account && isSame(leg.quantity, spot.quantity),
  );
  return bestFirst([
    ...withdrawals.map((flow) => moved("withdrawal", flow, spot, time)),
    ...buys.map((flow) => moved("purchase", flow, spot, time)),
  ]);
}

/** Deposits into other accounts of the two weeks after that may be where units went. The same amount first, then the nearest. */
export function destinationsOf(spot: Spot, flows: Flows): readonly Moved[] {
  const time = epochOf(spot.at);
  return bestFirst(
    flowsWithin(flows.deposits, time, time + WINDOW)
      .filter(({ tx, leg }) => tx.account !== spot.account && isAbout(spot.quantity, leg.quantity))
      .map((flow) => moved("deposit", flow, spot, time)),
  );
}

function moved(what: Moved["what"], { tx, leg, time }: Flow, spot: Spot, moment: number): Moved {
  return {
    what,
    transaction: tx.id,
    account: tx.account,
    asset: leg.asset,
    quantity: leg.quantity,
    before: moment - time,
    isSameAmount: isSame(leg.quantity, spot.quantity),
  };
}

function bestFirst(found: readonly Moved[]): readonly Moved[] {
  const nearest = [...found].sort(
    (a, b) => apart(a.before, 0) - apart(b.before, 0) || (a.transaction < b.transaction ? -1 : 1),
  );
  const [same, about] = [
    nearest.filter(({ isSameAmount }) => isSameAmount),
    nearest.filter(({ isSameAmount }) => !isSameAmount),
  ];
  return [...same, ...about].slice(0, NAMED);
}

function apart(a: number, b: number): number {
  return a < b ? b - a : a - b;
}

function isSame(a: Quantity, b: Quantity): boolean {
  return compareQuantity(a, b) === 0;
}

/** What came is what left, or up to a twentieth less: a network fee. */
function isAbout(left: Quantity, came: Quantity): boolean {
  const missing = subtractQuantity(left, came);
  return (
    compareQuantity(came, left) <= 0 && compareQuantity(timesQuantity(missing, 20n), left) <= 0
  );
}
