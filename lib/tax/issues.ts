import type { Quantity } from "@/lib/money/quantity";
import type { Book, Dated } from "./book";
import type { Issue } from "./issue";
import type { AccountId, AssetId } from "./transaction";

/** What is wrong with a transaction; account, date and id come from the transaction itself. */
export interface Finding {
  readonly code: Issue["code"];
  readonly severity: Issue["severity"];
  readonly message: string;
  readonly remedy: string;
  readonly account?: AccountId;
  readonly asset?: AssetId;
  readonly quantity?: Quantity;
}

/** Writes an issue into the book. */
export function report(book: Book, { tx, date }: Dated, finding: Finding): void {
  book.issues.push({
    code: finding.code,
    severity: finding.severity,
    transaction: tx.id,
    account: finding.account ?? tx.account,
    asset: finding.asset ?? null,
    date,
    quantity: finding.quantity ?? null,
    message: finding.message,
    remedy: finding.remedy,
  });
}
