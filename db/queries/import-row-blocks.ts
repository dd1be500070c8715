import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { BatchId } from "../ids";
import { importRowBlocks } from "../schema/import-row-blocks";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { storable } from "./storable";

/** A row of which there is nothing to say: its text as it came, and the transaction it is in. */
export interface PlainRow {
  readonly line: number;
  readonly raw: string;
  readonly outcome: "accepted" | "known";
  readonly transactionId: string | null;
}

type Packed = readonly [line: number, raw: string, isKnown: 0 | 1, transactionId: string | null];

const [deflate, inflate] = [promisify(deflateRaw), promisify(inflateRaw)];

/** Keeps rows of which there is nothing to say, packed together; at least one, of lines that stand in no other block. */
export async function insertRowBlock(
  tx: ClientWriteTx,
  batch: BatchId,
  rows: readonly PlainRow[],
): Promise<void> {
  const lines = rows.map((row) => row.line);
  const packed = await pack(rows);
  await tx.db.execute(sql`
    insert into import_row_blocks (client_id, batch_id, position, first_line, last_line, row_count, packed)
    select ${tx.clientId}, ${batch}, coalesce(max(position) + 1, 0), ${least(lines)}, ${greatest(lines)}, ${rows.length}, ${packed}
    from import_row_blocks where client_id = ${tx.clientId} and batch_id = ${batch}`);
}

/** The packed rows of an import among some lines, in the file's order; lines that are not there are left out. */
export async function findPackedRows(
  tx: ClientTx,
  batch: BatchId,
  lines: readonly number[],
): Promise<readonly PlainRow[]> {
  if (lines.length === 0) {
    return [];
  }
  const blocks = await tx.db
    .select({ packed: importRowBlocks.packed })
    .from(importRowBlocks)
    .where(
      and(
        ofBatch(tx, batch),
        sql`exists (select from unnest(${sql.param([...lines])}::int[]) as line
          where line between ${importRowBlocks.firstLine} and ${importRowBlocks.lastLine})`,
      ),
    );
  const wanted = new Set(lines);
  const found: PlainRow[] = [];
  for (const { packed } of blocks) {
    found.push(...(await unpack(packed)).filter((row) => wanted.has(row.line)));
  }
  return found.sort(byLine);
}

/** The first `limit` packed rows after line `after`, of one outcome when asked. One block is in memory at a time. */
export async function listPackedRows(
  tx: ClientTx,
  batch: BatchId,
  { outcome, after, limit }: { outcome?: PlainRow["outcome"]; after: number; limit: number },
): Promise<readonly PlainRow[]> {
  const blocks = await tx.db
    .select({ position: importRowBlocks.position, firstLine: importRowBlocks.firstLine })
    .from(importRowBlocks)
    .where(and(ofBatch(tx, batch), gt(importRowBlocks.lastLine, after)))
    .orderBy(asc(importRowBlocks.firstLine));
  let found: PlainRow[] = [];
  for (const { position, firstLine } of blocks) {
    const last = found[limit - 1];
    if (last !== undefined && last.line < firstLine) {
      break;
    }
    const rows = (await readBlock(tx, batch, position)).filter(
      (row) => row.line > after && (outcome === undefined || row.outcome === outcome),
    );
    found = [...found, ...rows].sort(byLine).slice(0, limit);
  }
  return found;
}

/** How many rows of an import are packed. */
export async function countPackedRows(tx: ClientTx, batch: BatchId): Promise<number> {
  const [row] = await tx.db
    .select({ rows: sql<number>`coalesce(sum(${importRowBlocks.rowCount}), 0)::int` })
    .from(importRowBlocks)
    .where(ofBatch(tx, batch));
  return row?.rows ?? 0;
}

async function readBlock(
  tx: ClientTx,
  batch: BatchId,
  position: number,
): Promise<readonly PlainRow[]> {
  const [block] = await tx.db
    .select({ packed: importRowBlocks.packed })
    .from(importRowBlocks)
    .where(and(ofBatch(tx, batch), eq(importRowBlocks.position, position)));
  return block === undefined ? [] : unpack(block.packed);
}

/** Fast rather than small: the rows are text of a table, which shrinks to a third either way. Done beside the work of this thread. */
async function pack(rows: readonly PlainRow[]): Promise<Buffer> {
  const packed = rows.map(
    (row): Packed => [row.line, row.raw, row.outcome === "known" ? 1 : 0, row.transactionId],
  );
  return deflate(JSON.stringify(packed), { level: 1 });
}

async function unpack(bytes: Uint8Array): Promise<readonly PlainRow[]> {
  const packed = JSON.parse((await inflate(bytes)).toString()) as readonly Packed[];
  return packed.map(([line, raw, isKnown, transactionId]) => ({
    line,
    raw: storable(raw),
    outcome: isKnown === 1 ? "known" : "accepted",
    transactionId,
  }));
}

const ofBatch = (tx: ClientTx, batch: BatchId) =>
  and(eq(importRowBlocks.clientId, tx.clientId), eq(importRowBlocks.batchId, batch));

const byLine = (a: PlainRow, b: PlainRow) => a.line - b.line;

const least = (lines: readonly number[]) => lines.reduce((a, b) => Math.min(a, b));

const greatest = (lines: readonly number[]) => lines.reduce((a, b) => Math.max(a, b));
