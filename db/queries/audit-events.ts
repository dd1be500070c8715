import { desc, eq } from "drizzle-orm";
import { auditEvents } from "../schema/audit-events";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** One operation on a client's books: who did what to what, when. */
export type AuditEvent = Readonly<Omit<typeof auditEvents.$inferSelect, "clientId">>;

/** Notes an operation, in the same transaction as the operation. Ids and counts only, never amounts or names. */
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
    .orderBy(desc(auditEvents.order))
    .limit(limit);
}
