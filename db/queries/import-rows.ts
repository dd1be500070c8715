import { and, asc, count, eq, sql } from "drizzle-orm";
import type { BatchId } from "../ids";
import { importRows, type RowOutcome } from "../schema/import-rows";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { arrayText, textCell } from "./array-text";
import {
  countPackedRows,
  findPackedRows,
  insertRowBlock,
  listPackedRows,
  type PlainRow,
} from "./import-row-blocks";
import { storable } from "./storable";

/** Every data row as it came and what became of it. `column`: where the reason is, when it is in one. */
export interface NewImportRow {
  readonly line: number;
  readonly raw: string;
  readonly outcome: RowOutcome;
  readonly transactionId: string | null;
  readonly column: string | null;
  readonly reason: string | null;
}

/** A row of an import as it is shown. */
export interface ImportRow extends NewImportRow {
  readonly batchId: BatchId;
}

const ROWS_A_STATEMENT = 5000;

/**
 * Keeps every data row of a file; a row is told once. Rows of which there is something to say stand alone, the others are packed some
 * thousands together. Characters the database cannot hold (NUL) are shown as "\u2400"; the upload keeps the bytes.
 */
export async function insertImportRows(
  tx: ClientWriteTx,
  batch: BatchId,
  rows: readonly NewImportRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    const chunk = rows.slice(start, start + ROWS_A_STATEMENT);
    const plain: PlainRow[] = [];
    const noted: NewImportRow[] = [];
    for (const row of chunk) {
      if (isPlain(row)) {
        plain.push(row);
      } else {
        noted.push(row);
      }
    }
    if (plain.length > 0) {
      await insertRowBlock(tx, batch, plain);
    }
    if (noted.length > 0) {
      await insertNoted(tx, batch, noted);
    }
  }
}

function isPlain(row: NewImportRow): row is NewImportRow & PlainRow {
  const { outcome, column, reason } = row;
  return (outcome === "accepted" || outcome === "known") && column === null && reason === null;
}

async function insertNoted(
  tx: ClientWriteTx,
  batch: BatchId,
  rows: readonly NewImportRow[],
): Promise<void> {
  const text = (value: string | null) => textCell(value === null ? null : storable(value));
  await tx.db.execute(sql`
    insert into import_rows (client_id, batch_id, line, raw, outcome, transaction_id, "column", reason)
    select ${tx.clientId}, ${batch}, line, raw, outcome, transaction_id, "column", reason
    from unnest(
      ${arrayText(rows.map((row) => String(row.line)))}::int[],
      ${arrayText(rows.map((row) => text(row.raw)))}::text[],
      ${arrayText(rows.map((row) => row.outcome))}::text[],
      ${arrayText(rows.map((row) => row.transactionId))}::uuid[],
      ${arrayText(rows.map((row) => text(row.column)))}::text[],
      ${arrayText(rows.map((row) => text(row.reason)))}::text[]
    ) as told (line, raw, outcome, transaction_id, "column", reason)`);
}

/** Rows of an import in the file's order, `limit` after line `after`; of one outcome when asked. */
export async function listImportRows(
  tx: ClientTx,
  batch: BatchId,
  { outcome, after = 0, limit }: { outcome?: RowOutcome; after?: number; limit: number },
): Promise<readonly ImportRow[]> {
  const noted = await tx.db
    .select()
    .from(importRows)
    .where(
      and(
        ofBatch(tx, batch),
        outcome === undefined ? undefined : eq(importRows.outcome, outcome),
        sql`${importRows.line} > ${after}`,
      ),
    )
    .orderBy(asc(importRows.line))
    .limit(limit);
  const packed =
    outcome === undefined || outcome === "accepted" || outcome === "known"
      ? await listPackedRows(tx, batch, {
          after,
          limit,
          ...(outcome === undefined ? {} : { outcome }),
        })
      : [];
  return [
    ...noted.map(({ clientId: _clientId, ...row }) => row),
    ...packed.map((row) => ({ batchId: batch, column: null, reason: null, ...row })),
  ]
    .sort((a, b) => a.line - b.line)
    .slice(0, limit);
}

/** The rows of a file one transaction was made of, in the file's order. */
export async function listRowsOfTransaction(
  tx: ClientTx,
  batch: BatchId,
  lines: readonly number[],
): Promise<readonly { readonly line: number; readonly raw: string }[]> {
  const noted = await tx.db
    .select({ line: importRows.line, raw: importRows.raw })
    .from(importRows)
    .where(and(ofBatch(tx, batch), sql`${importRows.line} = any(${sql.param([...lines])}::int[])`));
  const packed = noted.length === lines.length ? [] : await findPackedRows(tx, batch, lines);
  return [...noted, ...packed.map(({ line, raw }) => ({ line, raw }))].sort(
    (a, b) => a.line - b.line,
  );
}

/** How many rows of an import are kept. */
export async function countImportRows(tx: ClientTx, batch: BatchId): Promise<number> {
  const [row] = await tx.db.select({ rows: count() }).from(importRows).where(ofBatch(tx, batch));
  return (row?.rows ?? 0) + (await countPackedRows(tx, batch));
}

const ofBatch = (tx: ClientTx, batch: BatchId) =>
  and(eq(importRows.clientId, tx.clientId), eq(importRows.batchId, batch));
