import { type Quantity, quantityText, signQuantity } from "@/lib/money/quantity";
import { signUsd } from "@/lib/money/usd";
import type { Book, Dated } from "./book";
import { report } from "./issues";
import type { AsOf } from "./settings";
import type { AssetId, Leg, Transaction } from "./transaction";

/** The first block of the first chain: nothing digital was held before (rules.md, issue "early-date"). */
const FIRST_BLOCK = "2009-01-03";

/**
 * Checks one transaction. Returns it, or a harmless version of it (a negative price counts as not known), or null when it
 * can have no effect; every finding is reported. Nothing is thrown for bad data.
 */
export function checked(book: Book, event: Dated, asOf: AsOf): Transaction | null {
  const { tx, date } = event;
  if (tx.at > asOf.at) {
    return without(
      book,
      event,
      "future-date",
      `Dated ${date}, later than ${asOf.date}; it has no effect yet.`,
      "Correct the date, or wait.",
    );
  }
  if (date < FIRST_BLOCK) {
    return without(
      book,
      event,
      "early-date",
      `Dated ${date}, before the first digital asset existed; it has no effect.`,
      "Correct the date.",
    );
  }
  if (tx.kind === "cash") {
    return tx;
  }
  if (tx.kind === "unknown") {
    return without(
      book,
      event,
      "unknown-kind",
      `The row "${tx.label}" is of a kind that is not known; it has no effect.`,
      "Say what it was.",
    );
  }
  return badQuantity(book, event) ? null : withoutNegatives(book, event);
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

function badQuantity(book: Book, event: Dated): boolean {
  const bad = firstBad(event.tx);
  if (bad === null) {
    return false;
  }
  report(book, event, {
    code: "bad-quantity",
    severity: "blocking",
    asset: bad.asset,
    quantity: bad.quantity,
    message: `The quantity ${quantityText(bad.quantity)} ${bad.asset} is not above zero; the row has no effect.`,
    remedy: "Correct the quantity, or void the row.",
  });
  return true;
}

function firstBad(tx: Transaction): Leg | null {
  if ("sent" in tx && tx.sent !== null && signQuantity(tx.sent.quantity) <= 0) {
    return tx.sent;
  }
  // A transfer may arrive empty: all of it was the fee.
  if (
    "received" in tx &&
    tx.received !== null &&
    belowLeast(tx.received.quantity, tx.kind === "transfer")
  ) {
    return tx.received;
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

function withoutNegatives(book: Book, event: Dated): Transaction {
  let tx = event.tx;
  if ("value" in tx && tx.value !== null && signUsd(tx.value) < 0) {
    negative(book, event, "The dollar value is negative; it is treated as not known.");
    tx = { ...tx, value: null };
  }
  if (signUsd(tx.feeUsd) < 0) {
    negative(
      book,
      event,
      "The fee is negative; it is treated as a rebate: it lowers the basis or raises the proceeds.",
    );
  }
  if (tx.fees.some(({ value }) => value !== null && signUsd(value) < 0)) {
    negative(book, event, "The value of a fee is negative; it is treated as not known.");
    const fees = tx.fees.map((fee) =>
      fee.value !== null && signUsd(fee.value) < 0 ? { ...fee, value: null } : fee,
    );
    tx = { ...tx, fees };
  }
  return tx;
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
  if ("sent" in tx && tx.sent !== null) {
    return { asset: tx.sent.asset };
  }
  return "received" in tx && tx.received !== null ? { asset: tx.received.asset } : {};
}
