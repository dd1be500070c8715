import { type Quantity, quantityText, signQuantity } from "@/lib/money/quantity";
import { signUsd, type Usd } from "@/lib/money/usd";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Book, Dated } from "./book";
import { report } from "./issues";
import { receivedOf, sentOf, statedValue } from "./legs";
import type { AsOf } from "./settings";
import type { AssetId, Leg, Transaction } from "./transaction";

/** The first block of the first chain: nothing digital was held before (rules.md, issue "early-date"). */
const FIRST_BLOCK = "2009-01-03";

/**
 * Checks one transaction. Returns it, or a harmless version of it (a negative price counts as not known), or null when it
 * can have no effect; every finding is reported. Nothing is thrown for bad data.
 */
export function checked(
  book: Book,
  tx: Transaction,
  date: CalendarDate,
  asOf: AsOf,
): Transaction | null {
  if (tx.at > asOf.at) {
    return without(
      book,
      { tx, date },
      "future-date",
      `Dated ${date}, later than ${asOf.date}; it has no effect yet.`,
      "Correct the date, or wait.",
    );
  }
  if (date < FIRST_BLOCK) {
    return without(
      book,
      { tx, date },
      "early-date",
      `Dated ${date}, before the first digital asset existed; it has no effect.`,
      "Correct the date.",
    );
  }
  if (tx.kind === "unknown") {
    return without(
      book,
      { tx, date },
      "unknown-kind",
      `The row "${tx.label}" is of a kind that is not known; it has no effect.`,
      "Say what it was.",
    );
  }
  return badQuantity(book, tx, date) ? null : withoutNegatives(book, tx, date);
}

function without(
  book: Book,
  event: Dated,
  code: "future-date" | "early-date" | "unknown-kind",
  message: string,
  remedy: string,
): null {
  const severity = code === "future-date" ? "check" : "blocking";
  report(book, event, { code, severity, message, remedy, ...assetOf(event.tx) });
  return null;
}

function badQuantity(book: Book, tx: Transaction, date: CalendarDate): boolean {
  const bad = firstBad(tx);
  if (bad === null) {
    return false;
  }
  report(
    book,
    { tx, date },
    {
      code: "bad-quantity",
      severity: "blocking",
      asset: bad.asset,
      quantity: bad.quantity,
      message: `The quantity ${quantityText(bad.quantity)} ${bad.asset} is not above zero; the row has no effect.`,
      remedy: "Correct the quantity, or void the row.",
    },
  );
  return true;
}

function firstBad(tx: Transaction): Leg | null {
  const sent = sentOf(tx);
  if (sent !== null && signQuantity(sent.quantity) <= 0) {
    return sent;
  }
  // A transfer may arrive empty: all of it was the fee.
  const received = receivedOf(tx);
  if (received !== null && belowLeast(received.quantity, tx.kind === "transfer")) {
    return received;
  }
  for (const fee of tx.fees) {
    if (signQuantity(fee.quantity) <= 0) {
      return fee;
    }
  }
  return null;
}

function belowLeast(quantity: Quantity, zeroAllowed: boolean): boolean {
  const sign = signQuantity(quantity);
  return sign < 0 || (sign === 0 && !zeroAllowed);
}

function withoutNegatives(book: Book, tx: Transaction, date: CalendarDate): Transaction {
  let sound = tx;
  if (isNegative(statedValue(tx)) && "value" in tx) {
    negative(book, { tx, date }, "The dollar value is negative; it is treated as not known.");
    sound = { ...tx, value: null };
  }
  if (isNegative(sound.feeUsd)) {
    negative(
      book,
      { tx, date },
      "The fee is negative; it is treated as a rebate: it lowers the basis or raises the proceeds.",
    );
  }
  if (sound.fees.length > 0 && sound.fees.some(({ value }) => isNegative(value))) {
    negative(book, { tx, date }, "The value of a fee is negative; it is treated as not known.");
    const fees = sound.fees.map((fee) => (isNegative(fee.value) ? { ...fee, value: null } : fee));
    sound = { ...sound, fees };
  }
  return withoutOddNegatives(book, sound, date);
}

/** The dollar figures only some kinds have. */
function withoutOddNegatives(book: Book, tx: Transaction, date: CalendarDate): Transaction {
  if (tx.kind === "transfer" && isNegative(tx.feeValue)) {
    negative(
      book,
      { tx, date },
      "The value of the network fee is negative; it is treated as not known.",
    );
    return { ...tx, feeValue: null };
  }
  if (tx.kind === "gift-received" && isNegative(tx.donorBasis)) {
    negative(book, { tx, date }, "The donor's basis is negative; it is treated as not known.");
    return { ...tx, donorBasis: null };
  }
  if (tx.kind === "swap" && tx.withheld !== null && isNegative(tx.withheld.value)) {
    negative(
      book,
      { tx, date },
      "The value of the withheld units is negative; nothing is treated as withheld.",
    );
    return { ...tx, withheld: null };
  }
  return tx;
}

function isNegative(amount: Usd | null): boolean {
  return amount !== null && signUsd(amount) < 0;
}

function negative(book: Book, event: Dated, message: string): void {
  report(book, event, {
    code: "bad-value",
    severity: "check",
    message,
    remedy: "Correct the amount, or say that it is right.",
    ...assetOf(event.tx),
  });
}

function assetOf(tx: Transaction): { asset?: AssetId } {
  const leg = sentOf(tx) ?? receivedOf(tx);
  return leg === null ? {} : { asset: leg.asset };
}
