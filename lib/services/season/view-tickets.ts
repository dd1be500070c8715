import { lastChangeAt } from "@/db/queries/last-change";
import { listTickets, type WrittenTicket } from "@/db/queries/tickets";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { quantityText, sumQuantity } from "@/lib/money/quantity";
import { counted } from "@/lib/reports/text";
import { err, ok, type Result } from "@/lib/result";
import { Custody } from "@/lib/tax/custody";
import { isOpenTicket, type TicketPurpose, type TicketUse } from "@/lib/tax/tickets/ticket";
import { type CalendarDate, daysBetween, yearOf } from "@/lib/time/calendar-date";
import { dayText } from "@/lib/time/day-text";
import { dateIn, type Instant, instantFromEpoch } from "@/lib/time/instant";
import { clockText } from "@/lib/time/wall-clock";
import { accountNameOf, type Books } from "../gains/books";
import { plainQuantity, plainUsd, sumKnown } from "../gains/plain";
import { loadBooks } from "../load-books";
import { elapsedText } from "./elapsed";
import { type RecordView, recordViews } from "./record-views";
import { shortLot } from "./ticket-words";

/** Where a ticket stands. "used-in-part": some of its units were sold, and it waits for the rest or has ended. */
export type TicketState = "open" | "used" | "used-in-part" | "expired" | "withdrawn";

/** What used a ticket. */
export interface TicketFillView {
  readonly transactionId: string;
  /** Wall-clock text in the zone of the books. */
  readonly at: string;
  readonly quantity: string;
  /** "3 hours 5 minutes" from the ticket to it. */
  readonly after: string;
}

/** One ticket. Amounts as decimal text; null: not known. */
export interface TicketView {
  readonly id: string;
  readonly purpose: TicketPurpose;
  readonly accountId: string;
  readonly accountName: string;
  readonly asset: string;
  readonly isOwnWallet: boolean;
  /** Local times carry their zone: "Nov 22, 2026, 11:31:05.120 EST". */
  readonly written: string;
  readonly writtenUtc: string;
  readonly until: string;
  readonly told: string | null;
  readonly withdrawn: string | null;
  /** A sale from 2027 on needs the broker told: the ticket may still see such a sale, or today is one. */
  readonly mustTell: boolean;
  readonly state: TicketState;
  /** It waits for a sale and may be withdrawn: nothing used it yet. */
  readonly mayWithdraw: boolean;
  readonly quantity: string;
  readonly left: string;
  /** Basis of all its units. */
  readonly basis: string | null;
  readonly lots: readonly {
    readonly key: string;
    readonly number: string;
    readonly acquired: string | null;
    readonly quantity: string;
    readonly basis: string | null;
  }[];
  readonly instruction: string;
  readonly fills: readonly TicketFillView[];
}

/** The tickets page: tickets, the latest first, and each disposal of the year with whether its lots were named in time. */
export interface TicketsView {
  readonly clientName: string;
  readonly year: number;
  readonly years: readonly number[];
  readonly timeZone: string;
  readonly mayWrite: boolean;
  readonly tickets: readonly TicketView[];
  readonly records: readonly RecordView[];
  readonly inTimeCount: number;
  /** When anything these stand on was told last. */
  readonly changedAt: Instant;
}

/** One ticket with whose it is. */
export interface OneTicket
  extends TicketView,
    Pick<TicketsView, "clientName" | "mayWrite" | "changedAt"> {}

/** Tickets and the year's disposals. `year` outside the books means the year of today. */
export async function viewTickets(
  user: Asking,
  clientId: string,
  year: number | null = null,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<TicketsView, GateRefusal>> {
  const read = await readTickets(user, clientId, now);
  if (!read.ok) {
    return read;
  }
  const { books, written, changedAt } = read.value;
  const years = [...books.years.map((each) => each.year)].reverse();
  const shown = year !== null && years.includes(year) ? year : yearOf(books.today);
  const records = recordViews(books, ({ sold }) => yearOf(sold) === shown).toReversed();
  return ok({
    clientName: books.clientName,
    year: shown,
    years,
    timeZone: books.settings.timeZone,
    mayWrite: books.role !== "viewer",
    tickets: written.map((ticket) => ticketView(books, ticket, now)).reverse(),
    records,
    inTimeCount: records.filter(({ state }) => state === "in-time").length,
    changedAt,
  });
}

/** One ticket. */
export async function viewTicket(
  user: Asking,
  clientId: string,
  id: string,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<OneTicket, GateRefusal>> {
  const read = await readTickets(user, clientId, now);
  if (!read.ok) {
    return read;
  }
  const { books, written, changedAt } = read.value;
  const ticket = written.find((each) => each.id === id);
  return ticket === undefined
    ? err({ code: "not-found" })
    : ok({
        ...ticketView(books, ticket, now),
        clientName: books.clientName,
        mayWrite: books.role !== "viewer",
        changedAt,
      });
}

async function readTickets(
  user: Asking,
  clientId: string,
  now: Instant,
): Promise<
  Result<{ books: Books; written: readonly WrittenTicket[]; changedAt: Instant }, GateRefusal>
> {
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  return withClient(user, clientId, "read", async (tx) =>
    ok({
      books,
      written: await listTickets(tx),
      changedAt: await lastChangeAt(tx, yearOf(books.today)),
    }),
  );
}

function ticketView(books: Books, written: WrittenTicket, now: Instant): TicketView {
  const { timeZone } = written;
  const use = books.tickets.find(({ ticket }) => ticket.id === written.id);
  const fills = use?.fills ?? [];
  const custody = new Custody(books.settings.accounts);
  const state = use === undefined ? "open" : stateOf(use, now);
  const clock = (at: Instant | null) => (at === null ? null : clockText(at, timeZone));
  return {
    id: written.id,
    purpose: written.purpose,
    accountId: written.account,
    accountName: accountNameOf(books, written.account),
    asset: written.asset,
    isOwnWallet: custody.isOwn(written.account),
    written: clockText(written.madeAt, timeZone),
    writtenUtc: written.madeAt,
    until: clockText(written.expiresAt, timeZone),
    told: clock(written.toldBrokerAt),
    withdrawn: clock(written.withdrawnAt),
    mustTell: custody.mustTell(written.account, books.today),
    state,
    mayWithdraw: use !== undefined && isOpenTicket(use, now) && fills.length === 0,
    quantity: quantityText(sumQuantity(written.lots.map(({ quantity }) => quantity))),
    left: quantityText(sumQuantity((use?.left ?? written.lots).map(({ quantity }) => quantity))),
    basis: plainUsd(sumKnown(written.lots.map(({ basis }) => basis))),
    lots: written.lots.map(({ lot, acquired, quantity, basis }) => ({
      key: lot,
      number: shortLot(lot),
      acquired,
      quantity: plainQuantity(quantity),
      basis: plainUsd(basis),
    })),
    instruction: written.instruction,
    fills: fills.map(({ transaction, at, lots }) => ({
      transactionId: transaction,
      quantity: quantityText(sumQuantity(lots.map(({ quantity }) => quantity))),
      ...soldAt(books.transactions.get(transaction)?.date ?? null, at, written),
    })),
  };
}

/** When a sale was, and how long after the ticket: of one known by its day alone only that is told. */
function soldAt(
  date: CalendarDate | null,
  at: Instant,
  { madeAt, timeZone }: WrittenTicket,
): Pick<TicketFillView, "at" | "after"> {
  return date === null
    ? { at: clockText(at, timeZone), after: elapsedText(madeAt, at) }
    : {
        at: dayText(date),
        after: counted(daysBetween(dateIn(timeZone)(madeAt), date), "day"),
      };
}

function stateOf({ ticket, fills, left }: TicketUse, now: Instant): TicketState {
  if (left.length === 0) {
    return "used";
  }
  if (fills.length > 0) {
    return "used-in-part";
  }
  if (ticket.withdrawnAt !== null) {
    return "withdrawn";
  }
  return ticket.expiresAt <= now ? "expired" : "open";
}
