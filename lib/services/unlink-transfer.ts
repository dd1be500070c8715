import { isUuid } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import {
  getEntry,
  insertTransaction,
  lockEntry,
  newTransactionId,
  voidTransactions,
} from "@/db/queries/transactions";
import { getLink, listTransfersOf } from "@/db/queries/transfer-links";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, invariant, ok, type Result } from "@/lib/result";
import { type TransactionId, transactionId } from "@/lib/tax/transaction";

/** Why a transfer was not separated: it is not there, no longer counts, or was never made of two rows. */
export type UnlinkRefusal = GateRefusal | { readonly code: "changed-meanwhile" };

/** Separates a linked transfer again: its rows count as they did before, word for word, under new ids. */
export async function unlinkTransfer(
  user: Asking,
  clientId: string,
  transfer: string,
): Promise<Result<null, UnlinkRefusal>> {
  return withClient(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    if (!isUuid(transfer)) {
      return err({ code: "changed-meanwhile" });
    }
    const separated = await separate(tx, transactionId(transfer));
    return separated.ok ? ok(null) : separated;
  });
}

/** Which rows stand by themselves again, by the ids they had in the transfer. */
export type Separated = ReadonlyMap<TransactionId, TransactionId>;

/**
 * The same inside a transaction that holds the client's books. `reason`: "unlinked" when a person takes it apart, so that it is never
 * linked by itself again; else because one of its rows is read anew or taken back.
 */
export async function separate(
  tx: ClientWriteTx,
  id: TransactionId,
  reason: "unlinked" | "joined" | "undone" = "unlinked",
): Promise<Result<Separated, { readonly code: "changed-meanwhile" }>> {
  const entry = await lockEntry(tx, id);
  const link = await getLink(tx, id);
  if (entry === null || entry.voided !== null || link === null) {
    return err({ code: "changed-meanwhile" });
  }
  // Several transfers may stand for the same rows: they fall together.
  await voidTransactions(tx, [...(await listTransfersOf(tx, link))], reason);
  const again = new Map<TransactionId, TransactionId>();
  for (const side of [...link.sent, ...link.received]) {
    const told = await getEntry(tx, side);
    invariant(told !== null, "the rows of a linked transfer are kept");
    const fresh = newTransactionId();
    again.set(side, fresh);
    await insertTransaction(tx, {
      transaction: { ...told.transaction, id: fresh },
      question: told.question,
      fingerprint: told.fingerprint,
      replaces: side,
    });
  }
  await insertAuditEvent(tx, { deed: "transfer.unlink", subjectId: id });
  return ok(again);
}
