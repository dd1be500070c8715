import type { ClientId } from "@/db/ids";
import type { ClientRole } from "@/db/tenant";
import type { Reconciliation } from "@/lib/reconcile/reconcile";
import type { FormInput } from "@/lib/tax/forms/form-facts";
import type { AccountCosts } from "@/lib/tax/harvest/account-costs";
import type { HarvestMark } from "@/lib/tax/harvest/marks";
import type { AsOf, LedgerSettings, Quote, YearProfile } from "@/lib/tax/settings";
import type { TicketUse } from "@/lib/tax/tickets/ticket";
import type {
  AccountId,
  FilePart,
  Origin,
  Transaction,
  TransactionId,
} from "@/lib/tax/transaction";
import type { PriceNeed, ValuedAmount } from "@/lib/tax/valuation/value-transactions";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import type { CalendarDate } from "@/lib/time/calendar-date";

/** What a computation stands on: equal versions and an equal day mean equal figures. */
export interface BooksVersion {
  readonly ledger: number;
  readonly settings: number;
  readonly engine: string;
}

/** What Form 8949 takes besides the ledger. */
export type BookForms = Required<Omit<FormInput, "assets">>;

/** Everything computed from one client's facts, as of one day. Shared between requests: never changed after it is made. */
export interface ComputedBooks {
  readonly clientId: ClientId;
  readonly version: BooksVersion;
  readonly asOf: AsOf;
  /** Identifications include those of tickets. */
  readonly settings: LedgerSettings;
  /** Lots named before a sale, with the sales that used them, in the order they were written. */
  readonly tickets: readonly TicketUse[];
  readonly profiles: readonly YearProfile[];
  /** The facts that count, by id, in the ledger's order; rows without dollars carry those of `valued`. */
  readonly transactions: ReadonlyMap<TransactionId, Transaction>;
  /** What no source told in dollars and a price gives, by transaction. */
  readonly valued: ReadonlyMap<TransactionId, readonly ValuedAmount[]>;
  /** What is still without dollars and a price could give. */
  readonly unpriced: readonly PriceNeed[];
  readonly accounts: ReadonlyMap<AccountId, string>;
  /** What brokers' forms say, adjustments people state, and how Form 8949 is filled in. */
  readonly forms: BookForms;
  /** Brokers' Forms 1099-DA beside the sales they tell of. */
  readonly reconciliation: Reconciliation;
  readonly ledger: LedgerResult;
  /** Ascending; every year with disposals or income, what lies between, and the year of `asOf`. */
  readonly years: readonly YearResult[];
}

/** The books with what changes without a new version: who asks, the newest prices, the day. */
export interface Books extends ComputedBooks {
  readonly clientName: string;
  readonly role: ClientRole;
  /** The tax years whoever asks may see; null: all. What hands out figures of a year keeps to them. */
  readonly onlyYears: readonly number[] | null;
  /** The day in the tax time zone when it was asked. `asOf.date` is earlier in a look back. */
  readonly today: CalendarDate;
  /** The newest price of each asset at or before `asOf`. */
  readonly quotes: readonly Quote[];
  /** What people say stands in the way of selling; changes advice and no figure. */
  readonly marks: readonly HarvestMark[];
  /** What people say selling costs, by account; changes advice and no figure. */
  readonly accountCosts: readonly AccountCosts[];
}

/** The computed year; null when there is none. */
export function yearOfBooks(books: Books, year: number): YearResult | null {
  return books.years.find((result) => result.year === year) ?? null;
}

/** True for a year whoever asks may see. */
export const isSeen = ({ onlyYears }: Pick<Books, "onlyYears">, year: number): boolean =>
  onlyYears === null || onlyYears.includes(year);

/** The name of an account as the person gave it; its id when it has none. */
export function accountNameOf(books: ComputedBooks, id: AccountId): string {
  return books.accounts.get(id) ?? id;
}

/**
 * "coinbase-2025.csv, line 17", each of several files that tell it; "entered by hand" or "transfer confirmed by hand"; empty when it
 * is not in the books.
 */
export function placeOf(books: ComputedBooks, id: TransactionId): string {
  const transaction = books.transactions.get(id);
  if (transaction === undefined) {
    return "";
  }
  const { origin } = transaction;
  if (origin.from === "hand") {
    return transaction.kind === "transfer" ? "transfer confirmed by hand" : "entered by hand";
  }
  return filesText(origin);
}

/** Every file that tells a row, with its lines: "tx.csv, line 4; tokens.csv, lines 2, 3". */
export function filesText(origin: Extract<Origin, { from: "file" }>): string {
  return [origin, ...(origin.also ?? [])].map(partText).join("; ");
}

function partText({ file, lines }: FilePart): string {
  return `${file}, ${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}`;
}
