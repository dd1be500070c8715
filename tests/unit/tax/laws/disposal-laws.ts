import {
  addQuantity,
  compareQuantity,
  type Quantity,
  subtractQuantity,
  sumQuantity,
} from "@/lib/money/quantity";
import {
  addUsd,
  isZeroUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { ClosedLot, DisposalKind, Term } from "@/lib/tax/closed-lot";
import { isFiat } from "@/lib/tax/fiat";
import { firstLongDate } from "@/lib/tax/holding-period";
import { compareOrder } from "@/lib/tax/order";
import type { AssetId, Conversion, Swap, Transaction } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Books } from "./arbitrary-ledger";
import { type Laws, must, mustBeUsd, mustEqual } from "./law";
import {
  carriesOver,
  costsOf,
  costsOutOf,
  feesInKind,
  isTaxable,
  rootOf,
  sound,
  withheldOf,
} from "./reckoning";

/** Units that had to be disposed of in one transaction and what they had to bring. */
interface Whole {
  readonly kind: DisposalKind;
  readonly asset: AssetId;
  readonly quantity: Quantity;
  readonly proceeds: Usd | null;
}

const less = (amount: Usd | null, costs: Usd): Usd | null =>
  amount === null ? null : subtractUsd(amount, costs);

function wholesOf(tx: Transaction, told: Books): readonly Whole[] {
  const moves =
    tx.kind === "transfer" ||
    tx.kind === "deposit" ||
    tx.kind === "withdrawal" ||
    carriesOver(tx, told);
  const fees: readonly Whole[] = feesInKind(tx).map(({ asset, quantity, value }) => ({
    kind: moves ? "transfer-fee" : "fee",
    asset,
    quantity,
    proceeds: sound(value),
  }));
  const paid = moves && told.settings.transferFee !== "disposal" ? [] : fees;
  return [...mainOf(tx, told), ...paid];
}

function mainOf(tx: Transaction, told: Books): readonly Whole[] {
  switch (tx.kind) {
    case "sell":
    case "spend":
      return [{ kind: tx.kind, ...tx.sent, proceeds: less(sound(tx.value), costsOf(tx)) }];
    case "fee":
      return [{ kind: "fee", ...tx.sent, proceeds: sound(tx.value) }];
    case "swap":
      return exchangeOf(tx, withheldOf(tx), told);
    case "conversion":
      return isTaxable(tx, told) ? exchangeOf(tx, null, told) : [];
    default:
      return [];
  }
}

function exchangeOf(
  tx: Swap | Conversion,
  withheld: Swap["withheld"],
  told: Books,
): readonly Whole[] {
  const proceeds = less(sound(tx.value), costsOutOf(tx, told));
  const kept: readonly Whole[] =
    withheld === null
      ? []
      : [
          {
            kind: "withheld",
            asset: tx.received.asset,
            quantity: withheld.quantity,
            proceeds: withheld.value,
          },
        ];
  return [{ kind: "swap", ...tx.sent, proceeds }, ...kept];
}

/** The units a network fee took, beside what is told as a fee of its own. */
function networkFee(tx: Transaction): Quantity | null {
  return tx.kind === "transfer" && tx.sent.asset === tx.received.asset && !isFiat(tx.sent.asset)
    ? subtractQuantity(tx.sent.quantity, tx.received.quantity)
    : null;
}

interface Total {
  units: Quantity;
  proceeds: Usd;
}

/** Units and known proceeds by reason and asset. */
function totalsOf(lots: readonly Whole[]): ReadonlyMap<string, Total> {
  const by = new Map<string, Total>();
  for (const { asset, kind, quantity, proceeds } of lots) {
    const key = `${kind} ${asset}`;
    const total = by.get(key);
    if (total === undefined) {
      by.set(key, { units: quantity, proceeds: proceeds ?? ZERO_USD });
    } else {
      total.units = addQuantity(total.units, quantity);
      total.proceeds = addUsd(total.proceeds, proceeds ?? ZERO_USD);
    }
  }
  return by;
}

/** All of the network fee is disposed of; of units that were never there nothing can be. */
function isNetworkFee(tx: Transaction, closed: readonly ClosedLot[], told: Books): boolean {
  const fee = networkFee(tx);
  const inKind = wholesOf(tx, told).filter(({ asset }) => !isFiat(asset));
  const units = sumQuantity(closed.map(({ quantity }) => quantity));
  const least = sumQuantity(inKind.map(({ quantity }) => quantity));
  const most =
    fee === null || told.settings.transferFee !== "disposal" ? least : addQuantity(least, fee);
  return compareQuantity(units, least) === 0 || compareQuantity(units, most) === 0;
}

/** Closed lots of accounts on this return and on none. */
function allClosed({ closedLots, outside }: LedgerResult): readonly ClosedLot[] {
  return [...closedLots, ...outside.closedLots];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) {
      groups.set(keyOf(item), [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}

function mustFollow(
  events: ReadonlyMap<string, Transaction>,
  by: string,
  lot: string | null,
): void {
  const opening = lot === null ? undefined : events.get(rootOf(lot).replace(/:in$/, ""));
  const closing = events.get(by);
  must(closing !== undefined, `${by} does not count`);
  must(lot === null || opening !== undefined, `lot ${lot} was never opened`);
  if (opening !== undefined && closing !== undefined && opening !== closing) {
    must(compareOrder(opening, closing) < 0, `lot ${lot} was opened after ${by}`);
  }
}

function mustFitCalendar(
  by: string,
  acquired: ClosedLot["acquired"],
  on: CalendarDate,
  term: Term,
) {
  if (acquired === null || acquired === "inherited") {
    must(term === (acquired === null ? "short" : "long"), `term of ${by}`);
  } else {
    must(acquired <= on, `${by} sold on ${on} what was acquired on ${acquired}`);
    must(term === (on >= firstLongDate(acquired) ? "long" : "short"), `term of ${by}`);
  }
}

/** The proceeds of the parts are the proceeds of the whole; no lot is closed before it opens. */
export const DISPOSALS: Laws = {
  "each disposal closes exactly its units for exactly what it brought, split over lots of any number":
    ({ told, ledger, counting }) => {
      const byDisposal = groupBy(allClosed(ledger), (lot) => lot.disposal);
      for (const tx of counting) {
        const closed = byDisposal.get(tx.id) ?? [];
        byDisposal.delete(tx.id);
        if (tx.kind === "transfer") {
          must(isNetworkFee(tx, closed, told), `network fee of ${tx.id}`);
        } else {
          const wholes = wholesOf(tx, told).filter(({ asset }) => !isFiat(asset));
          mustEqual(totalsOf(closed), totalsOf(wholes), `disposals of ${tx.id}`);
        }
      }
      mustEqual([...byDisposal.keys()], [], "disposals of nothing that counts");
    },

  "gain = proceeds - basis + what the return adds, and is known exactly when both are": ({
    ledger,
  }) => {
    for (const { disposal, proceeds, basis, adjustments, gain } of allClosed(ledger)) {
      if (proceeds === null || basis === null) {
        must(gain === null, `gain of ${disposal} is known`);
      } else {
        const plain = subtractUsd(proceeds, basis);
        const added = sumUsd(adjustments.map(({ amount }) => amount));
        mustBeUsd(gain, addUsd(plain, added), `gain of ${disposal}`);
        must(isZeroUsd(added) || signUsd(plain) < 0, `only a loss of ${disposal} is denied`);
      }
    }
  },

  "whatever leaves came in by an earlier transaction, and its term follows the calendar": ({
    ledger,
    counting,
  }) => {
    const events = new Map(counting.map((tx) => [tx.id as string, tx]));
    for (const each of allClosed(ledger)) {
      mustFollow(events, each.disposal, each.lot);
      mustFitCalendar(each.disposal, each.acquired, each.sold, each.term);
    }
    for (const each of [...ledger.removed, ...ledger.outside.removed]) {
      mustFollow(events, each.transaction, each.lot);
      mustFitCalendar(each.transaction, each.acquired, each.date, each.term);
    }
  },
};
