import {
  type ClientId,
  clientId,
  type DeletionId,
  deletionId,
  type UserId,
  userId,
} from "@/db/ids";
import { getAuditHead } from "@/db/queries/audit-events";
import {
  addDeleted,
  closeClient,
  deleteClient,
  deleteUser,
  dropJobs,
  finishDeletion,
  getDeletion,
  holdClient,
  isDeleted,
  listOwnClients,
} from "@/db/queries/deletions";
import { countRows, listTenantTables } from "@/db/queries/whole-client";
import { withSystem } from "@/db/system";
import { withClient, withUser } from "@/db/tenant";
import { headText } from "@/lib/audit/verify";
import { invariant, ok } from "@/lib/result";
import { receiptHash } from "./receipt";

/** Books of a million rows take minutes. */
const DEADLINE_MS = 30 * 60_000;

/**
 * Does a deletion that was asked for: counts and deletes all rows of the books in one transaction each, an account's own books before the
 * account, then closes the receipt. Cut off anywhere it goes on where it was; done twice, the second time changes nothing.
 */
export async function runDeletion(told: { readonly deletionId: string }): Promise<void> {
  const id = deletionId(told.deletionId);
  const deletion = await withSystem((tx) => getDeletion(tx, id));
  if (deletion === null || deletion.finishedAt !== null) {
    return;
  }
  const { kind, subjectId, askedBy } = deletion;
  const books =
    kind === "books"
      ? [clientId(subjectId)]
      : await withUser({ id: askedBy }, (tx) => listOwnClients(tx));
  for (const client of books) {
    await deleteRows(askedBy, client, id);
  }
  await withSystem(async (tx) => {
    if (kind === "account") {
      await deleteUser(tx, userId(subjectId));
    }
    await finishDeletion(tx, id, receiptHash);
  });
}

/**
 * Whoever still writes in these books is waited for; who comes later finds none. Books that are gone already are done. Books that are there
 * and no longer for who asked to delete stay closed, and the receipt open: it never tells of what did not happen.
 */
async function deleteRows(user: UserId, client: ClientId, id: DeletionId): Promise<void> {
  const done = await withClient<null, never>(
    { id: user },
    client,
    "delete",
    async (tx) => {
      await closeClient(tx);
      await holdClient(tx);
      await dropJobs(tx);
      const tables = await listTenantTables(tx);
      const counts = await countRows(tx, tables);
      const head = await getAuditHead(tx);
      await addDeleted(tx, id, counts, head === null ? null : headText(head));
      await deleteClient(tx);
      return ok(null);
    },
    { deadlineMs: DEADLINE_MS },
  );
  const isGone = done.ok || (await withSystem((tx) => isDeleted(tx, client)));
  invariant(isGone, "who asked for a deletion may still delete");
}
