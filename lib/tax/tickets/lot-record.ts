import {
  addQuantity,
  compareQuantity,
  isZeroQuantity,
  minQuantity,
  type Quantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { addUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot, RemovedUnits } from "@/lib/tax/closed-lot";
import { Custody } from "@/lib/tax/custody";
import { StandingOrders } from "@/lib/tax/identification";
import type {
  Identification,
  LedgerSettings,
  LotId,
  LotMethod,
  StandingOrder,
} from "@/lib/tax/settings";
import type { AccountId, AssetId, Transaction, TransactionId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { epochOf, type Instant } from "@/lib/time/instant";
import { isLeaving, Judge, purposeOf, type TicketFault } from "./match-tickets";
import type { Ticket, TicketUse } from "./ticket";

/**
 * How the lots of a disposal were settled. "ticket" and "by-hand": named for it, in time; "standing-order": by an order in
 * time; "default": nothing was on record, so the earliest units count.
 */
export type SettledBy = "ticket" | "by-hand" | "standing-order" | "default";

/** The disposals whose lots a person may choose; gifts and donations among them, which have no gain or loss. */
export type RecordedKind = "sell" | "spend" | "swap" | "gift-sent" | "donation";

/** One disposal of a year with the record behind its lots (Reg. 1.1012-1(j)(2)-(3)). */
export interface LotRecord {
  readonly transaction: TransactionId;
  readonly kind: RecordedKind;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly at: Instant;
  readonly sold: CalendarDate;
  readonly quantity: Quantity;
  /** null: proceeds or a basis is not known; of a gift or donation always, as it has none. */
  readonly gain: Usd | null;
  readonly settledBy: SettledBy;
  /** Units that were identified before the sale: all of them under a standing order, none by default. */
  readonly identified: Quantity;
  /** How the rest was chosen. */
  readonly method: LotMethod | null;
  /** Since when the record stands; null by default. */
  readonly madeAt: Instant | null;
  readonly standingOrder: string | null;
  /** Tickets that were used. */
  readonly tickets: readonly Ticket[];
  /** By default only: a ticket of this account and asset that was meant and does not count, and why. */
  readonly missed: { readonly ticket: Ticket; readonly fault: TicketFault | "used-up" } | null;
  /** By default only: lots were named by hand too late. */
  readonly isLate: boolean;
  readonly authority: string;
}

const CHOSEN: ReadonlySet<string> = new Set<RecordedKind>([
  "sell",
  "spend",
  "swap",
  "gift-sent",
  "donation",
]);

const isChosen = (kind: string): kind is RecordedKind => CHOSEN.has(kind);

/** What records are read from. */
export interface RecordedBooks {
  readonly ledger: Pick<LedgerResult, "closedLots" | "removed">;
  readonly transactions: ReadonlyMap<TransactionId, Transaction>;
  readonly settings: LedgerSettings;
  readonly uses: readonly TicketUse[];
}

/** What is asked of a disposal to be among the records. */
export type Wanted = (disposal: Pick<ClosedLot, "disposal" | "sold">) => boolean;

/** Units of one lot that left by a disposal. */
type Part = Pick<ClosedLot, "account" | "asset" | "sold" | "quantity" | "gain" | "lot"> & {
  readonly kind: RecordedKind;
  /** null: not told with it, as of gifts and donations. */
  readonly method: ClosedLot["method"] | null;
  readonly standingOrder: string | null;
};

/**
 * Every sale, swap, spending, gift or donation that is wanted, in time order, with how its lots were settled and since when that is
 * on record.
 */
export function lotRecords(
  { ledger, transactions, settings, uses }: RecordedBooks,
  isWanted: Wanted,
): readonly LotRecord[] {
  const groups = new Map<TransactionId, [Part, ...Part[]]>();
  const put = (disposal: TransactionId, part: Part) => {
    const group = groups.get(disposal);
    if (group === undefined) {
      groups.set(disposal, [part]);
    } else {
      group.push(part);
    }
  };
  for (const closed of ledger.closedLots) {
    const { kind } = closed;
    if (isChosen(kind) && isWanted(closed)) {
      put(closed.disposal, { ...closed, kind });
    }
  }
  for (const removed of ledger.removed) {
    if (isChosen(removed.why) && isWanted({ disposal: removed.transaction, sold: removed.date })) {
      put(removed.transaction, partOfRemoved(removed, removed.why));
    }
  }
  if (groups.size === 0) {
    return [];
  }
  const reader = new Reader(settings, uses);
  return [...groups]
    .flatMap(([id, lots]) => {
      const transaction = transactions.get(id);
      return transaction === undefined ? [] : [reader.read(transaction, lots)];
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const partOfRemoved = (
  { account, asset, date, quantity, lot }: RemovedUnits,
  kind: RecordedKind,
): Part => ({
  kind,
  account,
  asset,
  sold: date,
  quantity,
  lot,
  gain: null,
  method: null,
  standingOrder: null,
});

/** Reads the record behind one disposal. */
class Reader {
  readonly #custody: Custody;
  readonly #judge: Judge;
  readonly #uses: readonly TicketUse[];
  readonly #named = new Map<TransactionId, Identification[]>();
  readonly #orders: ReadonlyMap<string, StandingOrder>;
  readonly #standing: StandingOrders;

  constructor(settings: LedgerSettings, uses: readonly TicketUse[]) {
    this.#custody = new Custody(settings.accounts);
    this.#standing = new StandingOrders(settings.standingOrders, this.#custody);
    this.#judge = new Judge(settings);
    this.#uses = uses;
    this.#orders = new Map(settings.standingOrders.map((order) => [order.id, order]));
    for (const each of settings.identifications) {
      this.#named.set(each.transaction, [...(this.#named.get(each.transaction) ?? []), each]);
    }
  }

  read(transaction: Transaction, lots: Group): LotRecord {
    const [{ kind, account, asset, sold }] = lots;
    const chosen =
      kind === "gift-sent" || kind === "donation" ? this.#chosen(transaction, lots) : lots;
    const rest = chosen.find(({ method }) => method !== "identified");
    const facts = {
      transaction: transaction.id,
      kind,
      account,
      asset,
      at: transaction.at,
      sold,
      quantity: sumOf(lots),
      gain: gainOf(lots),
      method: rest === undefined || rest.method === "identified" ? null : rest.method,
      authority: this.#custody.authority(account, sold),
    };
    return { ...this.#settled(transaction, chosen, sold, rest?.standingOrder ?? null), ...facts };
  }

  /** How the lots of a gift were chosen, which the ledger does not tell: those named in time, the rest by the order in force. */
  #chosen(transaction: Transaction, lots: Group): readonly Part[] {
    const [{ account, sold }] = lots;
    const named = new Map<LotId | null, Quantity>();
    for (const { lot, quantity } of this.#latestInTime(transaction, sold)?.lots ?? []) {
      named.set(lot, addQuantity(named.get(lot) ?? ZERO_QUANTITY, quantity));
    }
    const { method, order } = this.#standing.inForce(account, transaction.at, sold);
    return lots.flatMap((part) => {
      const left = named.get(part.lot) ?? ZERO_QUANTITY;
      const identified = minQuantity(left, part.quantity);
      named.set(part.lot, subtractQuantity(left, identified));
      const rest = subtractQuantity(part.quantity, identified);
      return [
        { ...part, quantity: identified, method: "identified" as const, standingOrder: null },
        { ...part, quantity: rest, method, standingOrder: order?.id ?? null },
      ].filter(({ quantity }) => !isZeroQuantity(quantity));
    });
  }

  #settled(
    transaction: Transaction,
    lots: readonly Part[],
    sold: CalendarDate,
    orderId: string | null,
  ): Settled {
    const inTime = this.#latestInTime(transaction, sold);
    const identified = sumOf(lots.filter(({ method }) => method === "identified"));
    const base = { identified, standingOrder: orderId, tickets: [], missed: null, isLate: false };
    if (inTime !== null && compareQuantity(identified, ZERO_QUANTITY) > 0) {
      const used = this.#usedBy(transaction.id);
      return used.some(({ madeAt }) => madeAt === inTime.madeAt)
        ? { ...base, settledBy: "ticket", madeAt: inTime.madeAt, tickets: used }
        : { ...base, settledBy: "by-hand", madeAt: inTime.madeAt };
    }
    const order = orderId === null ? undefined : this.#orders.get(orderId);
    if (order !== undefined) {
      const { madeAt } = order;
      return { ...base, settledBy: "standing-order", madeAt, identified: sumOf(lots) };
    }
    return {
      ...base,
      settledBy: "default",
      madeAt: null,
      missed: this.#missedBy(transaction),
      isLate: this.#named.has(transaction.id),
    };
  }

  #usedBy(id: TransactionId): readonly Ticket[] {
    return this.#uses.flatMap(({ ticket, fills }) =>
      fills.some(({ transaction }) => transaction === id) ? [ticket] : [],
    );
  }

  #latestInTime({ id, account, at }: Transaction, sold: CalendarDate): Identification | null {
    return (this.#named.get(id) ?? [])
      .filter((one) => this.#custody.inTime(one, account, at, sold))
      .reduce<Identification | null>(
        (last, one) => (last === null || one.madeAt >= last.madeAt ? one : last),
        null,
      );
  }

  /** The last ticket of the place that was written before the sale and failed, else the first one written within a week after it. */
  #missedBy(transaction: Transaction): LotRecord["missed"] {
    if (!isLeaving(transaction)) {
      return null;
    }
    const { account, sent } = transaction;
    const purpose = purposeOf(transaction);
    const here = this.#uses
      .map(({ ticket }) => ticket)
      .filter((each) => each.account === account && each.asset === sent.asset)
      .filter((each) => each.purpose === purpose);
    const faultOf = (ticket: Ticket) => this.#judge.faultOf(ticket, transaction);
    const ticket =
      here.findLast((each) => faultOf(each) !== "after-the-sale") ??
      here.find(({ madeAt }) => epochOf(madeAt) - epochOf(transaction.at) <= MEANT_WITHIN);
    return ticket === undefined ? null : { ticket, fault: faultOf(ticket) ?? "used-up" };
  }
}

/** A ticket written so long after a sale was meant for another one. */
const MEANT_WITHIN = 7 * 86_400_000;

type Group = readonly [Part, ...Part[]];

type Settled = Pick<
  LotRecord,
  "settledBy" | "identified" | "madeAt" | "standingOrder" | "tickets" | "missed" | "isLate"
>;

const sumOf = (lots: readonly Part[]): Quantity =>
  lots.reduce((sum, { quantity }) => addQuantity(sum, quantity), ZERO_QUANTITY);

function gainOf(lots: readonly Part[]): Usd | null {
  let sum = ZERO_USD;
  for (const { gain } of lots) {
    if (gain === null) {
      return null;
    }
    sum = addUsd(sum, gain);
  }
  return sum;
}
