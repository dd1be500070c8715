import { negateQuantity, type Quantity } from "@/lib/money/quantity";
import { addUsd, isZeroUsd, negateUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot, IncomeEvent } from "@/lib/tax/closed-lot";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import { groupBy } from "@/lib/tax/explain/group-by";
import { walk } from "@/lib/tax/ledger";
import { Trace, type TraceStep } from "@/lib/tax/trace";
import type { AccountId, AssetId, Transaction } from "@/lib/tax/transaction";
import { type CalendarDate, calendarDate } from "@/lib/time/calendar-date";
import { dateIn } from "@/lib/time/instant";

/** Units in an account at their basis; `basis` null: not known, so they have no dollars. */
export interface UnitPosting {
  readonly account: AccountId;
  readonly asset: AssetId;
  /** Signed: negative leaves the account. */
  readonly quantity: Quantity;
  readonly basis: Usd | null;
}

/** Dollars on an account that holds none of the units. Signed as in a ledger: income is negative. */
export interface DollarPosting {
  readonly name: DollarAccount;
  readonly amount: Usd;
}

/** Where the dollars of an entry go. */
export type DollarAccount =
  | "dollars"
  | "short-term gains"
  | "long-term gains"
  | "income"
  | "gifts and donations"
  | "lost"
  | "brought in"
  | "adjustments";

/** One transaction as double entry. Dollars of all postings, units at basis, add up to zero exactly. */
export interface JournalEntry {
  readonly date: CalendarDate;
  readonly id: string;
  readonly kind: Transaction["kind"] | "allocation";
  readonly units: readonly UnitPosting[];
  readonly dollars: readonly DollarPosting[];
}

/**
 * The books as double entry: units stand in their accounts at their basis, gains are what proceeds are above it, each with the term and the
 * adjustments the return counts. Units left by the last entry are the open lots, dollars of the gains are the engine's, to the
 * last digit. What has no known basis moves without dollars.
 */
export function journal(books: ExplainedBooks): readonly JournalEntry[] {
  const trace = new Trace();
  const ledger = walk(books.transactions, books.settings, books.asOf, trace);
  const steps = groupBy(trace.steps, ({ transaction }) => transaction ?? "");
  const closed = groupBy(
    [...ledger.closedLots, ...ledger.outside.closedLots],
    ({ disposal }) => disposal,
  );
  const income = groupBy(
    [...ledger.income, ...ledger.outside.income],
    ({ transaction }) => transaction,
  );
  const dateOf = dateIn(books.settings.timeZone);
  const entries = books.transactions.map((transaction) =>
    entry(
      { transaction, date: transaction.date ?? dateOf(transaction.at) },
      steps.get(transaction.id) ?? [],
      closed.get(transaction.id) ?? [],
      income.get(transaction.id) ?? [],
    ),
  );
  return withAllocation(
    entries.filter(({ units, dollars }) => units.length > 0 || dollars.length > 0),
    steps.get("") ?? [],
  );
}

/** The 2025 re-allocation stands before the first entry of 2025. */
function withAllocation(
  entries: readonly JournalEntry[],
  steps: readonly TraceStep[],
): readonly JournalEntry[] {
  if (steps.length === 0) {
    return entries;
  }
  const first = entries.findIndex(({ date }) => date >= "2025-01-01");
  const at = first < 0 ? entries.length : first;
  return [...entries.slice(0, at), allocation(steps), ...entries.slice(at)];
}

/** The move of unused basis to accounts (Rev. Proc. 2024-28). */
function allocation(steps: readonly TraceStep[]): JournalEntry {
  const units = steps.map(unitsOf);
  const rest = negateUsd(worth(units));
  return {
    date: calendarDate("2025-01-01"),
    id: "allocation-2025",
    kind: "allocation",
    units,
    dollars: isZeroUsd(rest) ? [] : [{ name: "adjustments", amount: rest }],
  };
}

const unitsOf = ({ step, account, asset, moved }: TraceStep): UnitPosting => ({
  account,
  asset,
  quantity: step === "placed" ? moved.quantity : negateQuantity(moved.quantity),
  basis: moved.basis === null ? null : step === "placed" ? moved.basis : negateUsd(moved.basis),
});

const worth = (units: readonly UnitPosting[]): Usd =>
  units.reduce((sum, { basis }) => addUsd(sum, basis ?? ZERO_USD), ZERO_USD);

function entry(
  { transaction, date }: { readonly transaction: Transaction; readonly date: CalendarDate },
  steps: readonly TraceStep[],
  closed: readonly ClosedLot[],
  income: readonly IncomeEvent[],
): JournalEntry {
  const units = steps.map(unitsOf);
  const gains = new Map<DollarAccount, Usd>();
  const add = (name: DollarAccount, amount: Usd): void => {
    gains.set(name, addUsd(gains.get(name) ?? ZERO_USD, amount));
  };
  for (const lot of closed) {
    if (lot.gain !== null && lot.proceeds !== null) {
      const counted = lot.adjustments.reduce((sum, { amount }) => addUsd(sum, amount), ZERO_USD);
      add(lot.term === "short" ? "short-term gains" : "long-term gains", negateUsd(lot.gain));
      add("adjustments", counted);
      add("dollars", lot.proceeds);
    }
  }
  for (const { amount } of income) {
    add("income", negateUsd(amount ?? ZERO_USD));
  }
  const told = [...gains.values()].reduce(addUsd, worth(units));
  if (!isZeroUsd(told)) {
    add(RESTS[transaction.kind] ?? "dollars", subtractUsd(ZERO_USD, told));
  }
  return {
    date,
    id: transaction.id,
    kind: transaction.kind,
    units,
    dollars: [...gains]
      .filter(([, amount]) => !isZeroUsd(amount))
      .map(([name, amount]) => ({ name, amount })),
  };
}

/** Where what is left of an entry goes: a purchase is paid in dollars, a gift goes to whom it was given. */
const RESTS: Readonly<Partial<Record<Transaction["kind"], DollarAccount>>> = {
  "gift-received": "brought in",
  inherited: "brought in",
  "gift-sent": "gifts and donations",
  donation: "gifts and donations",
  lost: "lost",
  income: "adjustments",
  transfer: "adjustments",
  migration: "adjustments",
};
