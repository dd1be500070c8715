import { and, eq, inArray, sql } from "drizzle-orm";
import { auditEvents } from "../schema/audit-events";
import type { ClientTx } from "../tenant";

/** Why transactions were taken out by hand, in the words of whoever did it, by transaction. */
export async function listVoidReasons(
  tx: ClientTx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db
    .select({
      id: auditEvents.subjectId,
      reason: sql<string | null>`${auditEvents.detail} ->> 'reason'`,
    })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.clientId, tx.clientId),
        eq(auditEvents.deed, "transaction.void"),
        inArray(auditEvents.subjectId, [...ids]),
      ),
    );
  return new Map(
    rows.flatMap(({ id, reason }) => (id === null || reason === null ? [] : [[id, reason]])),
  );
}
