import {
  type ClientId,
  clientId,
  type DeletionId,
  deletionId,
  type UserId,
  userId,
} from "@/db/ids";
import { getAuditHead, insertAuditEvent } from "@/db/queries/audit-events";
import {
  addDeleted,
  closeClient,
  type Deletion,
  deleteClient,
  deleteUser,
  dropJobs,
  finishDeletion,
  getDeletion,
  holdClient,
  isDeleted,
  listOwnClients,
  reopenClient,
} from "@/db/queries/deletions";
import { countRows, listTenantTables } from "@/db/queries/whole-client";
import { withSystem } from "@/db/system";
import { withClient, withClosedBooks, withUser } from "@/db/tenant";
import { headText } from "@/lib/audit/verify";
import { invariant, ok } from "@/lib/result";
import { receiptHash } from "./receipt";

/** Books of a million rows take minutes. */
const DEADLINE_MS = 30 * 60_000;

/**
 * Does a deletion that was asked for: counts and deletes all rows of the books in one transaction each, an account's own books before the
 * account, then closes the receipt. Cut off anywhere it goes on where it was; done twice, the second time changes nothing. When whoever
 * asked may delete the books no more, it is called off: the books are open again, and whoever may delete them can ask anew.
 */
export async function runDeletion(told: { readonly deletionId: string }): Promise<void> {
  const id = deletionId(told.deletionId);
  const deletion = await withSystem((tx) => getDeletion(tx, id));
  if (deletion === null || deletion.finishedAt !== null || deletion.calledOffAt !== null) {
    return;
  }
  if (deletion.kind === "account") {
    await deleteAccountOf(deletion);
  } else if (!(await deleteRows(deletion.askedBy, clientId(deletion.subjectId), id))) {
    await callOff(deletion);
    return;
  }
  await withSystem((tx) => finishDeletion(tx, id, receiptHash));
}

async function deleteAccountOf({ id, subjectId, askedBy }: Deletion): Promise<void> {
  for (const client of await withUser({ id: askedBy }, (tx) => listOwnClients(tx))) {
    const isGone = await deleteRows(askedBy, client, id);
    invariant(isGone, "one's own books are one's own to delete");
  }
  await withSystem((tx) => deleteUser(tx, userId(subjectId)));
}

/** The receipt never tells of what did not happen, and nobody's books stay closed for a request that no longer stands. */
async function callOff({ id, subjectId, askedBy }: Deletion): Promise<void> {
  await withClosedBooks({ id: askedBy }, { id, client: clientId(subjectId) }, async (tx) => {
    await reopenClient(tx, id);
    await insertAuditEvent(tx, { deed: "client.delete-called-off" });
  });
}

/**
 * Whoever still writes in these books is waited for; who comes later finds none. True when they are gone, now or already; false when they
 * are there and no longer for who asked to delete.
 */
async function deleteRows(user: UserId, client: ClientId, id: DeletionId): Promise<boolean> {
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
  return done.ok || withSystem((tx) => isDeleted(tx, client));
}
