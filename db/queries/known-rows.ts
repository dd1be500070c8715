import { sql } from "drizzle-orm";
import type { TransactionId } from "@/lib/tax/transaction";
import type { ClientTx } from "../tenant";

/** Which of these fingerprints count in the books now, and as which transaction. */
export async function findLive(
  tx: ClientTx,
  fingerprints: readonly string[],
): Promise<Map<string, TransactionId>> {
  if (fingerprints.length === 0) {
    return new Map();
  }
  const { rows } = await tx.db.execute<{ fingerprint: string; id: TransactionId }>(sql`
    select fingerprint, id from transactions
    where client_id = ${tx.clientId} and voided_at is null
      and fingerprint = any(${sql.param([...fingerprints])}::text[])`);
  return new Map(rows.map((row) => [row.fingerprint, row.id]));
}

/**
 * Rows that were taken out of the books on purpose and must not come back with the next export: deleted by hand, replaced
 * by the transfer they are a side of, or in quarantine. Rows of an import that was undone are not among them.
 */
export async function listSetAside(tx: ClientTx): Promise<Map<string, TransactionId>> {
  const { rows } = await tx.db.execute<{ fingerprint: string; id: TransactionId }>(sql`
    select t.fingerprint, t.id from transactions t
      left join import_batches b on b.client_id = t.client_id and b.id = t.batch_id
    where t.client_id = ${tx.clientId} and t.fingerprint is not null
      and t.void_reason in ('deleted', 'linked', 'quarantined') and (b.id is null or b.state = 'committed')
    order by t.voided_at`);
  return new Map(rows.map((row) => [row.fingerprint, row.id]));
}
