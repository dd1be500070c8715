import { and, asc, desc, eq, gt } from "drizzle-orm";
import { auditEvents } from "../schema/audit-events";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** One operation on a client's books: who did what to what, when, and its place in the chain. */
export type AuditEvent = Readonly<typeof auditEvents.$inferSelect>;

/**
 * Notes an operation, in the same transaction as the operation. Ids and counts only, never amounts or names. The last statement of
 * its transaction wherever it can be: until the end of it nobody else can add an event to these books.
 */
export async function insertAuditEvent(
  tx: ClientWriteTx,
  event: { deed: string; subjectId?: string | null; detail?: AuditEvent["detail"] },
): Promise<void> {
  await tx.db.insert(auditEvents).values({
    clientId: tx.clientId,
    userId: tx.userId,
    deed: event.deed,
    subjectId: event.subjectId ?? null,
    detail: event.detail ?? {},
  });
}

/** The latest operations on the client's books. */
export async function listAuditEvents(tx: ClientTx, limit = 100): Promise<AuditEvent[]> {
  return tx.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.clientId, tx.clientId))
    .orderBy(desc(auditEvents.seq))
    .limit(limit);
}

/** Up to `limit` operations after number `after`, in the order of the chain: for reading it from the beginning. */
export async function readAuditChain(
  tx: ClientTx,
  after: number,
  limit = 5000,
): Promise<AuditEvent[]> {
  return tx.db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.clientId, tx.clientId), gt(auditEvents.seq, after)))
    .orderBy(asc(auditEvents.seq))
    .limit(limit);
}

/** The end of the chain: its last number and hash; null for books nothing was done to. */
export async function getAuditHead(
  tx: ClientTx,
): Promise<{ readonly seq: number; readonly hash: string } | null> {
  const [last] = await tx.db
    .select({ seq: auditEvents.seq, hash: auditEvents.hash })
    .from(auditEvents)
    .where(eq(auditEvents.clientId, tx.clientId))
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  return last ?? null;
}
