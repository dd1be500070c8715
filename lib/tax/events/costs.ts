import { quantityText } from "@/lib/money/quantity";
import { addUsd, type Usd } from "@/lib/money/usd";
import type { Book, Dated } from "@/lib/tax/book";
import { isFiat } from "@/lib/tax/fiat";
import { report } from "@/lib/tax/issues";
import { dispose, reportNoValue } from "@/lib/tax/match-disposals";
import type { FeeInKind, Transaction } from "@/lib/tax/transaction";
import { remove } from "./removals";

/** All costs of a transaction in dollars: stated ones and those paid in kind at their value. Costs of unknown value are left out. */
export function costsOf(tx: Transaction): Usd {
  let total = tx.feeUsd;
  for (const { value } of tx.fees) {
    total = value === null ? total : addUsd(total, value);
  }
  return total;
}

/**
 * Costs paid in units are themselves a disposal of those units for services (Reg. 1.1001-7(b)(1)(ii); rules.md 2.4). Foreign money
 * is none; where nobody knows its dollars, the costs lack it and the row says so.
 */
export function payFees(book: Book, event: Dated): void {
  for (const fee of event.tx.fees) {
    if (!isFiat(fee.asset)) {
      payFee(book, event, fee, "fee");
    } else if (fee.value === null && event.tx.kind !== "cash") {
      reportForeignFee(book, event, fee);
    }
  }
}

function reportForeignFee(book: Book, event: Dated, fee: FeeInKind): void {
  report(book, event, {
    code: "missing-value",
    severity: "check",
    asset: fee.asset,
    quantity: fee.quantity,
    message: `The fee of ${quantityText(fee.quantity)} ${fee.asset} is not known in US dollars; it is left out of the costs.`,
    remedy: "Fetch the rate of that day, or enter the fee in dollars.",
  });
}

/** Network fees of a move between own accounts: by the client's setting a disposal, or units that leave with their basis. */
export function payNetworkFees(book: Book, event: Dated): void {
  for (const fee of event.tx.fees) {
    if (isFiat(fee.asset)) {
      continue;
    }
    if (book.settings.transferFee === "disposal") {
      payFee(book, event, fee, "transfer-fee");
    } else {
      remove(book, event, fee, "fee-dropped");
    }
  }
}

function payFee(book: Book, event: Dated, fee: FeeInKind, kind: "fee" | "transfer-fee"): void {
  if (fee.value === null) {
    reportNoValue(book, event, fee.asset, `The value of a fee paid in ${fee.asset}`);
  }
  const { asset, quantity, value } = fee;
  dispose(book, event, { kind, account: event.tx.account, asset, quantity, proceeds: value });
}
