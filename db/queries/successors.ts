import { sql } from "drizzle-orm";
import type { LotId } from "@/lib/tax/settings";
import type { TransactionId } from "@/lib/tax/transaction";
import { isUuid } from "../ids";
import type { ClientTx } from "../tenant";

/** Which transaction that counts stands today for one that was named once. Names nobody knows, and those that no longer count, stay as they are. */
export interface Successors {
  readonly transaction: (id: TransactionId) => TransactionId;
  /** "<id>:in" keeps what follows the id. */
  readonly lot: (id: LotId) => LotId;
}

const UUID_LENGTH = 36;

/**
 * Transactions are corrected by replacing, and an undone import may come again: what names them follows, along what
 * replaced them and then by the identity of their source row. Of the two rows of a separated transfer the one that left is
 * meant. Nothing is asked when nothing is named.
 */
export async function successorsOf(tx: ClientTx, named: Iterable<string>): Promise<Successors> {
  const ids = [...new Set([...named].map((id) => id.slice(0, UUID_LENGTH)))].filter(isUuid);
  const live = ids.length === 0 ? new Map<string, TransactionId>() : await find(tx, ids);
  return {
    transaction: (id) => live.get(id) ?? id,
    lot: (id) => {
      const next = live.get(id.slice(0, UUID_LENGTH));
      return next === undefined ? id : `${next}${id.slice(UUID_LENGTH)}`;
    },
  };
}

/** Each step is a look-up by one index, whatever the statistics say of rows that were added a moment ago. */
async function find(tx: ClientTx, ids: readonly string[]): Promise<Map<string, TransactionId>> {
  const of = tx.clientId;
  const { rows } = await tx.db.execute<{ named: string; id: TransactionId }>(sql`
    with recursive family as (
      select id as named, id, kind, fingerprint, voided_at, split_part(detail ->> 'linkedSent', ',', 1)::uuid as sent_side
        from transactions where client_id = ${of} and id = any(${sql.param([...ids])}::uuid[])
      union
      select f.named, t.id, t.kind, t.fingerprint, t.voided_at, split_part(t.detail ->> 'linkedSent', ',', 1)::uuid
        from family f cross join lateral (
          select r.id, r.kind, r.fingerprint, r.voided_at, r.detail from transactions r
            where r.client_id = ${of} and r.replaces_id = f.id
          union all
          (select s.id, s.kind, s.fingerprint, s.voided_at, s.detail from transactions s
            where s.client_id = ${of} and s.id = f.sent_side limit 1)
        ) t
    ), counting as (
      select named, id, kind, 0 as step from family where voided_at is null
      union all
      select f.named, t.id, t.kind, 1 as step from family f
        join transactions t on t.client_id = ${of} and t.fingerprint = f.fingerprint and t.voided_at is null
    )
    select distinct on (named) named, id from counting order by named, step, kind = 'deposit', id`);
  return new Map(rows.map(({ named, id }) => [named, id]));
}
