import { ZERO_QUANTITY } from "@/lib/money/quantity";
import { addUsd, signUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { type Book, type Dated, openLot } from "@/lib/tax/book";
import { report } from "@/lib/tax/issues";
import type { Buy } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";

/**
 * Opens the lot of a purchase that somebody's denied loss goes with. From a related seller: a gain counts only above the
 * seller's denied loss, a loss from the price paid (IRC 267(d); Pub. 550). A replacement of units sold at a loss outside the
 * books: basis and holding period take that loss and period over (IRC 1091(d), 1223(3)).
 */
export function openWithPast(book: Book, event: Dated<Buy>, cost: Usd | null): void {
  const { tx, date } = event;
  const washed = sound(book, event, tx.replacementElsewhere?.disallowed);
  const denied = sound(book, event, tx.sellerDeniedLoss);
  const basis = cost === null ? null : addUsd(cost, washed);
  const lot = openLot(book, tx.account, {
    id: tx.id,
    acquisition: tx.id,
    asset: tx.received.asset,
    acquired: heldFrom(book, event),
    opened: date,
    quantity: tx.received.quantity,
    basis: basis === null ? null : addUsd(basis, denied),
    lossBasis: signUsd(denied) > 0 ? basis : null,
  });
  if (signUsd(washed) > 0) {
    book.wash?.washed.set(lot, {
      units: tx.received.quantity,
      amount: washed,
      gone: ZERO_QUANTITY,
    });
  }
}

/** An amount that must not be negative: then it is reported and counts as none. */
function sound(book: Book, event: Dated<Buy>, amount: Usd | undefined): Usd {
  if (amount === undefined || signUsd(amount) >= 0) {
    return amount ?? ZERO_USD;
  }
  bad(book, event, "The denied loss is negative; it is left out.");
  return ZERO_USD;
}

function heldFrom(book: Book, event: Dated<Buy>): CalendarDate {
  const { tx, date } = event;
  const from = tx.replacementElsewhere?.heldFrom ?? date;
  if (from <= date) {
    return from;
  }
  bad(
    book,
    event,
    `The holding period is said to begin on ${from}, after the purchase; it begins with the purchase.`,
  );
  return date;
}

function bad(book: Book, event: Dated<Buy>, message: string): void {
  report(book, event, {
    code: "bad-value",
    severity: "check",
    asset: event.tx.received.asset,
    message,
    remedy: "Correct what the row says about the loss.",
  });
}
