import { addUsd, type Usd } from "@/lib/money/usd";
import type { Book, Dated } from "@/lib/tax/book";
import { isFiat } from "@/lib/tax/fiat";
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

/** Costs paid in units are themselves a disposal of those units for services (Reg. 1.1001-7(b)(1)(ii); rules.md 2.4). */
export function payFees(book: Book, event: Dated): void {
  for (const fee of event.tx.fees) {
    if (!isFiat(fee.asset)) {
      payFee(book, event, fee, "fee");
    }
  }
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
