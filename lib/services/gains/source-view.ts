import type { TransactionId } from "@/lib/tax/transaction";
import { dateIn } from "@/lib/time/instant";
import { KIND_WORDS } from "../kind-words";
import { accountNameOf, type ComputedBooks, placeOf } from "./books";
import type { ExplainedSource } from "./explanation";

/** A transaction under a figure; its raw line is added by the service, which may ask the database. Null when it is not in the books. */
export function explainedSource(
  books: ComputedBooks,
  id: TransactionId,
  role: string,
): ExplainedSource | null {
  const transaction = books.transactions.get(id);
  if (transaction === undefined) {
    return null;
  }
  return {
    key: `${role}-${id}`,
    role,
    kind: KIND_WORDS[transaction.kind].label,
    date: transaction.date ?? dateIn(books.settings.timeZone)(transaction.at),
    account: accountNameOf(books, transaction.account),
    transactionId: id,
    place: placeOf(books, id),
    raw: null,
    note: transaction.note,
  };
}
