import { sql } from "drizzle-orm";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import type { AccountId, AssetId, Transaction, TransactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instantFromPostgres } from "../columns";
import type { BatchId, UserId } from "../ids";
import type { StoredFee } from "../schema/transactions";
import type { ClientTx } from "../tenant";
import { fromColumns, type TransactionColumns } from "./transaction-rows";

/**
 * All transactions of the client that count, in the ledger's order: time, sequence, id. Read past drizzle's row mapping,
 * which takes three times as long as everything else here; a test holds this against the mapped read.
 */
export async function listLiveTransactions(tx: ClientTx): Promise<Transaction[]> {
  const { rows } = await tx.db.execute<LiveRow>(sql`
    select id, account_id, to_account_id, kind, at::text as at, date_only::text as date_only, sequence,
      sent_asset, sent_quantity, received_asset, received_quantity, value_usd, fee_usd, fees, detail,
      batch_id, file_name, lines, note, entered_by
    from transactions where client_id = ${tx.clientId} and voided_at is null
    order by transactions.at, sequence, id`);
  return rows.map((row) => fromColumns(columnsOf(row)));
}

/** A row as PostgreSQL's driver gives it: exact numbers and times as text. */
interface LiveRow extends Record<string, unknown> {
  readonly id: TransactionId;
  readonly account_id: AccountId;
  readonly to_account_id: AccountId | null;
  readonly kind: Transaction["kind"];
  readonly at: string;
  readonly date_only: string | null;
  readonly sequence: number;
  readonly sent_asset: AssetId | null;
  readonly sent_quantity: string | null;
  readonly received_asset: AssetId | null;
  readonly received_quantity: string | null;
  readonly value_usd: string | null;
  readonly fee_usd: string;
  readonly fees: readonly StoredFee[];
  readonly detail: TransactionColumns["detail"];
  readonly batch_id: BatchId | null;
  readonly file_name: string | null;
  readonly lines: number[] | null;
  readonly note: string;
  readonly entered_by: UserId;
}

function columnsOf(row: LiveRow): TransactionColumns & { enteredBy: UserId } {
  return {
    id: row.id,
    accountId: row.account_id,
    toAccountId: row.to_account_id,
    kind: row.kind,
    at: instantFromPostgres(row.at),
    dateOnly: row.date_only === null ? null : calendarDate(row.date_only),
    sequence: row.sequence,
    sentAsset: row.sent_asset,
    sentQuantity: row.sent_quantity === null ? null : quantity(row.sent_quantity),
    receivedAsset: row.received_asset,
    receivedQuantity: row.received_quantity === null ? null : quantity(row.received_quantity),
    valueUsd: row.value_usd === null ? null : usd(row.value_usd),
    feeUsd: usd(row.fee_usd),
    fees: row.fees,
    detail: row.detail,
    batchId: row.batch_id,
    fileName: row.file_name,
    lines: row.lines,
    note: row.note,
    enteredBy: row.entered_by,
  };
}
