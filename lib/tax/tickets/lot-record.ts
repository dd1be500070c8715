import { addQuantity, compareQuantity, type Quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { addUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { Custody } from "@/lib/tax/custody";
import type { Identification, LedgerSettings, LotMethod, StandingOrder } from "@/lib/tax/settings";
import type { AccountId, AssetId, Transaction, TransactionId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { epochOf, type Instant } from "@/lib/time/instant";
import { isTicketSale, Judge, type TicketFault } from "./match-tickets";
import type { Ticket, TicketUse } from "./ticket";

/**
 * How the lots of a disposal were settled. "ticket" and "by-hand": named for it, in time; "standing-order": by an order in
 * time; "default": nothing was on record, so the earliest units count.
 */
export type SettledBy = "ticket" | "by-hand" | "standing-order" | "default";

/** One disposal of a year with the record behind its lots (Reg. 1.1012-1(j)(2)-(3)). */
export interface LotRecord {
  readonly transaction: TransactionId;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly at: Instant;
  readonly sold: CalendarDate;
  readonly quantity: Quantity;
  /** null: proceeds or a basis is not known. */
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

const CHOSEN: ReadonlySet<ClosedLot["kind"]> = new Set(["sell", "spend", "swap"]);

/** What records are read from. */
export interface RecordedBooks {
  readonly ledger: Pick<LedgerResult, "closedLots">;
  readonly transactions: ReadonlyMap<TransactionId, Transaction>;
  readonly settings: LedgerSettings;
  readonly uses: readonly TicketUse[];
}

/** Every sale, swap or spending that is wanted, in time order, with how its lots were settled and since when that is on record. */
export function lotRecords(
  { ledger, transactions, settings, uses }: RecordedBooks,
  isWanted: (closed: ClosedLot) => boolean,
): readonly LotRecord[] {
  const groups = new Map<TransactionId, [ClosedLot, ...ClosedLot[]]>();
  for (const closed of ledger.closedLots) {
    if (CHOSEN.has(closed.kind) && isWanted(closed)) {
      const group = groups.get(closed.disposal);
      if (group === undefined) {
        groups.set(closed.disposal, [closed]);
      } else {
        group.push(closed);
      }
    }
  }
  if (groups.size === 0) {
    return [];
  }
  const reader = new Reader(settings, uses);
  return [...groups].flatMap(([id, lots]) => {
    const transaction = transactions.get(id);
    return transaction === undefined ? [] : [reader.read(transaction, lots)];
  });
}

/** Reads the record behind one disposal. */
class Reader {
  readonly #custody: Custody;
  readonly #judge: Judge;
  readonly #uses: readonly TicketUse[];
  readonly #named = new Map<TransactionId, Identification[]>();
  readonly #orders: ReadonlyMap<string, StandingOrder>;

  constructor(settings: LedgerSettings, uses: readonly TicketUse[]) {
    this.#custody = new Custody(settings.accounts);
    this.#judge = new Judge(settings);
    this.#uses = uses;
    this.#orders = new Map(settings.standingOrders.map((order) => [order.id, order]));
    for (const each of settings.identifications) {
      this.#named.set(each.transaction, [...(this.#named.get(each.transaction) ?? []), each]);
    }
  }

  read(transaction: Transaction, lots: Group): LotRecord {
    const [{ account, asset, sold }] = lots;
    const rest = lots.find(({ method }) => method !== "identified");
    const facts = {
      transaction: transaction.id,
      account,
      asset,
      at: transaction.at,
      sold,
      quantity: sumOf(lots),
      gain: gainOf(lots),
      method: rest === undefined || rest.method === "identified" ? null : rest.method,
      authority: this.#custody.authority(account, sold),
    };
    return { ...this.#settled(transaction, lots, rest?.standingOrder ?? null), ...facts };
  }

  #settled(transaction: Transaction, lots: Group, orderId: string | null): Settled {
    const inTime = this.#latestInTime(transaction, lots[0].sold);
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
      missed: this.#missedBy(transaction, lots[0].asset),
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
  #missedBy(transaction: Transaction, asset: AssetId): LotRecord["missed"] {
    if (!isTicketSale(transaction)) {
      return null;
    }
    const here = this.#uses
      .map(({ ticket }) => ticket)
      .filter((ticket) => ticket.account === transaction.account && ticket.asset === asset);
    const faultOf = (ticket: Ticket) => this.#judge.faultOf(ticket, transaction);
    const ticket =
      here.findLast((each) => faultOf(each) !== "after-the-sale") ??
      here.find(({ madeAt }) => epochOf(madeAt) - epochOf(transaction.at) <= MEANT_WITHIN);
    return ticket === undefined ? null : { ticket, fault: faultOf(ticket) ?? "used-up" };
  }
}

/** A ticket written so long after a sale was meant for another one. */
const MEANT_WITHIN = 7 * 86_400_000;

type Group = readonly [ClosedLot, ...ClosedLot[]];

type Settled = Pick<
  LotRecord,
  "settledBy" | "identified" | "madeAt" | "standingOrder" | "tickets" | "missed" | "isLate"
>;

const sumOf = (lots: readonly ClosedLot[]): Quantity =>
  lots.reduce((sum, { quantity }) => addQuantity(sum, quantity), ZERO_QUANTITY);

function gainOf(lots: readonly ClosedLot[]): Usd | null {
  let sum = ZERO_USD;
  for (const { gain } of lots) {
    if (gain === null) {
      return null;
    }
    sum = addUsd(sum, gain);
  }
  return sum;
}
