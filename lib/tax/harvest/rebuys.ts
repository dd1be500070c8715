import { addQuantity, type Quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { addUsd, signUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { firstLongDate } from "@/lib/tax/holding-period";
import type { AccountId, AssetId, Transaction, TransactionId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { addDays, type CalendarDate, daysBetween, yearOf } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";

/** Units and what they brought or cost; null: not known. */
interface Dealt {
  readonly account: AccountId;
  readonly on: CalendarDate;
  readonly quantity: Quantity;
  readonly amount: Usd | null;
}

/** A sale at a loss, and a purchase of the same asset afterwards. */
export interface Rebuy {
  readonly asset: AssetId;
  readonly sale: Dealt & { readonly transaction: TransactionId; readonly loss: Usd };
  readonly purchase: Dealt & { readonly transaction: TransactionId };
  /** Calendar days between the two. */
  readonly days: number;
  /** False: both were on one day and the time of one is not known, so the purchase may have come first. */
  readonly isOrderKnown: boolean;
  /** The first day that counts for holding the new units, and the first on which they are long term (IRC 1222). */
  readonly heldFrom: CalendarDate;
  readonly longFrom: CalendarDate;
  /** Within the chosen interval: to be looked at (IRC 7701(o)). No interval is safe, or unsafe, by law. */
  readonly isClose: boolean;
}

/** Purchases so many days after a sale are told at all. */
export const REBUY_LOOK_DAYS = 90;

type Books = Pick<LedgerResult, "closedLots" | "openLots" | "income">;

/** When a transaction was; null where only its day is known. */
export type TimeOf = (transaction: TransactionId) => Instant | null;

/** The times of transactions that have one. */
export function timesOf(transactions: ReadonlyMap<TransactionId, Transaction>): TimeOf {
  return (id) => {
    const told = transactions.get(id);
    return told === undefined || told.date !== null ? null : told.at;
  };
}

/**
 * What was bought within ninety days after a sale at a loss in a year, each purchase with the last such sale of its asset
 * before it, by day of the purchase. Within a day the times tell which came first, where both are known. What came as income, a
 * gift or by inheritance is no purchase. `within`: the interval in days below which one is marked; 0 marks those of the same day.
 */
export function rebuysOf(
  ledger: Books,
  year: number,
  within: number,
  timeOf: TimeOf,
): readonly Rebuy[] {
  const sales = salesAtLoss(ledger, year);
  if (sales.size === 0) {
    return [];
  }
  return purchasesOf(ledger, new Set(sales.keys()))
    .flatMap(({ asset, ...purchase }) =>
      rebuyOf(asset, purchase, sales.get(asset) ?? [], { within, timeOf }),
    )
    .sort((a, b) => {
      const [first, second] = [a, b].map(
        ({ purchase }) => `${purchase.on} ${purchase.transaction}`,
      );
      return (first ?? "") < (second ?? "") ? -1 : 1;
    });
}

const NOTHING = { quantity: ZERO_QUANTITY, amount: ZERO_USD, loss: ZERO_USD } as const;

function salesAtLoss(
  { closedLots }: Books,
  year: number,
): ReadonlyMap<AssetId, readonly Rebuy["sale"][]> {
  const sums = new Map<TransactionId, Rebuy["sale"] & { readonly asset: AssetId }>();
  for (const closed of closedLots) {
    const { disposal, account, asset, sold, gain, quantity, proceeds } = closed;
    if (yearOf(sold) === year && gain !== null) {
      const sum = sums.get(disposal) ?? NOTHING;
      sums.set(disposal, {
        asset,
        transaction: disposal,
        account,
        on: sold,
        quantity: addQuantity(sum.quantity, quantity),
        amount: added(sum.amount, proceeds),
        loss: addUsd(sum.loss, gain),
      });
    }
  }
  const byAsset = new Map<AssetId, Rebuy["sale"][]>();
  for (const { asset, ...sale } of sums.values()) {
    if (signUsd(sale.loss) < 0) {
      byAsset.set(asset, [...(byAsset.get(asset) ?? []), sale]);
    }
  }
  return byAsset;
}

/** What was bought of these assets, held or sold since. */
function purchasesOf(
  { openLots, closedLots, income }: Books,
  assets: ReadonlySet<AssetId>,
): readonly (Rebuy["purchase"] & { readonly asset: AssetId })[] {
  const earned = new Set(income.map(({ transaction }) => transaction));
  const bought = new Map<string, Rebuy["purchase"] & { readonly asset: AssetId }>();
  const add = (
    transaction: TransactionId | null,
    asset: AssetId,
    on: CalendarDate | "inherited" | null,
    { account, quantity, amount }: Omit<Dealt, "on">,
  ) => {
    if (transaction === null || on === null || on === "inherited" || earned.has(transaction)) {
      return;
    }
    const before = bought.get(`${transaction} ${asset}`);
    bought.set(`${transaction} ${asset}`, {
      asset,
      transaction,
      account: before?.account ?? account,
      on,
      quantity: addQuantity(before?.quantity ?? ZERO_QUANTITY, quantity),
      amount: added(before === undefined ? ZERO_USD : before.amount, amount),
    });
  };
  for (const { asset, acquired, opened, acquisition, account, quantity, basis } of openLots) {
    // A gift keeps its donor's day: it came into the books later than it was acquired.
    if (assets.has(asset) && acquired === opened) {
      add(acquisition, asset, acquired, { account, quantity, amount: basis });
    }
  }
  for (const { asset, acquired, acquisition, account, quantity, basis } of closedLots) {
    if (assets.has(asset)) {
      add(acquisition, asset, acquired, { account, quantity, amount: basis });
    }
  }
  return [...bought.values()];
}

function rebuyOf(
  asset: AssetId,
  purchase: Rebuy["purchase"],
  sales: readonly Rebuy["sale"][],
  { within, timeOf }: { readonly within: number; readonly timeOf: TimeOf },
): readonly Rebuy[] {
  const bought = timeOf(purchase.transaction);
  const before = sales.flatMap((sale): readonly Before[] => {
    const sold = timeOf(sale.transaction);
    if (sale.on !== purchase.on || sold === null || bought === null) {
      return sale.on > purchase.on ? [] : [{ sale, sold, isOrderKnown: sale.on < purchase.on }];
    }
    return sold > bought ? [] : [{ sale, sold, isOrderKnown: true }];
  });
  const last = before.reduce<Before | null>(
    (latest, each) => (latest === null || isLater(each, latest) ? each : latest),
    null,
  );
  const days = last === null ? null : daysBetween(last.sale.on, purchase.on);
  return last === null || days === null || days > REBUY_LOOK_DAYS
    ? []
    : [
        {
          asset,
          sale: last.sale,
          purchase,
          days,
          isOrderKnown: last.isOrderKnown,
          heldFrom: addDays(purchase.on, 1),
          longFrom: firstLongDate(purchase.on),
          isClose: days <= within,
        },
      ];
}

/** A sale that came before a purchase, or may have. */
interface Before {
  readonly sale: Rebuy["sale"];
  readonly sold: Instant | null;
  readonly isOrderKnown: boolean;
}

/** By day, then a sale certainly before the purchase, then by time. */
function isLater(a: Before, b: Before): boolean {
  if (a.sale.on !== b.sale.on) {
    return a.sale.on > b.sale.on;
  }
  return a.isOrderKnown === b.isOrderKnown ? (a.sold ?? "") >= (b.sold ?? "") : a.isOrderKnown;
}

const added = (sum: Usd | null, amount: Usd | null): Usd | null =>
  sum === null || amount === null ? null : addUsd(sum, amount);
