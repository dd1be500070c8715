import type { UserId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { getClient } from "@/db/queries/clients";
import { closeClient, insertDeletion } from "@/db/queries/deletions";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { hashToken, newToken } from "@/lib/auth/token";
import { enqueue } from "@/lib/jobs/enqueue";
import { err, ok, type Result } from "@/lib/result";

/** Why nothing is deleted: who asks may not, or typed something else. */
export type DeletionRefusal =
  | GateRefusal
  | { readonly code: "invalid-input"; readonly fields: Readonly<Record<string, string>> };

/**
 * Closes a client's books at once, for everybody, and has the worker delete every row of them. `typed` must be the client's name. Returns the
 * token of the receipt.
 */
export async function deleteBooks(
  user: Asking,
  clientId: string,
  typed: string,
): Promise<Result<string, DeletionRefusal>> {
  return withClient<string, DeletionRefusal>(user, clientId, "delete", async (tx) => {
    const { name } = await getClient(tx);
    if (typed.trim() !== name.trim()) {
      return err({ code: "invalid-input", fields: { name: `Type ${name} to delete it.` } });
    }
    if (!(await closeClient(tx))) {
      return err({ code: "not-found" });
    }
    const token = newToken();
    await insertAuditEvent(tx, { deed: "client.delete" });
    await handOver(tx, tx.userId, token);
    return ok(token);
  });
}

async function handOver(tx: ClientWriteTx, askedBy: UserId, token: string): Promise<void> {
  const deletionId = await insertDeletion(tx, {
    kind: "books",
    subjectId: tx.clientId,
    tokenHash: hashToken(token),
    askedBy,
  });
  await enqueue(tx, "run-deletion", { deletionId }, { key: `deletion:${deletionId}` });
}
