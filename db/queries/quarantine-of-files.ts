import { sql } from "drizzle-orm";
import type { TransactionId } from "@/lib/tax/transaction";
import type { BatchId } from "../ids";
import type { QuarantineKind } from "../schema/quarantine";
import type { QuarantineDecision } from "../schema/quarantine-decisions";
import type { ClientTx } from "../tenant";

/** A row of a file in quarantine, also one that other files tell otherwise by now. */
export interface FileItem {
  readonly id: string;
  readonly row: TransactionId;
  readonly kind: QuarantineKind;
  /** What it is held against; null for a token. */
  readonly other: TransactionId | null;
  /** 0 to 1000; null for a token. */
  readonly score: number | null;
  readonly reason: string;
  readonly shiftHours: number | null;
  readonly isSuperseded: boolean;
  /** What was decided last, before other files told it otherwise. */
  readonly decision: Exclude<QuarantineDecision, "superseded">;
}

/** The rows in quarantine that these files told. */
export async function listItemsOfFiles(
  tx: ClientTx,
  batches: readonly BatchId[],
): Promise<readonly FileItem[]> {
  const { rows } = await tx.db.execute<FileItem & Record<string, unknown>>(sql`
    select q.id, t.id as "row", q.kind, q.score, q.reason, q.shift_hours as "shiftHours",
      case when d.other_id is null then q.other_id else d.other_id end as "other",
      coalesce(d.decision = 'superseded', false) as "isSuperseded", coalesce(b.decision, 'open') as "decision"
    from transactions t
      join quarantine q on q.client_id = t.client_id and q.transaction_id = t.id
      left join lateral (${latest(sql`true`)}) d on true
      left join lateral (${latest(sql`decision <> 'superseded'`)}) b on true
    where t.client_id = ${tx.clientId} and t.batch_id = any(${sql.param([...batches])}::uuid[])
      and t.void_reason = 'quarantined'
    order by q."order"`);
  return rows;
}

/** Rows of these files that came into the books, or left them, because somebody said that one report is to count in another's place. */
export async function listPreferredOfFiles(
  tx: ClientTx,
  batches: readonly BatchId[],
): Promise<{
  readonly entries: ReadonlySet<TransactionId>;
  readonly displaced: ReadonlySet<TransactionId>;
}> {
  const { rows } = await tx.db.execute<{
    entry: TransactionId | null;
    displaced: TransactionId | null;
  }>(sql`
    select d.entry_id as "entry", d.displaced_id as "displaced"
    from quarantine q join lateral (${latest(sql`true`)}) d on d.decision = 'prefer-new'
    where q.client_id = ${tx.clientId} and exists (
      select from transactions t where t.client_id = q.client_id and t.id in (d.entry_id, d.displaced_id)
        and t.batch_id = any(${sql.param([...batches])}::uuid[]))`);
  return {
    entries: new Set(rows.flatMap(({ entry }) => entry ?? [])),
    displaced: new Set(rows.flatMap(({ displaced }) => displaced ?? [])),
  };
}

const latest = (which: ReturnType<typeof sql>) => sql`
  select decision, other_id, entry_id, displaced_id from quarantine_decisions
  where client_id = q.client_id and quarantine_id = q.id and ${which} order by "order" desc limit 1`;
