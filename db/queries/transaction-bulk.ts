import { type SQL, sql } from "drizzle-orm";
import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { type TransactionId, transactionId } from "@/lib/tax/transaction";
import type { VoidReason } from "../schema/transactions";
import type { ClientWriteTx } from "../tenant";
import { arrayText, type Cell, columnText, sameCell, textCell } from "./array-text";
import { type TransactionColumns, toColumns } from "./transaction-rows";
import type { NewEntry } from "./transactions";

/** Rows per statement: large enough that the round trip does not count, small enough for a steady memory. */
const CHUNK = 5000;

/**
 * Adds many transactions. One whose fingerprint counts already is left out, also when another import adds it in the same
 * moment; returns the ids that were added. About 40,000 rows a second here.
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

/** Adds transactions that do not count from the start, for this reason; all of them, whatever counts already. */
export async function insertVoided(
  tx: ClientWriteTx,
  entries: readonly NewEntry[],
  reason: VoidReason,
): Promise<void> {
  for (let start = 0; start < entries.length; start += CHUNK) {
    await insertChunk(tx, entries.slice(start, start + CHUNK), reason);
  }
}

/**
 * The rows travel as one array a column, of texts that PostgreSQL reads as exact `numeric`. What all rows say alike (their account, their
 * import, nothing) travels once: each array that is unnested costs every row. Which rows were left out is asked only when some were.
 */
async function insertChunk(
  tx: ClientWriteTx,
  entries: readonly NewEntry[],
  voided: VoidReason | null = null,
): Promise<readonly TransactionId[]> {
  const rows = entries.map(rowOf);
  const ids = arrayText(rows.map((row) => row.told.id));
  const names = [sql.raw("id")];
  const arrays = [sql`${ids}::uuid[]`];
  const values = COLUMNS.map(({ name, type, cellOf, asStored = plainly }) => {
    const same = sameCell(rows, cellOf);
    if (same !== undefined) {
      return asStored(
        same === null ? sql`null::${sql.raw(type)}` : sql`(${`{${same}}`}::${sql.raw(type)}[])[1]`,
      );
    }
    names.push(sql.raw(name));
    arrays.push(sql`${columnText(rows, cellOf)}::${sql.raw(type)}[]`);
    return asStored(sql.raw(name));
  });
  const inserted = await tx.db.execute(sql`
    insert into transactions (client_id, entered_by, voided_at, voided_by, void_reason, id, ${sql.raw(COLUMNS.map(({ name }) => name).join(", "))})
    select ${tx.clientId}, ${tx.userId}, ${voided === null ? sql`null::timestamptz, null::uuid, null` : sql`now(), ${tx.userId}::uuid, ${voided}`}, id, ${sql.join(values, sql`, `)}
    from unnest(${sql.join(arrays, sql`, `)}) as told (${sql.join(names, sql`, `)})
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

/** One column besides the id: how it travels, and what is stored of it where the two differ. */
interface BulkColumn {
  readonly name: string;
  /** As it travels. */
  readonly type: string;
  readonly cellOf: (row: BulkRow) => Cell;
  readonly asStored?: (cell: SQL) => SQL;
}

const plainly = (cell: SQL) => cell;

const COLUMNS: readonly BulkColumn[] = [
  { name: "account_id", type: "uuid", cellOf: (row) => row.told.accountId },
  { name: "to_account_id", type: "uuid", cellOf: (row) => row.told.toAccountId },
  { name: "kind", type: "text", cellOf: (row) => row.told.kind },
  { name: "at", type: "timestamptz", cellOf: (row) => row.told.at },
  { name: "date_only", type: "date", cellOf: (row) => row.told.dateOnly },
  { name: "sequence", type: "int", cellOf: (row) => String(row.told.sequence) },
  { name: "sent_asset", type: "text", cellOf: (row) => textCell(row.told.sentAsset) },
  { name: "sent_quantity", type: "numeric", cellOf: (row) => row.sent },
  { name: "received_asset", type: "text", cellOf: (row) => textCell(row.told.receivedAsset) },
  { name: "received_quantity", type: "numeric", cellOf: (row) => row.received },
  { name: "value_usd", type: "numeric", cellOf: (row) => row.value },
  {
    name: "fee_usd",
    type: "numeric",
    cellOf: (row) => row.fee,
    asStored: (cell) => sql`coalesce(${cell}, 0)`,
  },
  {
    name: "fees",
    type: "text",
    cellOf: (row) => row.fees,
    asStored: (cell) => sql`coalesce(${cell}, '[]')::jsonb`,
  },
  {
    name: "detail",
    type: "text",
    cellOf: (row) => row.detail,
    asStored: (cell) => sql`coalesce(${cell}, '{}')::jsonb`,
  },
  { name: "fingerprint", type: "text", cellOf: (row) => row.fingerprint },
  { name: "batch_id", type: "uuid", cellOf: (row) => row.told.batchId },
  { name: "file_name", type: "text", cellOf: (row) => textCell(row.told.fileName) },
  {
    name: "lines",
    type: "text",
    cellOf: (row) => row.lines,
    asStored: (cell) => sql`${cell}::int[]`,
  },
  {
    name: "note",
    type: "text",
    cellOf: (row) => textCell(row.told.note),
    asStored: (cell) => sql`coalesce(${cell}, '')`,
  },
  {
    name: "question",
    type: "text",
    cellOf: (row) => row.question,
    asStored: (cell) => sql`${cell}::jsonb`,
  },
  { name: "replaces_id", type: "uuid", cellOf: (row) => row.replaces },
];

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
