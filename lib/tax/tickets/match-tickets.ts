import {
  addQuantity,
  isZeroQuantity,
  minQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
} from "@/lib/money/quantity";
import { Custody } from "@/lib/tax/custody";
import { compareOrder } from "@/lib/tax/order";
import type { Identification, LedgerSettings } from "@/lib/tax/settings";
import type {
  GiftSent,
  Sell,
  Spend,
  Swap,
  Transaction,
  TransactionId,
  TransactionKind,
  Transfer,
} from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { dateIn, type Instant } from "@/lib/time/instant";
import type { MatchedTickets, NamedUnits, Ticket, TicketFill, TicketPurpose } from "./ticket";

/** What a ticket can be written for: units that leave an account by somebody's choice of which. */
export type Leaving = Sell | Swap | Spend | GiftSent | Transfer;

const PURPOSES: Readonly<Partial<Record<TransactionKind, TicketPurpose>>> = {
  sell: "sale",
  swap: "sale",
  spend: "payment",
  "gift-sent": "gift",
  donation: "donation",
  transfer: "move",
};

/** The purpose a ticket must have to serve this transaction; null: none serves it. */
export function purposeOf({ kind }: Pick<Transaction, "kind">): TicketPurpose | null {
  return PURPOSES[kind] ?? null;
}

/** A transaction that gives units up in one of the ways a ticket can be written for. */
export function isLeaving(transaction: Transaction): transaction is Leaving {
  return (
    purposeOf(transaction) !== null &&
    "sent" in transaction &&
    transaction.sent !== null &&
    signQuantity(transaction.sent.quantity) > 0
  );
}

type Settings = Pick<LedgerSettings, "timeZone" | "accounts" | "identifications">;

/**
 * Meets tickets with sales and the other ways out they are written for. Each uses the tickets of its own account, asset and purpose
 * that were written before it, have not ended by it and, where the broker must know, were told by it (Reg. 1.1012-1(j)(2)-(3);
 * Notice 2026-20); the earliest ticket first, its lots in their order, never more than it names and never more than leaves. One ticket
 * may serve several fills, and one fill several tickets: it then counts as named when the last of them was. A sale of which only the
 * day is known uses tickets of earlier days alone. Lots named by hand for the very sale, in time and no earlier than the ticket, go
 * before it. Pure, and the same whatever the order of what is given.
 */
export function matchTickets(
  tickets: readonly Ticket[],
  transactions: Iterable<Transaction>,
  settings: Settings,
): MatchedTickets {
  if (tickets.length === 0) {
    return { uses: [], identifications: [] };
  }
  const open = [...tickets].sort(byMoment).map(openTicket);
  const places = new Set(open.map(({ ticket }) => placeOf(ticket)));
  const sales: Leaving[] = [];
  for (const transaction of transactions) {
    if (isLeaving(transaction) && places.has(placeOf(askedBy(transaction)))) {
      sales.push(transaction);
    }
  }
  const judge = new Judge(settings);
  const identifications = sales
    .sort(compareOrder)
    .flatMap((sale) => identified(sale, open, judge) ?? []);
  return {
    uses: open.map(({ ticket, fills, left }) => ({
      ticket,
      fills,
      left: left.filter(({ quantity }) => !isZeroQuantity(quantity)),
    })),
    identifications,
  };
}

interface OpenTicket {
  readonly ticket: Ticket;
  readonly fills: TicketFill[];
  left: NamedUnits[];
}

const openTicket = (ticket: Ticket): OpenTicket => ({ ticket, fills: [], left: [...ticket.lots] });

type Place = Pick<Ticket, "account" | "asset"> & { readonly purpose: TicketPurpose | null };

const placeOf = ({ account, asset, purpose }: Place) => `${account}\n${asset}\n${purpose}`;

const askedBy = (leaving: Leaving): Place => ({
  account: leaving.account,
  asset: leaving.sent.asset,
  purpose: purposeOf(leaving),
});

function byMoment(a: Ticket, b: Ticket): number {
  const [first, second] = [`${a.madeAt}${a.id}`, `${b.madeAt}${b.id}`];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Why a ticket does not count for a sale; null: it counts. */
export type TicketFault = "after-the-sale" | "expired" | "withdrawn" | "broker-not-told";

/** Decides whether a ticket counts for a sale, by the zone and custody of the books. */
export class Judge {
  readonly #dateOf: (at: Instant) => CalendarDate;
  readonly #custody: Custody;
  readonly #byHand: ReadonlyMap<TransactionId, readonly Identification[]>;

  constructor({ timeZone, accounts, identifications }: Settings) {
    this.#dateOf = dateIn(timeZone);
    this.#custody = new Custody(accounts);
    const byHand = new Map<TransactionId, Identification[]>();
    for (const each of identifications) {
      byHand.set(each.transaction, [...(byHand.get(each.transaction) ?? []), each]);
    }
    this.#byHand = byHand;
  }

  /** The tax date of a sale. */
  dateOf({ date, at }: Leaving): CalendarDate {
    return date ?? this.#dateOf(at);
  }

  /** Why the ticket does not count for this sale of its account and asset; null when it does. */
  faultOf(ticket: Ticket, sale: Leaving): TicketFault | null {
    const { madeAt, withdrawnAt, expiresAt, toldBrokerAt } = ticket;
    // Of a sale known by its day alone nobody can say that a ticket of that day was earlier.
    if (sale.date === null ? madeAt > sale.at : this.#dateOf(madeAt) >= sale.date) {
      return "after-the-sale";
    }
    if (withdrawnAt !== null && withdrawnAt <= sale.at) {
      return "withdrawn";
    }
    if (expiresAt <= sale.at) {
      return "expired";
    }
    const record = { madeAt, toldBrokerAt };
    return this.#custody.inTime(record, sale.account, sale.at, this.dateOf(sale))
      ? null
      : "broker-not-told";
  }

  /** Lots named by hand for this sale, in time and no earlier than the ticket, go before it. */
  isOverruled(ticket: Ticket, sale: Leaving): boolean {
    const date = this.dateOf(sale);
    return (this.#byHand.get(sale.id) ?? []).some(
      (one) =>
        one.madeAt >= ticket.madeAt && this.#custody.inTime(one, sale.account, sale.at, date),
    );
  }
}

function identified(
  sale: Leaving,
  open: readonly OpenTicket[],
  judge: Judge,
): Identification | null {
  const place = placeOf(askedBy(sale));
  const used: { ticket: Ticket; lots: readonly NamedUnits[] }[] = [];
  let wanted = sale.sent.quantity;
  for (const each of open) {
    if (isZeroQuantity(wanted)) {
      break;
    }
    const { ticket } = each;
    if (
      placeOf(ticket) !== place ||
      judge.faultOf(ticket, sale) !== null ||
      judge.isOverruled(ticket, sale)
    ) {
      continue;
    }
    const lots = take(each, wanted);
    if (lots.length > 0) {
      each.fills.push({ transaction: sale.id, at: sale.at, lots });
      used.push({ ticket, lots });
      wanted = lots.reduce((rest, { quantity }) => subtractQuantity(rest, quantity), wanted);
    }
  }
  return used.length === 0 ? null : together(sale.id, used);
}

/** Takes up to so many units off a ticket, its lots in their order. */
function take(open: OpenTicket, wanted: Quantity): readonly NamedUnits[] {
  const taken: NamedUnits[] = [];
  let rest = wanted;
  open.left = open.left.map(({ lot, quantity }) => {
    const units = minQuantity(quantity, rest);
    if (signQuantity(units) <= 0) {
      return { lot, quantity };
    }
    taken.push({ lot, quantity: units });
    rest = subtractQuantity(rest, units);
    return { lot, quantity: subtractQuantity(quantity, units) };
  });
  return taken;
}

/** Several tickets of one sale say one thing, as of when the last of them was written and told. */
function together(
  transaction: TransactionId,
  used: readonly { readonly ticket: Ticket; readonly lots: readonly NamedUnits[] }[],
): Identification {
  const lots = new Map<string, Quantity>();
  for (const { lot, quantity } of used.flatMap((each) => each.lots)) {
    const before = lots.get(lot);
    lots.set(lot, before === undefined ? quantity : addQuantity(before, quantity));
  }
  const told = used.flatMap(({ ticket }) =>
    ticket.toldBrokerAt === null ? [] : [ticket.toldBrokerAt],
  );
  return {
    transaction,
    madeAt: latest(used.map(({ ticket }) => ticket.madeAt)),
    toldBrokerAt: told.length === used.length ? latest(told) : null,
    lots: [...lots].map(([lot, quantity]) => ({ lot, quantity })),
  };
}

/** Of one or more moments the last. */
const latest = (moments: readonly Instant[]): Instant =>
  moments.reduce((last, each) => (each > last ? each : last));
