import { sql } from "drizzle-orm";
import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { type TransactionId, transactionId } from "@/lib/tax/transaction";
import type { ClientWriteTx } from "../tenant";
import { arrayText, type Cell, columnText, textCell } from "./array-text";
import { type TransactionColumns, toColumns } from "./transaction-rows";
import type { NewEntry } from "./transactions";

/** Rows per statement: large enough that the round trip does not count, small enough for a steady memory. */
const CHUNK = 5000;

/**
 * Adds many transactions. One whose fingerprint counts already is left out, also when another import adds it in the same
 * moment; returns the ids that were added. About 25,000 rows a second here.
 */
export async function insertTransactions(
  tx: ClientWriteTx,
  entries: readonly NewEntry[],
  onProgress: (done: number) => Promise<void> = async () => undefined,
): Promise<Set<TransactionId>> {
  const added = new Set<TransactionId>();
  for (let start = 0; start < entries.length; start += CHUNK) {
    const chunk = entries.slice(start, start + CHUNK);
    for (const id of await insertChunk(tx, chunk)) {
      added.add(id);
    }
    await onProgress(start + chunk.length);
  }
  return added;
}

/**
 * The rows travel as one array a column, of texts that PostgreSQL reads as exact `numeric`. A column of nothing travels as an empty
 * array: `unnest` fills it up. Which rows were left out is asked only when some were.
 */
async function insertChunk(
  tx: ClientWriteTx,
  entries: readonly NewEntry[],
): Promise<readonly TransactionId[]> {
  const rows = entries.map(rowOf);
  const column = (cellOf: (row: BulkRow) => Cell) => columnText(rows, cellOf);
  const inserted = await tx.db.execute(sql`
    insert into transactions (client_id, id, account_id, to_account_id, kind, at, date_only, sequence,
      sent_asset, sent_quantity, received_asset, received_quantity, value_usd, fee_usd, fees, detail,
      fingerprint, batch_id, file_name, lines, note, question, replaces_id, entered_by)
    select ${tx.clientId}, id, account_id, to_account_id, kind, at, date_only, sequence,
      sent_asset, sent_quantity, received_asset, received_quantity, value_usd, coalesce(fee_usd, 0),
      coalesce(fees, '[]')::jsonb, coalesce(detail, '{}')::jsonb,
      fingerprint, batch_id, file_name, lines::int[], coalesce(note, ''), question::jsonb, replaces_id, ${tx.userId}
    from unnest(
      ${column((row) => row.told.id)}::uuid[],
      ${column((row) => row.told.accountId)}::uuid[],
      ${column((row) => row.told.toAccountId)}::uuid[],
      ${column((row) => row.told.kind)}::text[],
      ${column((row) => row.told.at)}::timestamptz[],
      ${column((row) => row.told.dateOnly)}::date[],
      ${column((row) => String(row.told.sequence))}::int[],
      ${column((row) => textCell(row.told.sentAsset))}::text[],
      ${column((row) => row.sent)}::numeric[],
      ${column((row) => textCell(row.told.receivedAsset))}::text[],
      ${column((row) => row.received)}::numeric[],
      ${column((row) => row.value)}::numeric[],
      ${column((row) => row.fee)}::numeric[],
      ${column((row) => row.fees)}::text[],
      ${column((row) => row.detail)}::text[],
      ${column((row) => row.fingerprint)}::text[],
      ${column((row) => row.told.batchId)}::uuid[],
      ${column((row) => textCell(row.told.fileName))}::text[],
      ${column((row) => row.lines)}::text[],
      ${column((row) => textCell(row.told.note))}::text[],
      ${column((row) => row.question)}::text[],
      ${column((row) => row.replaces)}::uuid[]
    ) as told (id, account_id, to_account_id, kind, at, date_only, sequence, sent_asset, sent_quantity,
      received_asset, received_quantity, value_usd, fee_usd, fees, detail, fingerprint, batch_id, file_name,
      lines, note, question, replaces_id)
    on conflict (client_id, fingerprint) where voided_at is null do nothing`);
  return inserted.rowCount === rows.length
    ? rows.map((row) => row.told.id)
    : presentOf(
        tx,
        rows.map((row) => row.told.id),
      );
}

/** Which of these are in the books. */
async function presentOf(
  tx: ClientWriteTx,
  ids: readonly TransactionId[],
): Promise<readonly TransactionId[]> {
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    select id from transactions
    where client_id = ${tx.clientId} and id = any(${arrayText(ids)}::uuid[])`);
  return rows.map((row) => transactionId(row.id));
}

/** A row with the cells that must be made. What is nothing for nearly every row is null. */
interface BulkRow {
  readonly told: TransactionColumns;
  readonly sent: Cell;
  readonly received: Cell;
  readonly value: Cell;
  readonly fee: Cell;
  readonly fees: Cell;
  readonly detail: Cell;
  readonly lines: Cell;
  readonly fingerprint: Cell;
  readonly question: Cell;
  readonly replaces: Cell;
}

function rowOf(entry: NewEntry): BulkRow {
  const told = toColumns(entry.transaction);
  const fee = usdText(told.feeUsd);
  const { question = null } = entry;
  return {
    told,
    sent: told.sentQuantity === null ? null : quantityText(told.sentQuantity),
    received: told.receivedQuantity === null ? null : quantityText(told.receivedQuantity),
    value: told.valueUsd === null ? null : usdText(told.valueUsd),
    fee: fee === "0" ? null : fee,
    fees: told.fees.length === 0 ? null : jsonCell(told.fees),
    detail: isEmpty(told.detail) ? null : jsonCell(told.detail),
    lines: told.lines === null ? null : `"{${told.lines.join(",")}}"`,
    fingerprint: entry.fingerprint ?? null,
    question: question === null ? null : jsonCell(question),
    replaces: entry.replaces ?? null,
  };
}

const jsonCell = (value: unknown): Cell => textCell(JSON.stringify(value));

function isEmpty(detail: TransactionColumns["detail"]): boolean {
  for (const _name in detail) {
    return false;
  }
  return true;
}

/** A row as one JSON record whose numbers are text. */
export function recordOf(entry: NewEntry) {
  const row = toColumns(entry.transaction);
  return {
    id: row.id,
    account_id: row.accountId,
    to_account_id: row.toAccountId,
    kind: row.kind,
    at: row.at,
    date_only: row.dateOnly,
    sequence: row.sequence,
    sent_asset: row.sentAsset,
    sent_quantity: row.sentQuantity === null ? null : quantityText(row.sentQuantity),
    received_asset: row.receivedAsset,
    received_quantity: row.receivedQuantity === null ? null : quantityText(row.receivedQuantity),
    value_usd: row.valueUsd === null ? null : usdText(row.valueUsd),
    fee_usd: usdText(row.feeUsd),
    fees: row.fees,
    detail: row.detail,
    fingerprint: entry.fingerprint ?? null,
    batch_id: row.batchId,
    file_name: row.fileName,
    lines: row.lines,
    note: row.note,
    question: entry.question ?? null,
    replaces_id: entry.replaces ?? null,
  };
}
