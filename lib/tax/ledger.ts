import { assertNever, InvariantError } from "@/lib/result";
import { type CalendarDate, yearOf } from "@/lib/time/calendar-date";
import { dateIn } from "@/lib/time/instant";
import { firstOutFrom2025 } from "./allocation-deadline";
import { type Book, type Dated, newBook, pruneDead } from "./book";
import type { ClosedLot, OpenLot } from "./closed-lot";
import { buy, deposit, inherit, receiveGift, receiveIncome } from "./events/acquisitions";
import { convert } from "./events/conversions";
import { payFees, payNetworkFees } from "./events/costs";
import { payOnly, sell, spend, swap } from "./events/disposals";
import { migrate, transfer } from "./events/moves";
import { remove, withdraw } from "./events/removals";
import { isFiat } from "./fiat";
import { IdSet } from "./id-set";
import type { Issue } from "./issue";
import { report } from "./issues";
import type { Lot } from "./lot";
import { compareOrder, inOrder } from "./order";
import { splitByOwner } from "./outside";
import { rulesFor } from "./rules/by-year";
import type { AsOf, LedgerSettings } from "./settings";
import type { Trace } from "./trace";
import type { Transaction } from "./transaction";
import { endsUniversal, endUniversal, reportPools } from "./transition-2025";
import { checked } from "./validate";
import { noteAcquired } from "./wash/acquisitions";
import { withWashedOpen } from "./wash/washed";
import type { LedgerResult } from "./year-result";

/** See `computeLedger` in compute.ts. `trace` keeps the steps of the lots; null in an ordinary computation. */
export function walk(
  transactions: readonly Transaction[],
  settings: LedgerSettings,
  asOf: AsOf,
  trace: Trace | null,
): LedgerResult {
  // Books come in order already; asking that of 100,000 rows beforehand costs a tenth of the whole computation.
  return (
    walkInOrder(transactions, settings, asOf, trace) ??
    walkInOrder(inOrder(transactions), settings, asOf, trace) ??
    unreachable()
  );
}

/** The result of transactions that stand in order; null as soon as one does not. */
function walkInOrder(
  transactions: readonly Transaction[],
  settings: LedgerSettings,
  asOf: AsOf,
  trace: Trace | null,
): LedgerResult | null {
  trace?.restart();
  const book = newBook(settings, trace);
  if (settings.allocation2025 !== null) {
    book.firstOut = firstOutFrom2025(transactions, settings, asOf);
  }
  const toDate = dateIn(settings.timeZone);
  const seen = new IdSet(transactions.length);
  let before: Transaction | null = null;
  for (const told of transactions) {
    if (before !== null && compareOrder(before, told) > 0) {
      return null;
    }
    before = told;
    const date = told.date ?? toDate(told.at);
    if (seen.add(told.id)) {
      take(book, told, date, asOf);
    } else {
      reportDuplicate(book, { tx: told, date });
    }
  }
  if (endsUniversal(book, asOf.date)) {
    trace?.begin(null);
    endUniversal(book, null);
  }
  reportPools(book);
  return resultOf(book);
}

function take(book: Book, told: Transaction, date: CalendarDate, asOf: AsOf): void {
  const tx = checked(book, told, date, asOf);
  if (tx !== null) {
    if (endsUniversal(book, date)) {
      book.trace?.begin(null);
      endUniversal(book, { tx, date });
    }
    book.trace?.begin(tx.id);
    const first = book.lots.length;
    apply(book, tx, date);
    if (book.wash !== null) {
      noteAcquired(book, book.wash, { tx, date }, first);
    }
  }
}

function unreachable(): never {
  throw new InvariantError("sorted transactions are in order");
}

function apply(book: Book, tx: Transaction, date: CalendarDate): void {
  switch (tx.kind) {
    case "buy":
      buy(book, { tx, date });
      break;
    case "income":
      receiveIncome(book, { tx, date });
      break;
    case "deposit":
      deposit(book, { tx, date });
      break;
    case "gift-received":
      receiveGift(book, { tx, date });
      break;
    case "inherited":
      inherit(book, { tx, date });
      break;
    case "sell":
      sell(book, { tx, date });
      break;
    case "spend":
      spend(book, { tx, date });
      break;
    case "swap":
      swap(book, { tx, date });
      break;
    case "fee":
      payOnly(book, { tx, date });
      break;
    case "transfer":
      transfer(book, { tx, date });
      break;
    case "migration":
      migrate(book, { tx, date });
      payNetworkFees(book, { tx, date });
      break;
    case "conversion":
      convert(book, { tx, date });
      break;
    case "withdrawal":
    case "gift-sent":
    case "donation":
    case "lost":
      leave(book, { tx, date });
      break;
    case "cash":
      payFees(book, { tx, date });
      break;
    case "unknown":
      break;
    default:
      assertNever(tx);
  }
}

type Leaving = Extract<Transaction, { kind: "withdrawal" | "gift-sent" | "donation" | "lost" }>;

function leave(book: Book, event: Dated<Leaving>): void {
  const { tx } = event;
  if (!isFiat(tx.sent.asset)) {
    if (tx.kind === "withdrawal") {
      withdraw(book, event, tx.sent);
    } else {
      remove(book, event, tx.sent, tx.kind);
    }
  }
  if (tx.kind === "withdrawal") {
    payNetworkFees(book, event);
  } else {
    payFees(book, event);
  }
}

function reportDuplicate(book: Book, event: Dated): void {
  report(book, event, {
    code: "duplicate-id",
    severity: "check",
    message: `Two transactions have the id ${event.tx.id}; only the first counts.`,
    remedy: "Void one of them.",
  });
}

function resultOf(book: Book): LedgerResult {
  const { inside, outside, issues } = splitByOwner(book, openLotsOf(book));
  return {
    closedLots: inside.closedLots,
    openLots: inside.openLots,
    income: inside.income,
    removed: inside.removed,
    issues: withUnsupportedYears(issues, inside.closedLots),
    cutoverMismatch: book.cutoverMismatch,
    washSales: book.wash?.sales ?? [],
    outside,
  };
}

function withUnsupportedYears(issues: Issue[], closedLots: readonly ClosedLot[]): Issue[] {
  const reported = new Set<number>();
  let date: CalendarDate | null = null;
  for (const lot of closedLots) {
    // In order of time, many on one day.
    if (lot.sold === date) {
      continue;
    }
    date = lot.sold;
    const year = yearOf(date);
    if (reported.has(year)) {
      continue;
    }
    reported.add(year);
    const rules = rulesFor(year);
    if (!rules.ok) {
      issues.push({
        code: "unsupported-year",
        severity: "blocking",
        transaction: lot.disposal,
        account: lot.account,
        asset: lot.asset,
        date: lot.sold,
        quantity: null,
        message: rules.error.message,
        remedy:
          "Gains and losses are listed and netted; take rates and forms for this year from its own instructions.",
      });
    }
  }
  return issues;
}

function openLotsOf(book: Book): readonly OpenLot[] {
  const open: OpenLot[] = [];
  const lots = book.migrated ? [...book.lots].sort((a, b) => a.order - b.order) : book.lots;
  for (const lot of lots) {
    const first = open.length;
    addParts(book, open, lot);
    if (open.length - first > 1) {
      const parts = open.splice(first);
      open.push(...parts.sort((a, b) => (a.account < b.account ? -1 : 1)));
    }
  }
  return open;
}

function addParts(book: Book, open: OpenLot[], lot: Lot): void {
  pruneDead(lot);
  const { wash } = book;
  for (let part = lot.parts; part !== null; part = part.sibling) {
    const { account } = part.pool;
    if (account !== null) {
      const left: OpenLot = {
        lot: lot.id,
        acquisition: lot.acquisition,
        account,
        asset: lot.asset,
        acquired: lot.acquired,
        opened: lot.opened,
        quantity: part.quantity,
        basis: part.basis,
        lossBasis: part.lossBasis,
      };
      open.push(wash === null ? left : withWashedOpen(wash, lot, left));
    }
  }
}
