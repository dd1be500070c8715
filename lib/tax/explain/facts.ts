import { signUsd, subtractUsd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot, IncomeEvent, RemovedUnits } from "@/lib/tax/closed-lot";
import type { AssetBook } from "@/lib/tax/forms/boxes";
import { formFacts } from "@/lib/tax/forms/form-facts";
import { walk } from "@/lib/tax/ledger";
import { inOrder } from "@/lib/tax/order";
import type { AsOf, LedgerSettings } from "@/lib/tax/settings";
import { Trace } from "@/lib/tax/trace";
import type { Transaction } from "@/lib/tax/transaction";
import type { TaxMethod } from "@/lib/tax/worksheets/tax-table";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import { type CalendarDate, yearOf } from "@/lib/time/calendar-date";
import { dateIn } from "@/lib/time/instant";
import { groupBy } from "./group-by";
import { type Lineage, lineageOf } from "./lineage";

/** Everything a figure can be made of: the facts and what was computed from them. */
export interface ExplainedBooks {
  readonly transactions: readonly Transaction[];
  readonly settings: LedgerSettings;
  readonly asOf: AsOf;
  /** `computeLedger` of the three above. */
  readonly ledger: LedgerResult;
  /** `computeYears` of that ledger. */
  readonly years: readonly YearResult[];
  /** As it was given to `computeYears`; "table" unless told. */
  readonly method?: TaxMethod;
  /** As it was given to `computeYears`; "cents" unless told. */
  readonly rounding?: "cents" | "dollars";
}

/** The books with what is looked up in them, each table made when first asked for. */
export class Facts {
  readonly books: ExplainedBooks;
  #transactions: ReadonlyMap<string, Transaction> | null = null;
  #closed: ReadonlyMap<string, readonly ClosedLot[]> | null = null;
  #lineage: Lineage | null = null;
  #years: ReadonlyMap<number, number> | null = null;
  #ordinals: ReadonlyMap<ClosedLot, number> | null = null;
  #removed: readonly RemovedUnits[] | null = null;
  #carried: ReadonlyMap<string, readonly { readonly number: number }[]> | null = null;
  #arrivals: ReadonlyMap<string, readonly number[]> | null = null;
  #washes: ReadonlyMap<ClosedLot, readonly number[]> | null = null;
  #sold: ReadonlyMap<string, readonly ClosedLot[]> | null = null;
  #receipts: ReadonlyMap<number, readonly number[]> | null = null;

  constructor(books: ExplainedBooks) {
    this.books = books;
  }

  get method(): TaxMethod {
    return this.books.method ?? "table";
  }

  /** The transaction that counts under an id: the first in order. */
  transaction(id: string): Transaction | null {
    this.#transactions ??= this.#byId();
    return this.#transactions.get(id) ?? null;
  }

  #byId(): ReadonlyMap<string, Transaction> {
    const map = new Map<string, Transaction>();
    for (const tx of this.books.transactions) {
      const known = map.get(tx.id);
      if (known === undefined || inOrder([tx, known])[0] === tx) {
        map.set(tx.id, tx);
      }
    }
    return map;
  }

  /** Closed lots of one disposal, in order; those of accounts that are not on the return too. */
  closedBy(disposal: string): readonly ClosedLot[] {
    if (this.#closed === null) {
      const { closedLots, outside } = this.books.ledger;
      this.#closed = groupBy([...closedLots, ...outside.closedLots], (lot) => lot.disposal);
    }
    return this.#closed.get(disposal) ?? [];
  }

  /** Which of its disposal's closed lots this is, from 1. */
  ordinalOf(lot: ClosedLot): number {
    if (this.#ordinals === null) {
      const { closedLots, outside } = this.books.ledger;
      const ordinals = new Map<ClosedLot, number>();
      const seen = new Map<string, number>();
      for (const each of [...closedLots, ...outside.closedLots]) {
        const ordinal = (seen.get(each.disposal) ?? 0) + 1;
        seen.set(each.disposal, ordinal);
        ordinals.set(each, ordinal);
      }
      this.#ordinals = ordinals;
    }
    return this.#ordinals.get(lot) ?? 0;
  }

  /** The walk once more, with each step of each lot kept. */
  get lineage(): Lineage {
    if (this.#lineage === null) {
      const { transactions, settings, asOf, ledger } = this.books;
      const trace = new Trace();
      walk(transactions, settings, asOf, trace);
      this.#transactions ??= this.#byId();
      this.#lineage = lineageOf(trace, ledger, this.#transactions);
    }
    return this.#lineage;
  }

  year(year: number): YearResult | null {
    return this.#at(year);
  }

  /** The year computed before a year; null for the first. */
  yearBefore(year: number): YearResult | null {
    return this.#at(year, -1);
  }

  #at(year: number, offset = 0): YearResult | null {
    this.#years ??= new Map(this.books.years.map((result, index) => [result.year, index]));
    const index = this.#years.get(year);
    return index === undefined ? null : (this.books.years[index + offset] ?? null);
  }

  /** Positions of a year's receipts in the ledger's income, from 1. */
  receiptsOf(year: number): readonly number[] {
    if (this.#receipts === null) {
      const receipts = new Map<number, number[]>();
      this.books.ledger.income.forEach(({ date }, index) => {
        const own = receipts.get(yearOf(date)) ?? [];
        own.push(index + 1);
        receipts.set(yearOf(date), own);
      });
      this.#receipts = receipts;
    }
    return this.#receipts.get(year) ?? [];
  }

  /** Units that left without a sale; those of accounts that are not on the return last. */
  get removed(): readonly RemovedUnits[] {
    const { removed, outside } = this.books.ledger;
    this.#removed ??= outside.removed.length === 0 ? removed : [...removed, ...outside.removed];
    return this.#removed;
  }

  /** Positions, from 1, of the units whose basis a move carried on. */
  carriedFees(transfer: string): readonly number[] {
    this.#carried ??= groupBy(
      this.removed.flatMap(({ why, transaction }, index) =>
        why === "fee-carried" ? [{ transaction, number: index + 1 }] : [],
      ),
      ({ transaction }) => transaction,
    );
    return (this.#carried.get(transfer) ?? []).map(({ number }) => number);
  }

  /** Positions of the steps by which the units of a move arrived. */
  arrivals(transfer: string): readonly number[] {
    const { steps, sourceOfPlaced, washOfPlaced } = this.lineage;
    this.#arrivals ??= groupBy(
      [...sourceOfPlaced.keys()].filter((at) => !washOfPlaced.has(at)).sort((a, b) => a - b),
      (at) => steps[at]?.transaction ?? "",
    );
    return this.#arrivals.get(transfer) ?? [];
  }

  /** Positions of the wash sales that disallowed part of a closed lot's loss. */
  washesOf(lot: ClosedLot): readonly number[] {
    this.#washes ??= washesByLot(this.books.ledger);
    return this.#washes.get(lot) ?? [];
  }

  /** The closed lot whose loss a wash sale (by position) disallowed. */
  lotOfWash(wash: number): ClosedLot | null {
    this.#washes ??= washesByLot(this.books.ledger);
    for (const [lot, washes] of this.#washes) {
      if (washes.includes(wash)) {
        return lot;
      }
    }
    return null;
  }

  /** One receipt of income, counted from 1. */
  receipt(receipt: number): IncomeEvent | null {
    return this.books.ledger.income[receipt - 1] ?? null;
  }

  /** Closed lots sold in a year, on this return. */
  closedIn(year: number): readonly ClosedLot[] {
    this.#sold ??= groupBy(this.books.ledger.closedLots, ({ sold }) => sold.slice(0, 4));
    return this.#sold.get(`${year}`) ?? [];
  }

  /** What was said about assets. */
  get assets(): AssetBook {
    return formFacts({ assets: this.books.settings.assets }).assets;
  }

  /** True when the forms were filled in in whole dollars. */
  get inWholeDollars(): boolean {
    return this.books.rounding === "dollars";
  }

  /** The tax date of a transaction. */
  dateOf(tx: Transaction): CalendarDate {
    return tx.date ?? dateIn(this.books.settings.timeZone)(tx.at);
  }
}

/** Wash sales by the closed lot that carries them: those of one lot, in order, up to what its adjustment says. */
function washesByLot({
  washSales,
  closedLots,
  outside,
}: LedgerResult): ReadonlyMap<ClosedLot, readonly number[]> {
  const byLot = new Map<ClosedLot, readonly number[]>();
  const waiting = groupBy(
    washSales.map((sale, index) => ({ sale, index })),
    ({ sale }) => `${sale.disposal} ${sale.lot}`,
  );
  for (const lot of washSales.length === 0 ? [] : [...closedLots, ...outside.closedLots]) {
    const washed = lot.adjustments.find(({ code }) => code === "W")?.amount;
    const sales = waiting.get(`${lot.disposal} ${lot.lot}`);
    const own: number[] = [];
    let left = washed ?? ZERO_USD;
    while (sales !== undefined && signUsd(left) > 0) {
      const next = sales.shift();
      if (next === undefined) {
        break;
      }
      own.push(next.index);
      left = subtractUsd(left, next.sale.disallowed);
    }
    byLot.set(lot, own);
  }
  return byLot;
}
