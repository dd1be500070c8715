import { addQuantity, type Quantity } from "@/lib/money/quantity";
import { addUsd, type Usd } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { computeLedger } from "@/lib/tax/compute";
import type { LotId } from "@/lib/tax/settings";
import type { AccountId, Leg, Transaction } from "@/lib/tax/transaction";
import { PER_ACCOUNT_FROM } from "@/lib/tax/transition-2025";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { dateIn } from "@/lib/time/instant";
import type { ComputedBooks } from "./books";

/** A lot as one may name it: its parts in several accounts together. */
export interface NamableLot {
  readonly lot: LotId;
  readonly acquired: OpenLot["acquired"];
  readonly opened: CalendarDate;
  readonly accounts: readonly AccountId[];
  readonly quantity: Quantity;
  /** null: not known. */
  readonly basis: Usd | null;
}

const NAMABLE_KINDS: ReadonlySet<Transaction["kind"]> = new Set([
  "sell",
  "spend",
  "swap",
  "conversion",
  "transfer",
  "withdrawal",
  "gift-sent",
  "donation",
]);

/** The units for which a person may name lots (Reg. 1.1012-1(j): sold, disposed of or transferred); null when it is none of these. */
export function namableLeg(transaction: Transaction): Leg | null {
  return NAMABLE_KINDS.has(transaction.kind) && "sent" in transaction ? transaction.sent : null;
}

/** The tax date of a transaction. */
export function taxDate(books: ComputedBooks, { date, at }: Transaction): CalendarDate {
  return date ?? dateIn(books.settings.timeZone)(at);
}

/**
 * The lots that were open for a transaction just before it, by opening: everything told before it in the ledger's order,
 * through the engine, as of its own moment. While the client's pool is universal, lots of every account but for moves; else
 * those of its own account.
 */
export function lotsBefore(books: ComputedBooks, transaction: Transaction): readonly NamableLot[] {
  const leg = namableLeg(transaction);
  if (leg === null) {
    return [];
  }
  const earlier: Transaction[] = [];
  for (const told of books.transactions.values()) {
    if (told.id === transaction.id) {
      break;
    }
    earlier.push(told);
  }
  const date = taxDate(books, transaction);
  const { openLots } = computeLedger({
    transactions: earlier,
    settings: books.settings,
    asOf: { at: transaction.at, date },
  });
  const isWide = isUniversal(books, date) && transaction.kind !== "transfer";
  return merged(
    openLots.filter(
      (lot) => lot.asset === leg.asset && (isWide || lot.account === transaction.account),
    ),
  );
}

function isUniversal({ settings }: ComputedBooks, date: CalendarDate): boolean {
  return settings.pool === "universal" || (settings.pool !== "account" && date < PER_ACCOUNT_FROM);
}

function merged(parts: readonly OpenLot[]): readonly NamableLot[] {
  const lots = new Map<LotId, NamableLot>();
  for (const { lot, acquired, opened, account, quantity, basis } of parts) {
    const before = lots.get(lot);
    lots.set(
      lot,
      before === undefined
        ? { lot, acquired, opened, accounts: [account], quantity, basis }
        : {
            ...before,
            accounts: [...before.accounts, account],
            quantity: addQuantity(before.quantity, quantity),
            basis: before.basis === null || basis === null ? null : addUsd(before.basis, basis),
          },
    );
  }
  return [...lots.values()];
}

/** The lots unused when the year 2025 began, as the client's pool left them and where each was traced to. */
export function lotsUnusedAt2025(books: ComputedBooks): readonly OpenLot[] {
  const earlier = [...books.transactions.values()].filter(
    (transaction) => taxDate(books, transaction) < PER_ACCOUNT_FROM,
  );
  const last = earlier.at(-1);
  return last === undefined
    ? []
    : computeLedger({
        transactions: earlier,
        settings: { ...books.settings, allocation2025: null },
        asOf: { at: last.at, date: taxDate(books, last) },
      }).openLots;
}
