import {
  addQuantity,
  isZeroQuantity,
  type Quantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { addUsd, type Usd } from "@/lib/money/usd";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import type { ClosedLot, IncomeEvent, RemovedUnits } from "./closed-lot";
import { Custody } from "./custody";
import { firstLongDate } from "./holding-period";
import { identificationsOf, StandingOrders } from "./identification";
import type { Issue } from "./issue";
import type { Lot, Part } from "./lot";
import { LotPool } from "./lot-pool";
import type { Identification, LedgerSettings, LotId } from "./settings";
import type { Trace } from "./trace";
import type { AccountId, AssetId, Transaction, TransactionId } from "./transaction";
import { type WashBook, washBookOf } from "./wash/wash-book";
import type { CutoverMismatch } from "./year-result";

/** A transaction with its tax date. */
export interface Dated<T extends Transaction = Transaction> {
  readonly tx: T;
  readonly date: CalendarDate;
}

/** Everything the walk through the transactions keeps and writes. Lives inside one `computeLedger`, never outside. */
export interface Book {
  readonly settings: LedgerSettings;
  readonly custody: Custody;
  readonly orders: StandingOrders;
  readonly identifications: ReadonlyMap<TransactionId, readonly Identification[]>;
  readonly pools: Map<AccountId, Map<AssetId, LotPool>>;
  /** One pool per asset over all accounts while the universal method is in use, else null. */
  universal: Map<AssetId, LotPool> | null;
  /** Units held by account and asset, kept only while the pool is universal. */
  readonly held: Map<LotPool, Quantity>;
  readonly lots: Lot[];
  /** True once a migration or a wash sale has continued a lot, so that `lots` is no longer in order of opening. */
  migrated: boolean;
  /** Lots by id, newest asset last; kept only when something names lots. */
  readonly lotsById: Map<LotId, Lot[]> | null;
  readonly firstLong: Map<CalendarDate, CalendarDate>;
  readonly reportedOrders: Set<string>;
  readonly closedLots: ClosedLot[];
  readonly income: IncomeEvent[];
  readonly removed: RemovedUnits[];
  readonly issues: Issue[];
  cutoverMismatch: readonly CutoverMismatch[];
  /** First sale or transfer of each asset from 2025 on; kept only when an allocation has to be measured by it. */
  firstOut: ReadonlyMap<AssetId, Instant> | null;
  /** Assets under a global allocation that was still open when 2025 began, and when it was completed; else null. */
  unallocatedUntil: ReadonlyMap<AssetId, Instant> | null;
  /** Keeps every step of every lot, for an explanation; null in an ordinary computation. */
  readonly trace: Trace | null;
  /** What IRC 1091 needs; null when none of its assets can be in the books. */
  readonly wash: WashBook | null;
}

/** An empty book under the given settings. */
export function newBook(settings: LedgerSettings, trace: Trace | null): Book {
  const named = settings.identifications.length > 0 || settings.allocation2025 !== null;
  const custody = new Custody(settings.accounts);
  return {
    settings,
    custody,
    orders: new StandingOrders(settings.standingOrders, custody),
    identifications: identificationsOf(settings.identifications),
    pools: new Map(),
    universal: settings.pool === "account" ? null : new Map(),
    held: new Map(),
    lots: [],
    migrated: false,
    lotsById: named ? new Map() : null,
    firstLong: new Map(),
    reportedOrders: new Set(),
    closedLots: [],
    income: [],
    removed: [],
    issues: [],
    cutoverMismatch: [],
    firstOut: null,
    unallocatedUntil: null,
    trace,
    wash: washBookOf(settings),
  };
}

/** The pool of an asset in an account, made when new. */
export function poolOf(book: Book, account: AccountId, asset: AssetId): LotPool {
  let assets = book.pools.get(account);
  if (assets === undefined) {
    assets = new Map();
    book.pools.set(account, assets);
  }
  let pool = assets.get(asset);
  if (pool === undefined) {
    pool = new LotPool(account, asset);
    assets.set(asset, pool);
  }
  return pool;
}

/** Units of a new acquisition. */
export interface Opening {
  readonly id: LotId;
  readonly acquisition: TransactionId;
  readonly asset: AssetId;
  readonly acquired: Lot["acquired"];
  readonly opened: CalendarDate;
  readonly quantity: Quantity;
  readonly basis: Usd | null;
  readonly lossBasis: Usd | null;
}

/** Opens a lot in an account; it ranks after all lots opened before. */
export function openLot(book: Book, account: AccountId, opening: Opening): Lot {
  const lot = newLot(book, opening, book.lots.length);
  book.lots.push(lot);
  place(book, lot, account, opening.quantity, opening.basis, opening.lossBasis);
  return lot;
}

/** A lot that continues another under a new asset (a migration): same id, dates and rank. */
export function continueLot(book: Book, lot: Lot, asset: AssetId): Lot {
  const { id, acquisition, acquired, opened } = lot;
  const next: Lot = {
    id,
    acquisition,
    asset,
    acquired,
    opened,
    order: lot.order,
    firstLong: lot.firstLong,
    parts: null,
  };
  book.lots.push(next);
  book.migrated = true;
  register(book, next, id);
  return next;
}

function newLot(book: Book, opening: Opening, order: number): Lot {
  const { id, acquisition, asset, acquired, opened } = opening;
  const lot: Lot = {
    id,
    acquisition,
    asset,
    acquired,
    opened,
    order,
    firstLong: firstLong(book, acquired, opened),
    parts: null,
  };
  register(book, lot, id);
  return lot;
}

/** Lets identifications and allocations find a lot by a name; nothing when nobody names lots. */
export function register(book: Book, lot: Lot, name: LotId): void {
  if (book.lotsById !== null) {
    const same = book.lotsById.get(name) ?? [];
    same.push(lot);
    book.lotsById.set(name, same);
  }
}

function firstLong(
  book: Book,
  acquired: Lot["acquired"],
  opened: CalendarDate,
): CalendarDate | null {
  if (acquired === null) {
    return null;
  }
  if (acquired === "inherited") {
    return opened;
  }
  let date = book.firstLong.get(acquired);
  if (date === undefined) {
    date = firstLongDate(acquired);
    book.firstLong.set(acquired, date);
  }
  return date;
}

/** Puts units of a lot into an account; units of the same lot already there become one part with them. */
export function place(
  book: Book,
  lot: Lot,
  account: AccountId,
  quantity: Quantity,
  basis: Usd | null,
  lossBasis: Usd | null,
): void {
  const pool = poolOf(book, account, lot.asset);
  const part: Part = {
    lot,
    pool,
    quantity,
    basis,
    lossBasis,
    rate: null,
    ripe: false,
    sibling: null,
  };
  const old = lot.parts === null ? null : partIn(lot, pool);
  book.trace?.placed(part, old);
  absorb(part, old);
  part.sibling = lot.parts;
  lot.parts = part;
  pool.add(part);
  if (book.universal !== null) {
    universalPool(book.universal, lot.asset).add(part);
    book.held.set(pool, addQuantity(book.held.get(pool) ?? ZERO_QUANTITY, quantity));
  }
}

/** The live part of a lot in a pool; forgets dead parts on the way. */
export function partIn(lot: Lot, pool: LotPool): Part | null {
  pruneDead(lot);
  let part = lot.parts;
  while (part !== null && part.pool !== pool) {
    part = part.sibling;
  }
  return part;
}

/** Drops parts with nothing left from a lot's list. */
export function pruneDead(lot: Lot): void {
  let last: Part | null = null;
  for (let part = lot.parts; part !== null; part = part.sibling) {
    if (isZeroQuantity(part.quantity)) {
      continue;
    }
    if (last === null) {
      lot.parts = part;
    } else {
      last.sibling = part;
    }
    last = part;
  }
  if (last === null) {
    lot.parts = null;
  } else {
    last.sibling = null;
  }
}

/** Adds all of `old` to `part` and leaves `old` dead. */
function absorb(part: Part, old: Part | null): void {
  if (old === null) {
    return;
  }
  part.quantity = addQuantity(part.quantity, old.quantity);
  part.basis = addKnown(part.basis, old.basis);
  part.lossBasis = addKnown(part.lossBasis, old.lossBasis);
  old.quantity = ZERO_QUANTITY;
}

/** The sum, or null when either is not known. */
export function addKnown(a: Usd | null, b: Usd | null): Usd | null {
  return a === null || b === null ? null : addUsd(a, b);
}

/** The pool of all accounts for one asset. */
export function universalPool(pools: Map<AssetId, LotPool>, asset: AssetId): LotPool {
  let pool = pools.get(asset);
  if (pool === undefined) {
    pool = new LotPool(null, asset);
    pools.set(asset, pool);
  }
  return pool;
}

/** Notes that units left an account (only the universal pool needs to know, for the 2025 cut-over). */
export function noteSent(book: Book, account: AccountId, asset: AssetId, quantity: Quantity): void {
  if (book.universal !== null) {
    const pool = poolOf(book, account, asset);
    book.held.set(pool, subtractQuantity(book.held.get(pool) ?? ZERO_QUANTITY, quantity));
  }
}
