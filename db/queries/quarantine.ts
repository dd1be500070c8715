import { type SQL, sql } from "drizzle-orm";
import type { TransactionId } from "@/lib/tax/transaction";
import type { BatchId } from "../ids";
import type { QuarantineKind } from "../schema/quarantine";
import type { QuarantineDecision } from "../schema/quarantine-decisions";
import type { ClientTx } from "../tenant";

/**
 * A row that is kept outside the books, and what was decided about it last. Rows of undone imports, and rows that other files of their
 * address tell otherwise by now, are not among them.
 */
export interface QuarantineItem {
  readonly id: string;
  readonly kind: QuarantineKind;
  /** The row, voided from the start. */
  readonly row: TransactionId;
  /** What it seems to repeat, as it was when last held against it; null for a token. */
  readonly other: TransactionId | null;
  /** What it seemed to repeat at first; null for a token. */
  readonly firstOther: TransactionId | null;
  /** 0 to 1000; null for a token. */
  readonly score: number | null;
  readonly reason: string;
  readonly shiftHours: number | null;
  readonly contract: string | null;
  /** The asset that came; null for a twin that only left. */
  readonly asset: string | null;
  readonly batch: BatchId;
  readonly fileName: string;
  readonly lines: readonly number[];
  /** The import of the other; null when it was entered by hand, or for a token. */
  readonly otherBatch: BatchId | null;
  readonly decision: Exclude<QuarantineDecision, "superseded">;
  /** The transaction that came into the books by the decision. */
  readonly entry: TransactionId | null;
  /** The transaction that left the books by it. */
  readonly displaced: TransactionId | null;
  /** Where an order is told in several fills: the rows that wait with this one, or what it repeats besides the other. */
  readonly moreRows: readonly TransactionId[];
  readonly moreOthers: readonly TransactionId[];
  /** What else came in by the decision, and what else left. */
  readonly moreEntries: readonly TransactionId[];
  readonly moreDisplaced: readonly TransactionId[];
}

/** Which items. */
export interface QuarantineFilter {
  readonly ids?: readonly string[];
  readonly kind?: QuarantineKind;
  readonly batch?: BatchId;
  /** Held against a row of this import; null: against one entered by hand. */
  readonly otherBatch?: BatchId | null;
  /** Held against one of these transactions, or a correction of one. */
  readonly others?: readonly TransactionId[];
  /** Let one of these transactions in, or one it was corrected to. */
  readonly entries?: readonly TransactionId[];
  /** Took the place of one of these transactions, or of a correction of one. */
  readonly displaced?: readonly TransactionId[];
  /** A token of this contract, or where no file told one, of this name. */
  readonly token?: string;
  readonly decisions?: readonly QuarantineDecision[];
  readonly isOpen?: boolean;
}

interface ItemRow extends Record<string, unknown>, QuarantineItem {}

/** Items of imports that count, by import, the other import and time. */
export async function listQuarantine(
  tx: ClientTx,
  filter: QuarantineFilter = {},
): Promise<readonly QuarantineItem[]> {
  const { rows } = await tx.db.execute<ItemRow>(sql`
    select ${COLUMNS} from ${standing(tx)} ${where(tx, filter)}
    order by b.committed_at, t.batch_id, o.batch_id, t.at, t.sequence, q."order"`);
  return rows;
}

/** What waits for a decision: suspected twins and tokens nobody asked for. */
export function listOpenQuarantine(tx: ClientTx): Promise<readonly QuarantineItem[]> {
  return listQuarantine(tx, { isOpen: true });
}

/** How much waits, and how much was decided. */
export async function countQuarantine(
  tx: ClientTx,
  filter: QuarantineFilter = {},
): Promise<{ readonly open: number; readonly decided: number }> {
  const { rows } = await tx.db.execute<{ open: number; decided: number }>(sql`
    select count(*) filter (where coalesce(d.decision, 'open') = 'open')::int as "open",
      count(*) filter (where coalesce(d.decision, 'open') <> 'open')::int as "decided"
    from ${standing(tx)} ${where(tx, filter)}`);
  return rows[0] ?? { open: 0, decided: 0 };
}

/** A row that is held to repeat one of the books. */
export interface TwinClaim {
  readonly row: TransactionId;
  readonly other: TransactionId;
  readonly part: "whole" | "sent" | "received";
}

/** Rows of the books that rows of one kind of file are held to repeat: each is repeated by it once at most. */
export async function listTwinClaims(
  tx: ClientTx,
  report: { readonly source: string; readonly version: string },
): Promise<readonly TwinClaim[]> {
  const { rows } = await tx.db.execute<TwinClaim & Record<string, unknown>>(sql`
    select t.id as "row", o.id as other,
      case when o.kind <> 'transfer' or t.kind = 'transfer' then 'whole'
        when t.sent_asset is not null then 'sent' else 'received' end as part
    from ${standing(tx)} where b.source = ${report.source} and b.version = ${report.version}
      and q.kind = 'twin' and coalesce(d.decision, 'open') in ('open', 'same')
    union all
    select t.id, f.transaction_id, 'whole' from ${standing(tx)}
      join quarantine_further f on f.client_id = q.client_id and f.quarantine_id = q.id
        and f.decision_id is null and not f.is_ours
    where b.source = ${report.source} and b.version = ${report.version}
      and coalesce(d.decision, 'open') in ('open', 'same')`);
  return rows;
}

/** The further transactions of an item, in their order. */
function further(which: SQL): SQL {
  return sql`array(select f.transaction_id::text from quarantine_further f
    where f.client_id = q.client_id and f.quarantine_id = q.id and ${which} order by f."order")`;
}

const COLUMNS = sql`q.id, q.kind, q.transaction_id as "row", o.id as "other", q.other_id as "firstOther", q.score, q.reason,
  q.shift_hours as "shiftHours", q.contract, t.received_asset as "asset", t.batch_id as "batch",
  t.file_name as "fileName", t.lines, o.batch_id as "otherBatch", coalesce(d.decision, 'open') as "decision",
  d.entry_id as "entry", d.displaced_id as "displaced", ${further(sql`f.decision_id is null and f.is_ours`)} as "moreRows",
  ${further(sql`f.decision_id is null and not f.is_ours`)} as "moreOthers", ${further(sql`f.decision_id = d.id and f.is_ours`)} as "moreEntries",
  ${further(sql`f.decision_id = d.id and not f.is_ours`)} as "moreDisplaced"`;

/**
 * True for a token that another file of its address explains by now: something that counts was told in its place, under another identity
 * (a decision keeps the identity). Imports note that as a decision ("superseded") by now.
 */
const isReadAnew = sql`(q.kind = 'spam' and exists (
  with recursive later as (
    select n.id, n.fingerprint, n.voided_at from transactions n
      where n.client_id = q.client_id and n.replaces_id = t.id
    union all
    select n.id, n.fingerprint, n.voided_at from later l
      join transactions n on n.client_id = q.client_id and n.replaces_id = l.id
  ) select from later where voided_at is null and fingerprint is distinct from t.fingerprint))`;

/**
 * The other is looked up row by row: right after an import the statistics know nothing of it, and a join would hold all against all.
 * CASE and not COALESCE names it: under row level security PostgreSQL takes COALESCE for a function that may leak, and leaves the
 * index of the ids aside.
 */
const standing = (tx: ClientTx) => sql`quarantine q
  join transactions t on t.client_id = q.client_id and t.id = q.transaction_id
  join import_batches b on b.client_id = t.client_id and b.id = t.batch_id
    and q.client_id = ${tx.clientId} and b.state = 'committed' and not ${isReadAnew}
  left join lateral (
    select id, decision, entry_id, displaced_id, other_id from quarantine_decisions
    where client_id = q.client_id and quarantine_id = q.id order by "order" desc limit 1) d on true
  left join lateral (
    select id, batch_id, kind from transactions
    where client_id = q.client_id
      and id = case when d.other_id is null then q.other_id else d.other_id end limit 1) o on true`;

function where(tx: ClientTx, filter: QuarantineFilter) {
  const { ids, kind, batch, otherBatch, others, entries, displaced, token, decisions, isOpen } =
    filter;
  const decision = sql`coalesce(d.decision, 'open')`;
  const conditions = [
    sql`${decision} <> 'superseded'`,
    ids && sql`q.id = any(${sql.param([...ids])}::uuid[])`,
    kind && sql`q.kind = ${kind}`,
    batch && sql`t.batch_id = ${batch}`,
    otherBatch !== undefined &&
      sql`o.batch_id is not distinct from ${otherBatch} and q.kind = 'twin'`,
    others && anyOf(tx, sql`o.id`, sql`f.decision_id is null and not f.is_ours`, others),
    entries && anyOf(tx, sql`d.entry_id`, sql`f.decision_id = d.id and f.is_ours`, entries),
    displaced &&
      anyOf(tx, sql`d.displaced_id`, sql`f.decision_id = d.id and not f.is_ours`, displaced),
    token && sql`q.kind = 'spam' and coalesce(q.contract, t.received_asset) = ${token}`,
    decisions && sql`${decision} = any(${sql.param([...decisions])}::text[])`,
    isOpen !== undefined && (isOpen ? sql`${decision} = 'open'` : sql`${decision} <> 'open'`),
  ].filter((condition) => condition !== undefined && condition !== false && condition !== "");
  return sql`where ${sql.join(conditions, sql` and `)}`;
}

/** True where the first or a further transaction of an item is one of these. */
function anyOf(tx: ClientTx, first: SQL, which: SQL, ids: readonly TransactionId[]): SQL {
  return sql`(${sameAs(tx, first, ids)} or exists (select from quarantine_further f
    where f.client_id = q.client_id and f.quarantine_id = q.id and ${which} and ${sameAs(tx, sql`f.transaction_id`, ids)}))`;
}

/** True where a column names one of these transactions or another that tells the same row of a file. Asked once, whatever the number. */
function sameAs(tx: ClientTx, column: SQL, ids: readonly TransactionId[]): SQL {
  const named = sql`any(${sql.param([...ids])}::uuid[])`;
  return sql`${column} in (
    select m.id from transactions m
    where m.client_id = ${tx.clientId} and (m.id = ${named} or m.fingerprint in (
      select n.fingerprint from transactions n where n.client_id = ${tx.clientId} and n.id = ${named})))`;
}
