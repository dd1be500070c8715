import { shareOf } from "@/lib/money/allocate";
import {
  addQuantity,
  compareQuantity,
  isZeroQuantity,
  minQuantity,
  type Quantity,
  quantityText,
  signQuantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { type UnitRate, unitRate } from "@/lib/money/unit-rate";
import { subtractUsd, type Usd } from "@/lib/money/usd";
import { calendarDate } from "@/lib/time/calendar-date";
import {
  addKnown,
  type Book,
  type Dated,
  noteSent,
  partIn,
  poolOf,
  pruneDead,
  universalPool,
} from "./book";
import type { Choice } from "./identification";
import { report } from "./issues";
import { gainIfNamed, gainOf, judged, reportLate, reportLateOrder } from "./late-identification";
import type { Lot, Part, Taken } from "./lot";
import type { LotPool } from "./lot-pool";
import type { SaleTerms } from "./lot-selection/lowest-gain";
import type { Identification } from "./settings";
import type { AccountId, AssetId } from "./transaction";

/** Units to draw from an account, and how. */
export interface Want {
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly quantity: Quantity;
  /** Net proceeds of all the units, for methods that look at the gain; null when there are none or not known. */
  readonly proceeds: Usd | null;
  /** True for what moves between accounts: drawn from the account itself even while the pool is universal. */
  readonly move: boolean;
  /** False for costs in kind: a specific identification names the main units of a transaction only. */
  readonly identifiable: boolean;
}

/** What was drawn, in the order it is used, and what was not there. */
export interface Drawn {
  readonly taken: readonly Taken[];
  readonly missing: Quantity;
  readonly choice: Choice;
}

/**
 * Draws units out of the pool that governs: by a specific identification made in time, the rest by the standing order in
 * force, else FIFO (Reg. 1.1012-1(j)). Conserves units and basis exactly: what leaves the pool is what is returned.
 */
export function draw(book: Book, event: Dated, want: Want): Drawn {
  const { account, asset } = want;
  const { at } = event.tx;
  const choice = book.orders.inForce(account, at, event.date);
  const lateOrder = book.orders.tooLate(account, at, event.date, choice);
  if (lateOrder !== null) {
    reportLateOrder(book, event, account, lateOrder, choice);
  }
  const pool =
    book.universal === null || want.move
      ? poolOf(book, account, asset)
      : universalPool(book.universal, asset);
  const made = want.identifiable ? book.identifications.get(event.tx.id) : undefined;
  const drawn =
    made === undefined
      ? drawRest(book, event, want, pool, choice, want.quantity, [])
      : drawNamed(book, event, want, pool, choice, made);
  noteSent(book, account, asset, want.quantity);
  return drawn;
}

/** Draws the lots an identification made in time names, then the rest; a late one is reported with what it costs. */
function drawNamed(
  book: Book,
  event: Dated,
  want: Want,
  pool: LotPool,
  choice: Choice,
  made: readonly Identification[],
): Drawn {
  const verdict = judged(book, event, want, made);
  const named =
    verdict.late === null ? null : gainIfNamed(book, pool, verdict.late, choice, event, want);
  const taken: Taken[] = [];
  const left =
    verdict.counts === null
      ? want.quantity
      : drawIdentified(book, event, want, pool, verdict.counts, taken);
  const drawn = drawRest(book, event, want, pool, choice, left, taken);
  reportLate(book, event, want, verdict, choice, { named, actual: gainOf(drawn.taken, want) });
  return drawn;
}

function drawRest(
  book: Book,
  event: Dated,
  want: Want,
  pool: LotPool,
  choice: Choice,
  wanted: Quantity,
  taken: Taken[],
): Drawn {
  let left = drawByMethod(book, pool, choice, event, want, wanted, taken);
  if (book.universal !== null && want.move && !isZeroQuantity(left)) {
    // The universal pool used this account's lots for sales elsewhere: the move takes what is left of others' instead.
    const all = universalPool(book.universal, want.asset);
    left = drawByMethod(book, all, choice, event, want, left, taken);
  }
  return { taken, missing: left, choice };
}

function drawByMethod(
  book: Book,
  pool: LotPool,
  choice: Choice,
  { date }: Dated,
  want: Want,
  wanted: Quantity,
  taken: Taken[],
): Quantity {
  let left = wanted;
  const sale = choice.method === "lowest-gain" ? { rate: rateOfSale(want), sold: date } : ANY_SALE;
  while (!isZeroQuantity(left)) {
    const next = pool.next(choice.method, sale);
    if (next === null) {
      break;
    }
    const part = pool.account === null ? nearest(next.lot, want.account, next) : next;
    left = subtractQuantity(left, take(book, part, left, false, taken));
  }
  return left;
}

/** Only lowest-gain looks at the sale; the other methods share this. */
const ANY_SALE: SaleTerms = { rate: null, sold: calendarDate("1970-01-01") };

function rateOfSale(want: Want): UnitRate | null {
  return want.proceeds === null ? null : unitRate(want.proceeds, want.quantity);
}

/** In a universal pool: the disposing account's own part of the lot first, then other accounts by name. */
function nearest(lot: Lot, account: AccountId, fallback: Part): Part {
  pruneDead(lot);
  let best = fallback;
  for (let part = lot.parts; part !== null; part = part.sibling) {
    if (part.pool.account === account) {
      return part;
    }
    if (nameOf(part) < nameOf(best)) {
      best = part;
    }
  }
  return best;
}

/** Every part is in an account; only the pool over all of them has none. */
function nameOf({ pool }: Part): string {
  return pool.account ?? "";
}

/** Takes up to `wanted` units from a part; returns how many. */
export function take(
  book: Book,
  part: Part,
  wanted: Quantity,
  identified: boolean,
  taken: Taken[],
): Quantity {
  const { lot } = part;
  if (compareQuantity(part.quantity, wanted) <= 0) {
    const { quantity, basis, lossBasis } = part;
    book.trace?.drawn(part, { quantity, basis, lossBasis });
    part.quantity = ZERO_QUANTITY;
    push(taken, { lot, quantity, basis, lossBasis, identified });
    return quantity;
  }
  const basis = part.basis === null ? null : shareOf(part.basis, wanted, part.quantity);
  const lossBasis = part.lossBasis === null ? null : shareOf(part.lossBasis, wanted, part.quantity);
  book.trace?.drawn(part, { quantity: wanted, basis, lossBasis });
  part.quantity = subtractQuantity(part.quantity, wanted);
  part.basis = part.basis === null || basis === null ? null : subtractUsd(part.basis, basis);
  part.lossBasis =
    part.lossBasis === null || lossBasis === null ? null : subtractUsd(part.lossBasis, lossBasis);
  push(taken, { lot, quantity: wanted, basis, lossBasis, identified });
  return wanted;
}

/** Parts of one lot drawn one after the other (from two accounts of a universal pool) are one. */
function push(taken: Taken[], next: Taken): void {
  const last = taken.at(-1);
  if (last === undefined || last.lot !== next.lot || last.identified !== next.identified) {
    taken.push(next);
    return;
  }
  taken[taken.length - 1] = {
    lot: next.lot,
    quantity: addQuantity(last.quantity, next.quantity),
    basis: addKnown(last.basis, next.basis),
    lossBasis: addKnown(last.lossBasis, next.lossBasis),
    identified: next.identified,
  };
}

function drawIdentified(
  book: Book,
  event: Dated,
  want: Want,
  pool: LotPool,
  identification: Identification,
  taken: Taken[],
): Quantity {
  let left = want.quantity;
  for (const named of identification.lots) {
    const lots = book.lotsById?.get(named.lot) ?? [];
    let open = minQuantity(named.quantity, left);
    for (const lot of lots.filter(({ asset }) => asset === want.asset)) {
      for (
        let part = partFor(lot, want, pool);
        part !== null && signQuantity(open) > 0;
        part = partFor(lot, want, pool)
      ) {
        const got = take(book, part, open, true, taken);
        open = subtractQuantity(open, got);
        left = subtractQuantity(left, got);
      }
    }
    if (signQuantity(open) > 0) {
      report(book, event, {
        code: "bad-identification",
        severity: "check",
        quantity: open,
        asset: want.asset,
        message: `The identification names ${quantityText(named.quantity)} ${want.asset} of lot ${named.lot}, but ${quantityText(open)} of it was not in the account at that time.`,
        remedy:
          "Correct the identification; the rest follows the standing order in force, or FIFO.",
      });
    }
  }
  return left;
}

function partFor(lot: Lot, want: Want, pool: LotPool): Part | null {
  if (pool.account !== null) {
    return partIn(lot, pool);
  }
  pruneDead(lot);
  return lot.parts === null ? null : nearest(lot, want.account, lot.parts);
}
