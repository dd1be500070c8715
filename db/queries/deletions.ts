import { and, eq, isNull, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { ClientId, DeletionId, UserId } from "../ids";
import { clients } from "../schema/clients";
import { deletions } from "../schema/deletions";
import { firms } from "../schema/firms";
import { memberships } from "../schema/memberships";
import { users } from "../schema/users";
import type { SystemTx } from "../system";
import type { ClientWriteTx, UserTx } from "../tenant";

/** Books or an account that were deleted, or are being deleted. */
export type Deletion = Readonly<Omit<typeof deletions.$inferSelect, "tokenHash">>;

/** Notes that a deletion was asked for; of its receipt's token only the hash is kept. */
export async function insertDeletion(
  tx: ClientWriteTx | SystemTx,
  asked: { kind: Deletion["kind"]; subjectId: string; tokenHash: string; askedBy: UserId },
): Promise<DeletionId> {
  const [row] = await tx.db.insert(deletions).values(asked).returning({ id: deletions.id });
  invariant(row !== undefined, "a deletion was noted");
  return row.id;
}

/** One deletion; null when there is none of that id. */
export async function getDeletion(tx: SystemTx, id: DeletionId): Promise<Deletion | null> {
  const [row] = await tx.db.select(COLUMNS).from(deletions).where(eq(deletions.id, id));
  return row ?? null;
}

/** The deletion whose receipt a token opens; null for none. */
export async function findDeletion(tx: SystemTx, tokenHash: string): Promise<Deletion | null> {
  const [row] = await tx.db
    .select(COLUMNS)
    .from(deletions)
    .where(eq(deletions.tokenHash, tokenHash));
  return row ?? null;
}

/** Adds the rows that went with one client to the receipt, and the end of its history. */
export async function addDeleted(
  tx: ClientWriteTx,
  id: DeletionId,
  counts: Readonly<Record<string, number>>,
  head: string | null,
): Promise<void> {
  const [row] = await tx.db
    .select({ counts: deletions.counts, heads: deletions.heads })
    .from(deletions)
    .where(eq(deletions.id, id))
    .for("update");
  invariant(row !== undefined, "the deletion was asked for");
  const sums: Record<string, number> = { ...row.counts };
  for (const [table, count] of Object.entries(counts)) {
    sums[table] = (sums[table] ?? 0) + count;
  }
  const heads = head === null ? row.heads : { ...row.heads, [tx.clientId]: head };
  await tx.db.update(deletions).set({ counts: sums, heads }).where(eq(deletions.id, id));
}

/** True when a client's rows went: then a receipt, finished or not, holds the end of its history. */
export async function isDeleted(tx: SystemTx, client: ClientId): Promise<boolean> {
  const [row] = await tx.db
    .select({ id: deletions.id })
    .from(deletions)
    .where(sql`jsonb_exists(${deletions.heads}, ${client}::text)`)
    .limit(1);
  return row !== undefined;
}

/** Closes the receipt: nothing of it changes afterwards. `receipt` gives its SHA-256, of what it says and of the moment. */
export async function finishDeletion(
  tx: SystemTx,
  id: DeletionId,
  receipt: (finished: Deletion) => string,
): Promise<void> {
  const [row] = await tx.db
    .select({ ...COLUMNS, now: sql<Deletion["askedAt"]>`now()`.mapWith(deletions.askedAt) })
    .from(deletions)
    .where(and(eq(deletions.id, id), isNull(deletions.finishedAt)))
    .for("update");
  if (row !== undefined) {
    const { now, ...deletion } = row;
    const sha256 = receipt({ ...deletion, finishedAt: now });
    await tx.db.update(deletions).set({ finishedAt: now, sha256 }).where(eq(deletions.id, id));
  }
}

/** Closes the books: from now on the gate lets in to delete and for nothing else. False when they were closed already. */
export async function closeClient(tx: ClientWriteTx): Promise<boolean> {
  const closed = await tx.db
    .update(clients)
    .set({ closedAt: sql`now()`, archivedAt: sql`now()` })
    .where(and(eq(clients.clientId, tx.clientId), isNull(clients.closedAt)));
  return (closed.rowCount ?? 0) > 0;
}

/** Opens books again whose deletion is called off, and closes the receipt of it with nothing deleted. */
export async function reopenClient(tx: ClientWriteTx, id: DeletionId): Promise<void> {
  await tx.db
    .update(clients)
    .set({ closedAt: null, archivedAt: null })
    .where(eq(clients.clientId, tx.clientId));
  await tx.db.update(deletions).set({ calledOffAt: sql`now()` }).where(eq(deletions.id, id));
}

/** Waits until nothing is written in these books any more, and keeps it so to the end of the transaction. */
export async function holdClient(tx: ClientWriteTx): Promise<void> {
  await tx.db
    .select({ id: clients.clientId })
    .from(clients)
    .where(eq(clients.clientId, tx.clientId))
    .for("update");
}

/** Takes jobs of these books out of the queue that no worker has in hand. */
export async function dropJobs(tx: ClientWriteTx): Promise<void> {
  await tx.db.execute(sql`
    delete from graphile_worker._private_jobs
    where payload ->> 'clientId' = ${tx.clientId}::text and locked_at is null`);
}

/** Deletes a client that is closed and with it every row of its books. Throws when who asks may not. */
export async function deleteClient(tx: ClientWriteTx): Promise<void> {
  await tx.db.execute(sql`select delete_books(${tx.clientId})`);
  const gone = await tx.db.delete(clients).where(eq(clients.clientId, tx.clientId));
  invariant(gone.rowCount === 1, "a client was deleted");
}

/** The user's own books, also those that are closed already. */
export async function listOwnClients(tx: UserTx): Promise<ClientId[]> {
  const rows = await tx.db
    .select({ id: clients.clientId })
    .from(clients)
    .where(eq(clients.ownerUserId, tx.userId));
  return rows.map(({ id }) => id);
}

/**
 * True when the user is the only owner of a firm that has clients, or colleagues; an owner whose account is being deleted is none. Two owners
 * who ask at once, and whoever changes the team, are asked one after the other. Asked inside a `SystemTx`, which sees all deletions.
 */
export async function leadsAlone(tx: UserTx): Promise<boolean> {
  await tx.db.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(firm_id::text, 1)) from memberships
    where user_id = ${tx.userId} order by firm_id`);
  const { rows } = await tx.db.execute(sql`
    select from memberships mine where mine.user_id = ${tx.userId} and mine.role = 'owner'
      and not exists (select from memberships m
        where m.firm_id = mine.firm_id and m.user_id <> ${tx.userId} and m.role = 'owner'
          and not exists (select from deletions d
            where d.subject_id = m.user_id and d.kind = 'account' and d.finished_at is null))
      and (exists (select from memberships m where m.firm_id = mine.firm_id and m.user_id <> ${tx.userId})
        or exists (select from clients c where c.firm_id = mine.firm_id))`);
  return rows.length > 0;
}

/** Deletes an account with its sign-in, sessions and memberships, and firms that have nobody else and no client. Its books went before. */
export async function deleteUser(tx: SystemTx, user: UserId): Promise<void> {
  const mine = tx.db
    .select({ id: memberships.firmId })
    .from(memberships)
    .where(eq(memberships.userId, user));
  await tx.db
    .delete(firms)
    .where(
      and(
        sql`${firms.id} in ${mine}`,
        sql`not exists (select from memberships m where m.firm_id = ${firms.id} and m.user_id <> ${user})`,
      ),
    );
  await tx.db.delete(users).where(eq(users.id, user));
}

const COLUMNS = {
  id: deletions.id,
  kind: deletions.kind,
  subjectId: deletions.subjectId,
  askedBy: deletions.askedBy,
  askedAt: deletions.askedAt,
  finishedAt: deletions.finishedAt,
  calledOffAt: deletions.calledOffAt,
  counts: deletions.counts,
  heads: deletions.heads,
  sha256: deletions.sha256,
};
