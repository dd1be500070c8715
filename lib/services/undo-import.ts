import { type BatchId, batchId, isUuid } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import { lockBatch, updateBatch } from "@/db/queries/import-batches";
import { voidBatch } from "@/db/queries/transactions";
import { listTransfersTouching } from "@/db/queries/transfer-links";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import type { TransactionId } from "@/lib/tax/transaction";
import { COMMIT_MS } from "./commit-import";
import { undoJoined } from "./imports/join-undo";
import { linkClearTransfers } from "./link-transfer";
import { planUndo, settleUndo } from "./quarantine/undo";
import { separate } from "./unlink-transfer";

/** What undoing took back. */
export interface Undone {
  readonly transactions: number;
  /** Transfers that were separated because one side came with this import. */
  readonly separated: number;
  /** Rows of other imports that stayed out because of rows of this one, and count now. */
  readonly released: number;
}

/** Why nothing was undone. "changed-meanwhile": it is not an import that counts. */
export type UndoRefusal = GateRefusal | { readonly code: "changed-meanwhile" };

/** What the caller may give: who is told how many rows were taken back so far, and may take time before the next. */
export interface UndoOptions {
  readonly progress?: (rows: number) => Promise<void>;
}

/**
 * Takes an import back: its transactions, and corrections of them, count no more; transfers linked with its rows are
 * separated first, so that the other side stands as it did before. What counts is then what counted before the import; and what other
 * imports told of the same events and was left out because this one told it counts again, so that no event is lost.
 * Nothing is deleted, and the file can be imported again. One transaction: killed at any moment, the import counts as before.
 */
export async function undoImport(
  user: Asking,
  clientId: string,
  batch: string,
  { progress }: UndoOptions = {},
): Promise<Result<Undone, UndoRefusal>> {
  if (!isUuid(batch)) {
    return err({ code: "not-found" });
  }
  return withClient(user, clientId, "write", (tx) => undo(tx, batchId(batch), progress), {
    deadlineMs: COMMIT_MS,
  });
}

async function undo(
  tx: ClientWriteTx,
  id: BatchId,
  progress: UndoOptions["progress"],
): Promise<Result<Undone, UndoRefusal>> {
  await lockClient(tx);
  const batch = await lockBatch(tx, id);
  if (batch === null) {
    return err({ code: "not-found" });
  }
  if (batch.state !== "committed") {
    return err({ code: "changed-meanwhile" });
  }
  const separated = await separateAll(tx, await listTransfersTouching(tx, id));
  const waiting = await planUndo(tx, id);
  await updateBatch(tx, id, { state: "undone" });
  const transactions = (await undoJoined(tx, batch)) ?? (await voidBatch(tx, id, progress));
  const released = await settleUndo(tx, waiting);
  if (released > 0) {
    await linkClearTransfers(tx);
  }
  await insertAuditEvent(tx, {
    deed: "import.undo",
    subjectId: id,
    detail: { transactions, separated, released },
  });
  return ok({ transactions, separated, released });
}

/** Takes transfers apart, each group of rows once however many transfers stand for it. Returns how many groups. */
async function separateAll(
  tx: ClientWriteTx,
  transfers: readonly TransactionId[],
): Promise<number> {
  let groups = 0;
  for (const transfer of transfers) {
    // One that stands for the same rows as another fell with it.
    groups += (await separate(tx, transfer, "undone")).ok ? 1 : 0;
  }
  return groups;
}
