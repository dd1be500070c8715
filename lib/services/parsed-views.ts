import type { ParsedTransaction } from "@/lib/importers/source";
import { accountId, transactionId } from "@/lib/tax/transaction";
import { type EntryView, entryViewer } from "./entry-view";

/** Parsed rows are shown like entries of the ledger, their accounts by the name they will have. */
export function parsedViews(
  sample: readonly ParsedTransaction[],
  timeZone: string,
): readonly EntryView[] {
  const viewed = entryViewer({ accounts: new Map(), timeZone });
  return sample.map(
    ({ accountName, toAccountName, key: _key, lines, question, spam: _spam, ...told }, index) => {
      const origin = { from: "file", batch: "", file: "", lines } as const;
      const common = {
        id: transactionId(`sample-${index}`),
        account: accountId(accountName),
        origin,
      };
      const transaction =
        told.kind === "transfer"
          ? { ...told, ...common, toAccount: accountId(toAccountName ?? "") }
          : { ...told, ...common };
      return viewed({ transaction, question, voided: null });
    },
  );
}
