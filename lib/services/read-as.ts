import { assetText } from "@/lib/assets/label";
import { quantityText } from "@/lib/money/quantity";
import type { Leg, Transaction } from "@/lib/tax/transaction";
import type { EntryFact } from "./entry-facts";

/** What the books make of a row's signs, where that is another asset than the file's own word for it; `read` is the row as it was computed. */
export function readAs(told: Transaction, read: Transaction | undefined): readonly EntryFact[] {
  if (read === undefined) {
    return [];
  }
  const [legs, found] = [legsOf(told), legsOf(read)];
  return legs.flatMap((leg, index) => {
    const other = found[index];
    return other === undefined || other.asset === leg.asset
      ? []
      : [
          {
            term: `${assetText(leg.asset)} is read as`,
            value: `${quantityText(other.quantity)} ${assetText(other.asset)}`,
          },
        ];
  });
}

const legsOf = (transaction: Transaction): readonly Leg[] => [
  ...("sent" in transaction && transaction.sent !== null ? [transaction.sent] : []),
  ...("received" in transaction && transaction.received !== null ? [transaction.received] : []),
  ...transaction.fees,
];
