import { and, eq, inArray } from "drizzle-orm";
import { auditEvents } from "../schema/audit-events";
import type { ClientTx } from "../tenant";
import { openReasons } from "./audit-events";

/** Why transactions were taken out by hand, in the words of whoever did it, by transaction. */
export async function listVoidReasons(
  tx: ClientTx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db
    .select({ subjectId: auditEvents.subjectId, detail: auditEvents.detail })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.clientId, tx.clientId),
        eq(auditEvents.deed, "transaction.void"),
        inArray(auditEvents.subjectId, [...ids]),
      ),
    );
  return new Map(
    (await openReasons(tx, rows)).flatMap(({ subjectId, detail }) => {
      const reason = detail["reason"];
      return subjectId === null || typeof reason !== "string" ? [] : [[subjectId, reason]];
    }),
  );
}
