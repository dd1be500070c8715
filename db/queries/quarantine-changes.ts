import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { TransactionId, TransactionKind } from "@/lib/tax/transaction";
import type { QuarantineDecision } from "../schema/quarantine-decisions";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { insertFurther } from "./quarantine-bulk";
import { newTransactionId } from "./transactions";

/** A transaction that comes into the books again, word for word, under a new id. */
export interface Copy {
  readonly from: TransactionId;
  /** What the copy stands for now: choices that name it follow. */
  readonly replaces: TransactionId;
  /** A token somebody says is theirs: what came unexplained is a deposit whose origin is not known yet. */
  readonly isMine?: boolean;
}

/** Rows per statement. */
const CHUNK = 2000;

/** Brings transactions that do not count into the books as copies, one for each; returns the new ids by `from`. */
export async function copyTransactions(
  tx: ClientWriteTx,
  copies: readonly Copy[],
): Promise<ReadonlyMap<TransactionId, TransactionId>> {
  const made = new Map(copies.map(({ from }) => [from, newTransactionId()]));
  invariant(made.size === copies.length, "each transaction is copied once");
  for (let start = 0; start < copies.length; start += CHUNK) {
    const chunk = copies.slice(start, start + CHUNK);
    const told = chunk.map(({ from, replaces, isMine = false }) => ({
      source: from,
      id: made.get(from),
      replaces,
      mine: isMine,
    }));
    const added = await tx.db.execute(sql`
      insert into transactions (client_id, id, account_id, to_account_id, kind, at, date_only, sequence,
        sent_asset, sent_quantity, received_asset, received_quantity, value_usd, fee_usd, fees, detail,
        fingerprint, batch_id, file_name, lines, note, question, replaces_id, entered_by)
      select t.client_id, told.id, t.account_id, t.to_account_id, case when told.mine and t.is_arrival then 'deposit' else t.kind end,
        t.at, t.date_only, t.sequence, t.sent_asset, t.sent_quantity, t.received_asset, t.received_quantity,
        t.value_usd, t.fee_usd, t.fees, case when told.mine and t.is_arrival then t.detail - 'label' else t.detail end,
        t.fingerprint, t.batch_id, t.file_name, t.lines, t.note,
        case when told.mine and t.is_arrival then null else t.question end, told.replaces, ${tx.userId}
      from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as told (source uuid, id uuid, replaces uuid, mine boolean)
        join (select *, kind = 'unknown' and sent_asset is null and received_asset is not null as is_arrival
          from transactions where client_id = ${tx.clientId}) t on t.id = told.source
      where t.voided_at is not null`);
    invariant(added.rowCount === chunk.length, "what is copied is there and does not count");
  }
  return made;
}

/** One decision about one row. `other`: what it is held against from now on. */
export interface NewDecision {
  readonly item: string;
  readonly decision: QuarantineDecision;
  readonly entry?: TransactionId | null;
  readonly displaced?: TransactionId | null;
  /** What came in besides the first, and what left. */
  readonly moreEntries?: readonly TransactionId[];
  readonly moreDisplaced?: readonly TransactionId[];
  readonly other: TransactionId | null;
}

/** Adds decisions; the latest of a row counts. */
export async function insertDecisions(
  tx: ClientWriteTx,
  decisions: readonly NewDecision[],
): Promise<void> {
  const told = decisions.map((decision) => ({ id: randomUUID(), ...decision }));
  for (let start = 0; start < told.length; start += CHUNK) {
    const records = told
      .slice(start, start + CHUNK)
      .map(({ id, item, decision, entry = null, displaced = null, other }, place) => ({
        place,
        id,
        item,
        decision,
        entry,
        displaced,
        other,
      }));
    await tx.db.execute(sql`
      insert into quarantine_decisions (client_id, id, quarantine_id, decision, entry_id, displaced_id, other_id, decided_by)
      select ${tx.clientId}, id, item, decision, entry, displaced, other, ${tx.userId}
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as told (
        place int, id uuid, item uuid, decision text, entry uuid, displaced uuid, other uuid)
      order by place`);
  }
  await insertFurther(
    tx,
    told.flatMap(({ id: decision, item, moreEntries = [], moreDisplaced = [] }) => [
      ...moreEntries.map((row) => ({ item, decision, isOurs: true, row })),
      ...moreDisplaced.map((row) => ({ item, decision, isOurs: false, row })),
    ]),
  );
}

/** What a transaction that was named is today. */
export interface Standing {
  readonly kind: TransactionKind;
  readonly counts: boolean;
  /** A transfer made of rows that were linked. */
  readonly isLinked: boolean;
  /** Its import was taken back. */
  readonly isUndone: boolean;
}

interface StandingRow extends Record<string, unknown>, Standing {
  readonly id: TransactionId;
}

/** What these transactions are today, by id. */
export async function listStandings(
  tx: ClientTx,
  ids: readonly TransactionId[],
): Promise<ReadonlyMap<TransactionId, Standing>> {
  if (ids.length === 0) {
    return new Map();
  }
  const { rows } = await tx.db.execute<StandingRow>(sql`
    select t.id, t.kind, t.voided_at is null as "counts", t.detail ? 'linkedSent' as "isLinked",
      coalesce(b.state <> 'committed', false) as "isUndone"
    from transactions t
      left join import_batches b on b.client_id = t.client_id and b.id = t.batch_id
    where t.client_id = ${tx.clientId} and t.id = any(${sql.param([...ids])}::uuid[])`);
  return new Map(rows.map((row): [TransactionId, Standing] => [row.id, row]));
}
