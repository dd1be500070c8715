import type { Asking, GateRefusal } from "@/db/tenant";
import { unitPrice } from "@/lib/money/price";
import { addQuantity, compareQuantity, type Quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { compareRate, unitRate } from "@/lib/money/unit-rate";
import { err, ok, type Result } from "@/lib/result";
import { Custody } from "@/lib/tax/custody";
import { termOf } from "@/lib/tax/holding-period";
import type { LotId } from "@/lib/tax/settings";
import { isOfTicket } from "@/lib/tax/tickets/of-ticket";
import type { Transaction, TransactionId } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import { clockText } from "@/lib/time/wall-clock";
import { accountNameOf, type Books, type ComputedBooks } from "./gains/books";
import { lotsBefore, type NamableLot, namableLeg, taxDate } from "./gains/lots-before";
import { plainPrice, plainQuantity, plainUsd } from "./gains/plain";
import { lotField } from "./identify-lots";
import { loadBooks } from "./load-books";

/** One lot that was there to be named. Amounts as decimal text; null: not known. */
export interface LotChoice {
  /** The form's field for its units. */
  readonly field: string;
  readonly acquired: string | null;
  readonly quantity: string;
  readonly basisPerUnit: string | null;
  readonly basis: string | null;
  /** Its term on that day. */
  readonly term: "short" | "long" | null;
  /** Where its parts were, when not all in the transaction's own account. */
  readonly accounts: string | null;
  /** Units the transaction takes of it as the books stand; null for none. */
  readonly used: string | null;
}

/** How the lots are listed. */
export const LOT_ORDERS = ["oldest", "newest", "highest", "lowest"] as const;
export type LotOrder = (typeof LOT_ORDERS)[number];

/** An identification that stands, with the moment it was written down. */
export interface StandingIdentification {
  readonly madeAt: Instant;
  /** Wall-clock text in the tax zone. */
  readonly written: string;
  readonly told: string | null;
  readonly lots: number;
  readonly isInTime: boolean;
  /** It follows from a ticket written before the sale: it is not taken back by hand. */
  readonly isOfTicket: boolean;
}

/** The form that names lots for one disposal or transfer. */
export interface IdentificationView {
  readonly asset: string;
  readonly wanted: string;
  /** The moment by which it must have been written down, wall-clock text in the tax zone. */
  readonly moment: string;
  readonly account: string;
  /** The platform must have been told by that moment too. */
  readonly mustTell: boolean;
  readonly lots: readonly LotChoice[];
  /** All lots, of which at most `LOTS_SHOWN` are listed. */
  readonly lotCount: number;
  readonly order: LotOrder;
  readonly standing: readonly StandingIdentification[];
}

/** Lots listed at most; the order decides which. */
export const LOTS_SHOWN = 50;

/** The lots that may be named for one transaction, in the order asked for. */
export async function viewIdentification(
  user: Asking,
  clientId: string,
  id: string,
  order: LotOrder,
): Promise<Result<IdentificationView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId);
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  const transaction = transactionOf(books, id);
  const leg = transaction === null ? null : namableLeg(transaction);
  if (transaction === null || leg === null) {
    return err({ code: "not-found" });
  }
  const lots = sorted(lotsBefore(books, transaction), order);
  const used = usedBy(books, transaction.id);
  // Those in use are always there: what stands must be seen to be changed.
  const shown = [
    ...lots.filter(({ lot }) => used.has(lot)),
    ...lots.filter(({ lot }) => !used.has(lot)),
  ].slice(0, LOTS_SHOWN);
  return ok({
    asset: leg.asset,
    wanted: plainQuantity(leg.quantity),
    moment: momentText(books, transaction),
    account: accountNameOf(books, transaction.account),
    mustTell: new Custody(books.settings.accounts).mustTell(
      transaction.account,
      taxDate(books, transaction),
    ),
    lots: sorted(shown, order).map((lot) => choice(books, transaction, lot, used.get(lot.lot))),
    lotCount: lots.length,
    order,
    standing: standingFor(books, transaction),
  });
}

/** What was named for one transaction and stands, the latest written first; of several in time the first counts. */
export function standingFor(
  books: ComputedBooks,
  transaction: Transaction,
): readonly StandingIdentification[] {
  const { timeZone, identifications, accounts } = books.settings;
  const { account, at } = transaction;
  const date = taxDate(books, transaction);
  const custody = new Custody(accounts);
  return identifications
    .filter((one) => one.transaction === transaction.id)
    .sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1))
    .map((one) => ({
      madeAt: one.madeAt,
      written: clockText(one.madeAt, timeZone),
      told: one.toldBrokerAt === null ? null : clockText(one.toldBrokerAt, timeZone),
      lots: one.lots.length,
      isInTime: custody.inTime(one, account, at, date),
      isOfTicket: isOfTicket(books.tickets, one),
    }));
}

function transactionOf(books: Books, id: string): Transaction | null {
  return [...books.transactions.values()].find((told) => told.id === id) ?? null;
}

/** Units the transaction takes by lot, as computed: sold, moved or given away. */
function usedBy({ ledger }: ComputedBooks, id: TransactionId): ReadonlyMap<LotId, Quantity> {
  const used = new Map<LotId, Quantity>();
  const add = (lot: LotId, units: Quantity) =>
    used.set(lot, addQuantity(used.get(lot) ?? ZERO_QUANTITY, units));
  for (const closed of ledger.closedLots) {
    if (closed.disposal === id && closed.lot !== null && NAMED.has(closed.kind)) {
      add(closed.lot, closed.quantity);
    }
  }
  for (const removed of ledger.removed) {
    if (removed.transaction === id) {
      add(removed.lot, removed.quantity);
    }
  }
  return used;
}

/** Not the costs in kind: nobody names lots for them. */
const NAMED: ReadonlySet<string> = new Set(["sell", "spend", "swap"]);

function sorted(lots: readonly NamableLot[], order: LotOrder): readonly NamableLot[] {
  switch (order) {
    case "oldest":
      return [...lots];
    case "newest":
      return [...lots].reverse();
    case "highest":
      return [...lots].sort((a, b) => byRate(b, a));
    case "lowest":
      return [...lots].sort(byRate);
    default:
      return order satisfies never;
  }
}

/** By basis per unit; one that is not known comes first among the lowest, last among the highest. */
function byRate(a: NamableLot, b: NamableLot): number {
  if (a.basis === null || b.basis === null) {
    return Number(b.basis === null) - Number(a.basis === null);
  }
  return compareRate(unitRate(a.basis, a.quantity), unitRate(b.basis, b.quantity));
}

function choice(
  books: ComputedBooks,
  transaction: Transaction,
  { lot, acquired, quantity, basis, accounts }: NamableLot,
  used: Quantity | undefined,
): LotChoice {
  const isElsewhere = accounts.some((account) => account !== transaction.account);
  return {
    field: lotField(lot),
    acquired,
    quantity: plainQuantity(quantity),
    basis: plainUsd(basis),
    basisPerUnit: basis === null ? null : plainPrice(unitPrice(basis, quantity)),
    term: acquired === null ? null : termThen(acquired, taxDate(books, transaction)),
    accounts: isElsewhere
      ? accounts.map((account) => accountNameOf(books, account)).join(", ")
      : null,
    used:
      used === undefined || compareQuantity(used, ZERO_QUANTITY) === 0 ? null : plainQuantity(used),
  };
}

const termThen = (acquired: CalendarDate | "inherited", sold: CalendarDate) =>
  acquired === "inherited" ? "long" : termOf(acquired, sold);

function momentText(books: ComputedBooks, transaction: Transaction): string {
  const { timeZone } = books.settings;
  return transaction.date === null
    ? clockText(transaction.at, timeZone)
    : `${clockText(transaction.at, timeZone)}, as only the day is known`;
}
