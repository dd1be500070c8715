import { signUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot, IncomeEvent, RemovedUnits } from "@/lib/tax/closed-lot";
import type { AssetBook } from "@/lib/tax/forms/boxes";
import { formFacts } from "@/lib/tax/forms/form-facts";
import { walk } from "@/lib/tax/ledger";
import { inOrder } from "@/lib/tax/order";
import type { AsOf, LedgerSettings } from "@/lib/tax/settings";
import type { TicketUse } from "@/lib/tax/tickets/ticket";
import { Trace } from "@/lib/tax/trace";
import type { Transaction, TransactionId } from "@/lib/tax/transaction";
import type { ValuedAmount } from "@/lib/tax/valuation/value-transactions";
import type { TaxMethod } from "@/lib/tax/worksheets/tax-table";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import type { CalendarDate } from "@/lib/time/calendar-date";
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
  /** What of the transactions no source told in dollars and a price gave (`valueTransactions`). */
  readonly valued?: ReadonlyMap<TransactionId, readonly ValuedAmount[]>;
  /** Lots named before sales, with the sales that used them; none unless told. Their identifications are among the settings'. */
  readonly tickets?: readonly TicketUse[];
}

/** A receipt of income and its position among all, from 1. */
export interface Receipt {
  readonly receipt: number;
  readonly event: IncomeEvent;
}

/** Units that paid the fee of a move and left their basis to what arrived: their position in `removed`, from 1. */
export interface CarriedFee {
  readonly transaction: TransactionId;
  readonly basis: Usd;
  readonly number: number;
}

/** The books with what is looked up in them, each table made when first asked for. */
export class Facts {
  readonly books: ExplainedBooks;
  #transactions: ReadonlyMap<string, Transaction> | null = null;
  #closed: ReadonlyMap<string, readonly ClosedLot[]> | null = null;
  #lineage: Lineage | null = null;
  #years: ReadonlyMap<number, number> | null = null;
  #removed: readonly RemovedUnits[] | null = null;
  #carried: ReadonlyMap<string, readonly CarriedFee[]> | null = null;
  #arrivals: ReadonlyMap<string, readonly number[]> | null = null;
  #washes: ReadonlyMap<number, ClosedLot> | null = null;
  #sold: ReadonlyMap<string, readonly ClosedLot[]> | null = null;
  #assets: AssetBook | null = null;
  #receipts: ReadonlyMap<string, readonly Receipt[]> | null = null;

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

  /** The price that gave a transaction a figure nobody told; null when it was told. */
  pricedBy({ id }: Transaction, name: string): ValuedAmount | null {
    return this.books.valued?.get(id)?.find((amount) => amount.name === name) ?? null;
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
    return this.closedBy(lot.disposal).indexOf(lot) + 1;
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

  /** A year's receipts with their positions in the ledger's income, from 1. */
  receiptsOf(year: number): readonly Receipt[] {
    this.#receipts ??= groupBy(
      this.books.ledger.income.map((event, index) => ({ receipt: index + 1, event })),
      ({ event }) => event.date.slice(0, 4),
    );
    return this.#receipts.get(`${year}`) ?? [];
  }

  /** Units that left without a sale; those of accounts that are not on the return last. */
  get removed(): readonly RemovedUnits[] {
    const { removed, outside } = this.books.ledger;
    this.#removed ??= outside.removed.length === 0 ? removed : [...removed, ...outside.removed];
    return this.#removed;
  }

  /** Units whose basis a move carried on; those whose basis is not known carry none. */
  carriedFees(transfer: string): readonly CarriedFee[] {
    this.#carried ??= groupBy(
      this.removed.flatMap(({ why, transaction, basis }, index) =>
        why === "fee-carried" && basis !== null ? [{ transaction, basis, number: index + 1 }] : [],
      ),
      ({ transaction }) => transaction,
    );
    return this.#carried.get(transfer) ?? [];
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
    return [...this.#lotOfWash].flatMap(([wash, washed]) => (washed === lot ? [wash] : []));
  }

  /** The closed lot whose loss a wash sale (by position) disallowed. */
  lotOfWash(wash: number): ClosedLot | null {
    return this.#lotOfWash.get(wash) ?? null;
  }

  get #lotOfWash(): ReadonlyMap<number, ClosedLot> {
    this.#washes ??= lotOfWash(this.books.ledger);
    return this.#washes;
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
    this.#assets ??= formFacts({ assets: this.books.settings.assets }).assets;
    return this.#assets;
  }

  /** How the forms were filled in. */
  get rounding(): "cents" | "dollars" {
    return this.books.rounding ?? "cents";
  }

  /** The tax date of a transaction. */
  dateOf(tx: Transaction): CalendarDate {
    return tx.date ?? dateIn(this.books.settings.timeZone)(tx.at);
  }
}

/** The closed lot that carries each wash sale (by position): those of one lot, in order, up to what its adjustment says. */
function lotOfWash({
  washSales,
  closedLots,
  outside,
}: LedgerResult): ReadonlyMap<number, ClosedLot> {
  const lotOf = new Map<number, ClosedLot>();
  const waiting = groupBy(
    washSales.map((sale, index) => ({ sale, index })),
    ({ sale }) => `${sale.disposal} ${sale.lot}`,
  );
  for (const lot of [...closedLots, ...outside.closedLots]) {
    const sales = waiting.get(`${lot.disposal} ${lot.lot}`) ?? [];
    let left = lot.adjustments.find(({ code }) => code === "W")?.amount ?? ZERO_USD;
    let next = signUsd(left) > 0 ? sales.shift() : undefined;
    while (next !== undefined) {
      lotOf.set(next.index, lot);
      left = subtractUsd(left, next.sale.disallowed);
      next = signUsd(left) > 0 ? sales.shift() : undefined;
    }
  }
  return lotOf;
}
