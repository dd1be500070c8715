import { shareOf } from "@/lib/money/allocate";
import { isZeroQuantity, minQuantity } from "@/lib/money/quantity";
import { signUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import type { Book, Dated } from "@/lib/tax/book";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import {
  adjusted,
  closedLot,
  type Disposal,
  deniesLoss,
  withoutDeniedLoss,
} from "@/lib/tax/closing";
import type { Drawn } from "@/lib/tax/draw";
import type { Lot, Taken } from "@/lib/tax/lot";
import { cutTaken } from "@/lib/tax/taken";
import { type CalendarDate, daysBetween } from "@/lib/time/calendar-date";
import { matchHeld, matchSold } from "./replace";
import { tellShortSale, tellUnsettled } from "./tell";
import {
  covers,
  type Group,
  insertByDay,
  isSecurity,
  ownerOf,
  type Pending,
  type Purchase,
  placeOf,
  type WashBook,
  windowOf,
} from "./wash-book";
import { withWashed } from "./washed";

/** A disposal whose closed lots are the last of the book, from position `first` on, one for each lot drawn. */
interface Closing {
  readonly event: Dated;
  readonly disposal: Disposal;
  readonly drawn: Drawn;
  readonly first: number;
}

/** Units of one lot in a disposal. A loss on units sold before can split some off: `before` are those, replacements now. */
interface Piece {
  taken: Taken;
  closed: ClosedLot;
  loss: Pending | null;
  /** Looked at already: counts as sold before all that are not. */
  done: boolean;
  readonly before: Piece[];
}

/** The pieces of one disposal: those still to look at, in order of acquisition, and all of them by lot. */
interface Sale extends Closing {
  readonly queue: Piece[];
  readonly byLot: ReadonlyMap<Lot, readonly Piece[]>;
}

/**
 * Applies IRC 1091 to the closed lots of one disposal. Its lots count as sold one after the other in order of acquisition
 * (Reg. 1.1091-1(b)), each loss is matched with purchases of the 30 days before that are still held or sold later, in order of
 * acquisition (Reg. 1.1091-1(c), (d)); what is left waits for purchases of the 30 days after.
 */
export function washDisposal(book: Book, wash: WashBook, closing: Closing): void {
  const { event, disposal, drawn, first } = closing;
  const { group } = placeOf(wash, disposal.asset);
  if (group === null && wash.washed.size === 0) {
    return;
  }
  const closed = book.closedLots.splice(first);
  const pieces = drawn.taken.flatMap((taken, index): Piece[] => {
    const lot = closed[index];
    return lot === undefined ? [] : [{ taken, closed: lot, loss: null, done: false, before: [] }];
  });
  const queue = [...pieces].sort((a, b) => a.taken.lot.order - b.taken.lot.order);
  matchInOrder(book, wash, { ...closing, queue, byLot: piecesByLot(pieces) }, group);
  for (const piece of pieces.flatMap((each) => [...each.before, each])) {
    if (isZeroQuantity(piece.taken.quantity)) {
      continue;
    }
    if (piece.loss !== null) {
      piece.loss.at = book.closedLots.length;
    }
    book.closedLots.push(finished(piece));
  }
  if (isSecurity(wash, disposal.asset)) {
    tellShortSale(book, event, closed);
  }
}

function piecesByLot(pieces: readonly Piece[]): ReadonlyMap<Lot, readonly Piece[]> {
  const byLot = new Map<Lot, Piece[]>();
  for (const piece of pieces) {
    const same = byLot.get(piece.taken.lot);
    if (same === undefined) {
      byLot.set(piece.taken.lot, [piece]);
    } else {
      same.push(piece);
    }
  }
  return byLot;
}

function finished({ closed, loss }: Piece): ClosedLot {
  return loss === null ? closed : adjusted(closed, loss.washed, loss.denied);
}

function matchInOrder(book: Book, wash: WashBook, sale: Sale, group: Group | null): void {
  for (let next = sale.queue.shift(); next !== undefined; next = sale.queue.shift()) {
    next.done = true;
    if (isZeroQuantity(next.taken.quantity)) {
      continue;
    }
    next.closed = withWashed(wash, next.taken.lot, next.closed);
    const loss = lossOf(wash, sale, next);
    if (group === null || loss === null) {
      continue;
    }
    next.loss = loss;
    matchBefore(book, wash, sale, group, loss);
    if (!isZeroQuantity(loss.unitsLeft)) {
      insertByDay(group.pending, loss, ({ day }) => day);
    }
  }
}

/** A loss of these units that the rule reaches, or null: a gain, an unknown result, or an asset it does not cover that day. */
function lossOf(wash: WashBook, closing: Closing, { taken, closed }: Piece): Pending | null {
  const { event, disposal } = closing;
  const { proceeds, basis } = closed;
  const owner = ownerOf(wash, disposal.account);
  if (proceeds === null || basis === null || owner === "ira") {
    return null;
  }
  const lossLeft = subtractUsd(basis, proceeds);
  const day = washDay(event, taken.lot.opened);
  if (signUsd(lossLeft) <= 0 || !covers(wash, disposal.asset, day)) {
    return null;
  }
  return {
    event,
    closed,
    at: closing.first,
    denied: deniesLoss(event.tx, disposal.kind),
    owner,
    day,
    ...windowOf(day),
    held: daysHeld(closed, taken.lot.opened),
    unitsLeft: closed.quantity,
    lossLeft,
    washed: ZERO_USD,
    told: false,
  };
}

/**
 * The day the window is counted around: of the sale; or of entering a short sale when the units delivered to close it were
 * owned already (Reg. 1.1091-1(g)).
 */
function washDay({ tx, date }: Dated, opened: CalendarDate): CalendarDate {
  const entered = tx.kind === "sell" ? tx.shortSaleEntered : undefined;
  return entered !== undefined && opened <= entered ? entered : date;
}

/** More than a year, whatever the dates: what was inherited counts as held so (IRC 1223(9)). */
const OVER_A_YEAR = 367;

/** Days from the start of the holding period to the sale: they go on in the replacement (IRC 1223(3)). */
function daysHeld({ acquired, sold }: ClosedLot, opened: CalendarDate): number {
  const from = acquired === null || acquired === "inherited" ? opened : acquired;
  const days = daysBetween(from, sold);
  return acquired === "inherited" && days < OVER_A_YEAR ? OVER_A_YEAR : days;
}

/** Matches a loss with what was bought up to now within its window, units of the same sale that follow included. */
function matchBefore(book: Book, wash: WashBook, sale: Sale, group: Group, loss: Pending): void {
  const { purchases } = group;
  let unsettled: Purchase | null = null;
  for (let at = firstFrom(purchases, loss.from); at < purchases.length; at++) {
    const purchase = purchases[at];
    if (purchase === undefined || purchase.bought > loss.to || isZeroQuantity(loss.unitsLeft)) {
      break;
    }
    if (!purchase.counts || !covers(wash, purchase.lot.asset, loss.day)) {
      unsettled ??= purchase;
    } else if (purchase.lot.acquisition !== loss.closed.acquisition) {
      // Units of one purchase do not replace each other (Rev. Rul. 56-602).
      matchLater(book, wash, sale, purchase, loss);
      matchHeld(book, wash, loss, purchase);
    }
  }
  if (unsettled !== null && !isZeroQuantity(loss.unitsLeft)) {
    tellUnsettled(book, loss, unsettled);
  }
}

/** The first purchase on or after a day, found by halving: the list may be long. */
function firstFrom(purchases: readonly Purchase[], day: CalendarDate): number {
  let [low, high] = [0, purchases.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const purchase = purchases[middle];
    if (purchase !== undefined && purchase.bought < day) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Matches a loss with units of the same sale that were bought within the window and count as sold after it. */
function matchLater(
  book: Book,
  wash: WashBook,
  sale: Sale,
  purchase: Purchase,
  loss: Pending,
): void {
  for (const piece of sale.byLot.get(purchase.lot) ?? []) {
    const units = minQuantity(piece.taken.quantity, loss.unitsLeft);
    if (piece.done || isZeroQuantity(units)) {
      continue;
    }
    const { proceeds: all } = piece.closed;
    invariant(all !== null, "a sale with a loss has known proceeds");
    const proceeds = shareOf(all, units, piece.taken.quantity);
    const matched = matchSold(book, wash, loss, purchase, cutTaken(piece.taken, units)[0]);
    const split: Piece = {
      taken: matched,
      closed: closedAs(sale, matched, proceeds),
      loss: null,
      done: false,
      before: [],
    };
    [, piece.taken] = cutTaken(piece.taken, units);
    piece.closed = closedAs(sale, piece.taken, subtractUsd(all, proceeds));
    piece.before.push(split);
    sale.queue.splice(sale.queue.indexOf(piece), 0, split);
  }
}

function closedAs(closing: Closing, taken: Taken, proceeds: Usd): ClosedLot {
  const { event, disposal, drawn } = closing;
  const closed = closedLot(event, disposal, drawn, taken, proceeds);
  return deniesLoss(event.tx, disposal.kind) ? withoutDeniedLoss(closed) : closed;
}
