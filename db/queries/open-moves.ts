import { type SQL, sql } from "drizzle-orm";
import { type Quantity, quantity } from "@/lib/money/quantity";
import {
  type AccountId,
  type AssetId,
  assetId,
  type ChainRef,
  type Leg,
  type TransactionId,
} from "@/lib/tax/transaction";
import { type CalendarDate, calendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import { instantFromPostgres } from "../columns";
import type { StoredFee } from "../schema/transactions";
import type { ClientTx } from "../tenant";
import { isOpenQuestion } from "./asset-choices";

/** A deposit or withdrawal that counts and has no question: units that came from, or left for, somewhere not yet known. */
export interface OpenMove {
  readonly id: TransactionId;
  readonly kind: "deposit" | "withdrawal";
  readonly account: AccountId;
  readonly leg: Leg;
  /** Fees on top, in kind. */
  readonly fees: readonly { readonly asset: AssetId; readonly quantity: Quantity }[];
  readonly at: Instant;
  readonly date: CalendarDate | null;
  readonly chain: ChainRef;
  /** The importer that read it; "" for what was typed by hand. */
  readonly source: string;
}

/** A part of the books: rows of these assets within a time, and all rows of these transactions of a chain. */
export interface MoveScope {
  readonly assets: readonly AssetId[];
  readonly from: Instant;
  readonly to: Instant;
  readonly hashes: readonly string[];
}

/** Open moves in the order of time: all of the client, or those of a part of the books. */
export async function listOpenMoves(
  tx: ClientTx,
  scope: MoveScope | null = null,
): Promise<readonly OpenMove[]> {
  const within =
    scope === null
      ? sql`true`
      : sql`((coalesce(sent_asset, received_asset) = any(${sql.param([...scope.assets])}::text[])
          and at between ${scope.from}::timestamptz and ${scope.to}::timestamptz)
        or regexp_replace(lower(detail ->> 'chainHash'), '^0x|[:-][0-9]{1,5}$', '', 'g') = any(${sql.param([...scope.hashes])}::text[]))`;
  return read(tx, within);
}

/** The latest open moves, the latest first, and how many there are in all. */
export async function listLatestMoves(
  tx: ClientTx,
  limit: number,
): Promise<{ readonly moves: readonly OpenMove[]; readonly count: number }> {
  const { rows } = await tx.db.execute<{ count: number }>(
    sql`select count(*)::int as count from transactions where ${isOpenMove(tx)}`,
  );
  const order = sql`transactions.at desc, sequence desc, id desc limit ${limit}`;
  return { moves: await read(tx, sql`true`, order), count: rows[0]?.count ?? 0 };
}

const isOpenMove = (tx: ClientTx) => sql`client_id = ${tx.clientId} and voided_at is null
  and kind in ('deposit', 'withdrawal') and not ${isOpenQuestion}`;

/** The open moves that the present work added: everything one transaction of the database adds bears its moment. */
export async function listMovesAddedNow(tx: ClientTx): Promise<readonly OpenMove[]> {
  return read(tx, sql`transactions.entered_at = now()::timestamptz(3)`);
}

interface MoveRow extends Record<string, unknown> {
  readonly id: TransactionId;
  readonly kind: "deposit" | "withdrawal";
  readonly account: AccountId;
  readonly asset: string;
  readonly quantity: string;
  readonly fees: readonly StoredFee[];
  readonly at: string;
  readonly date: string | null;
  readonly hash: string | null;
  readonly address: string | null;
  readonly source: string;
}

/** Read past drizzle's row mapping: books may have a hundred thousand of them. */
async function read(
  tx: ClientTx,
  within: SQL,
  order: SQL = sql`transactions.at, sequence, id`,
): Promise<readonly OpenMove[]> {
  const { rows } = await tx.db.execute<MoveRow>(sql`
    select id, kind, account_id as account, coalesce(sent_asset, received_asset) as asset,
      coalesce(sent_quantity, received_quantity)::text as quantity, fees, at::text as at,
      date_only::text as date, detail ->> 'chainHash' as hash, detail ->> 'chainAddress' as address,
      coalesce((select b.source from import_batches b
        where b.client_id = transactions.client_id and b.id = transactions.batch_id), '') as source
    from transactions
    where ${isOpenMove(tx)} and ${within}
    order by ${order}`);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    account: row.account,
    leg: { asset: assetId(row.asset), quantity: quantity(row.quantity) },
    fees: row.fees.map((fee) => ({ asset: assetId(fee.asset), quantity: quantity(fee.quantity) })),
    at: instantFromPostgres(row.at),
    date: row.date === null ? null : calendarDate(row.date),
    chain: { hash: row.hash, address: row.address },
    source: row.source,
  }));
}
