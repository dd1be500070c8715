import type { TransactionId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import type { EntryIssue } from "../entry-view";
import { issueTitle } from "./issue-view";

const kept = new WeakMap<LedgerResult, ReadonlyMap<TransactionId, readonly EntryIssue[]>>();

/**
 * What the computation found wrong, by transaction; made once for computed books. A row nobody has explained is left out:
 * its open question says the same.
 */
export function issuesByEntry(
  ledger: LedgerResult,
): ReadonlyMap<TransactionId, readonly EntryIssue[]> {
  const before = kept.get(ledger);
  if (before !== undefined) {
    return before;
  }
  const issues = new Map<TransactionId, EntryIssue[]>();
  for (const { transaction, code, severity, asset, message, remedy } of ledger.issues) {
    if (code === "unknown-kind") {
      continue;
    }
    const of = issues.get(transaction) ?? [];
    const key = `${code} ${asset ?? ""} ${of.length}`;
    const isBlocking = severity === "blocking";
    issues.set(transaction, [...of, { key, title: issueTitle(code), isBlocking, message, remedy }]);
  }
  kept.set(ledger, issues);
  return issues;
}
