import { insertAuditEvent } from "@/db/queries/audit-events";
import { getClient, lockClient } from "@/db/queries/clients";
import { insertTransaction, newTransactionId } from "@/db/queries/transactions";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ZERO_USD } from "@/lib/money/usd";
import { err, ok, type Result } from "@/lib/result";
import type { Transaction, TransactionId } from "@/lib/tax/transaction";
import { proposeMigrations } from "./gains/propose-migrations";
import { type BooksOptions, loadBooks } from "./load-books";

/** Why nothing was added. "changed-meanwhile": the books changed and it is not proposed any more. */
export type MigrationRefusal =
  | GateRefusal
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "invalid-input"; readonly fields: { readonly as: string } };

/** What the person says it was: the same holding under another name, or one asset given for another. */
export type MigrationAs = "migration" | "swap";

/**
 * Enters one proposed change of a coin into its successor, as it stands in the books now, by hand and so voided like any other row.
 * What the issuer did to every unit can only be a migration; a swap opens its value as the next question, it is never guessed.
 */
export async function addMigration(
  user: Asking,
  clientId: string,
  key: string,
  as: string = "migration",
  options: BooksOptions = {},
): Promise<Result<TransactionId, MigrationRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  if (!loaded.ok) {
    return loaded;
  }
  const proposal = proposeMigrations(loaded.value).find((one) => one.key === key);
  if (proposal === undefined) {
    return err({ code: "changed-meanwhile" });
  }
  if (as !== "migration" && (as !== "swap" || proposal.basis === "carries-over")) {
    return err({ code: "invalid-input", fields: { as: "Say what it was." } });
  }
  const { version } = loaded.value;
  return withClient<TransactionId, MigrationRefusal>(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    if ((await getClient(tx)).ledgerVersion !== version.ledger) {
      return err({ code: "changed-meanwhile" });
    }
    const common = {
      id: newTransactionId(),
      account: proposal.account,
      at: proposal.at,
      date: null,
      sequence: 0,
      feeUsd: ZERO_USD,
      fees: [],
      origin: { from: "hand", by: tx.userId } as const,
      note: `${proposal.sent.asset} became ${proposal.received.asset}`,
      sent: proposal.sent,
      received: proposal.received,
    };
    const transaction: Transaction =
      as === "migration"
        ? { ...common, kind: "migration" }
        : { ...common, kind: "swap", value: null, withheld: null };
    await insertTransaction(tx, { transaction });
    await insertAuditEvent(tx, {
      deed: "transaction.add",
      subjectId: transaction.id,
      detail: { as },
    });
    return ok(transaction.id);
  });
}
