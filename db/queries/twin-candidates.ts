import { type SQL, sql } from "drizzle-orm";
import type { AccountId, TransactionId, TransactionKind } from "@/lib/tax/transaction";
import type { BatchId } from "../ids";
import type { StoredFee } from "../schema/transactions";
import type { ClientTx } from "../tenant";

/** A row of the books as it is held against rows that come: exact decimals as text. */
export interface BookedRow {
  readonly id: TransactionId;
  readonly account: AccountId;
  readonly toAccount: AccountId | null;
  readonly kind: TransactionKind;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Days since 1970-01-01 when only the day is told. */
  readonly day: number | null;
  readonly sentAsset: string | null;
  readonly sentQuantity: string | null;
  readonly receivedAsset: string | null;
  readonly receivedQuantity: string | null;
  readonly value: string | null;
  readonly feeUsd: string;
  readonly fees: readonly StoredFee[];
  readonly hash: string | null;
  readonly address: string | null;
  readonly batch: BatchId | null;
  readonly fileName: string | null;
  readonly lines: readonly number[] | null;
}

/** Milliseconds, both ends included. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * What stands in the books from elsewhere than some imports: what counts, and rows that count as the side of a linked transfer (not
 * that transfer, which no report tells).
 */
const standing = (tx: ClientTx, except: readonly BatchId[]) => sql`
  t.client_id = ${tx.clientId} and ${isElsewhere(except)}
  and (t.voided_at is null and not t.detail ? 'linkedSent'
    or t.void_reason = 'linked' and not exists (
      select from transactions s
      where s.client_id = t.client_id and s.replaces_id = t.id and s.kind <> 'transfer'))`;

const isElsewhere = (except: readonly BatchId[]) =>
  sql`(t.batch_id is null or t.batch_id <> all(${sql.param([...except])}::uuid[]))`;

/** The days (since 1970-01-01, in UTC) on which anything stands in the books from elsewhere than these imports. One pass over the books. */
export async function listBookedDays(
  tx: ClientTx,
  except: readonly BatchId[],
): Promise<Set<number>> {
  const { rows } = await tx.db.execute<{ day: number }>(sql`
    select distinct floor(extract(epoch from t.at) / 86400)::int as day from transactions t
    where t.client_id = ${tx.clientId} and ${isElsewhere(except)}
      and (t.voided_at is null or t.void_reason = 'linked')`);
  return new Set(rows.map(({ day }) => day));
}

/** The first five digits of an amount that are not leading zeros, the point left out. */
const digits = (column: SQL): SQL =>
  sql`rpad(left(ltrim(replace(trim_scale(abs(${column}))::text, '.', ''), '0'), 5), 5, '0')`;

const COLUMNS = sql`
  t.id, t.account_id as "account", t.to_account_id as "toAccount", t.kind,
  (extract(epoch from t.at) * 1000)::float8 as "time", t.date_only - date '1970-01-01' as "day",
  t.sent_asset as "sentAsset", t.sent_quantity as "sentQuantity",
  t.received_asset as "receivedAsset", t.received_quantity as "receivedQuantity",
  t.value_usd as "value", t.fee_usd as "feeUsd", t.fees,
  lower(t.detail ->> 'chainHash') as "hash", lower(t.detail ->> 'chainAddress') as "address",
  t.batch_id as "batch", t.file_name as "fileName", t.lines`;

/**
 * What stands in the books within these spans (which do not overlap), moves one of these assets, and begins with some of these digits
 * (five each) or has fees in coins, which may make up the difference.
 */
export async function listBookedWithin(
  tx: ClientTx,
  except: readonly BatchId[],
  spans: readonly TimeSpan[],
  assets: readonly string[],
  firstDigits: readonly string[],
): Promise<readonly BookedRow[]> {
  const { rows } = await tx.db.execute<BookedRow & Record<string, unknown>>(sql`
    select ${COLUMNS}
    from unnest(${sql.param(spans.map(({ from }) => from))}::float8[], ${sql.param(spans.map(({ to }) => to))}::float8[]) as span (begin, finish)
      join transactions t on t.at between to_timestamp(span.begin / 1000) and to_timestamp(span.finish / 1000)
    where ${standing(tx, except)}
      and (t.sent_asset = any(${sql.param([...assets])}::text[]) or t.received_asset = any(${sql.param([...assets])}::text[]))
      and (t.fees <> '[]'::jsonb
        or ${digits(sql`t.received_quantity`)} = any(${sql.param([...firstDigits])}::text[])
        or ${digits(sql`t.sent_quantity`)} = any(${sql.param([...firstDigits])}::text[]))`);
  return rows;
}

/** Accounts and imports whose rows may tell what a file tells; null: all. */
export interface NearPlaces {
  readonly accounts: readonly AccountId[];
  readonly batches: readonly BatchId[];
}

/** What was bought, sold or exchanged of these assets within these spans (which do not overlap), at these places or by hand. */
export async function listBookedTrades(
  tx: ClientTx,
  except: readonly BatchId[],
  spans: readonly TimeSpan[],
  assets: readonly string[],
  places: NearPlaces | null,
): Promise<readonly BookedRow[]> {
  const near =
    places === null
      ? sql`true`
      : sql`(t.account_id = any(${sql.param([...places.accounts])}::uuid[]) or t.batch_id is null
          or t.batch_id = any(${sql.param([...places.batches])}::uuid[]))`;
  const { rows } = await tx.db.execute<BookedRow & Record<string, unknown>>(sql`
    select ${COLUMNS}
    from unnest(${sql.param(spans.map(({ from }) => from))}::float8[], ${sql.param(spans.map(({ to }) => to))}::float8[]) as span (begin, finish)
      join transactions t on t.at between to_timestamp(span.begin / 1000) and to_timestamp(span.finish / 1000)
    where ${standing(tx, except)} and t.kind in ('buy', 'sell', 'swap') and ${near}
      and (t.sent_asset = any(${sql.param([...assets])}::text[]) or t.received_asset = any(${sql.param([...assets])}::text[]))
    order by t.at, t.sequence, t.id`);
  return rows;
}

/** Where rows of the books come from: one import of one kind of file. */
export interface ReportOrigin {
  readonly id: BatchId;
  readonly source: string;
  readonly version: string;
}

/** The client's imports as kinds of files. */
export async function listReportOrigins(tx: ClientTx): Promise<readonly ReportOrigin[]> {
  const { rows } = await tx.db.execute<{ id: BatchId; source: string; version: string }>(
    sql`select id, source, version from import_batches where client_id = ${tx.clientId}`,
  );
  return rows;
}
