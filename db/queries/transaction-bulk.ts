import { sql } from "drizzle-orm";
import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { type TransactionId, transactionId } from "@/lib/tax/transaction";
import type { ClientWriteTx } from "../tenant";
import { toColumns } from "./transaction-rows";
import type { NewEntry } from "./transactions";

/** Rows per statement: large enough that the round trip does not count, small enough for a steady memory. */
const CHUNK = 2000;

/**
 * Adds many transactions. One whose fingerprint counts already is left out, also when another import adds it in the same
 * moment; returns the ids that were added. About 20,000 rows a second here.
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

/** The rows travel as one JSON text whose numbers are strings: PostgreSQL reads each as exact `numeric`. */
async function insertChunk(
  tx: ClientWriteTx,
  entries: readonly NewEntry[],
): Promise<TransactionId[]> {
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    insert into transactions (client_id, id, account_id, to_account_id, kind, at, date_only, sequence,
      sent_asset, sent_quantity, received_asset, received_quantity, value_usd, fee_usd, fees, detail,
      fingerprint, batch_id, file_name, lines, note, question, replaces_id, entered_by)
    select ${tx.clientId}, id, account_id, to_account_id, kind, at, date_only, sequence,
      sent_asset, sent_quantity, received_asset, received_quantity, value_usd, fee_usd, fees, detail,
      fingerprint, batch_id, file_name, lines, note, nullif(question, 'null'::jsonb), replaces_id, ${tx.userId}
    from jsonb_to_recordset(${JSON.stringify(entries.map(recordOf))}::jsonb) as told (
      id uuid, account_id uuid, to_account_id uuid, kind text, at timestamptz, date_only date,
      sequence int, sent_asset text, sent_quantity numeric, received_asset text,
      received_quantity numeric, value_usd numeric, fee_usd numeric, fees jsonb, detail jsonb,
      fingerprint text, batch_id uuid, file_name text, lines int[], note text, question jsonb,
      replaces_id uuid)
    on conflict (client_id, fingerprint) where voided_at is null do nothing
    returning id`);
  return rows.map((row) => transactionId(row.id));
}

function recordOf(entry: NewEntry) {
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
