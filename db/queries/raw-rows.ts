import { and, asc, eq, inArray } from "drizzle-orm";
import type { BatchId } from "../ids";
import { importRows } from "../schema/import-rows";
import type { ClientTx } from "../tenant";

/** Lines of an imported file as they came, in the file's order; lines that are not data rows are simply absent. */
export async function listRawRows(
  tx: ClientTx,
  batch: BatchId,
  lines: readonly number[],
): Promise<{ line: number; raw: string }[]> {
  return tx.db
    .select({ line: importRows.line, raw: importRows.raw })
    .from(importRows)
    .where(
      and(
        eq(importRows.clientId, tx.clientId),
        eq(importRows.batchId, batch),
        inArray(importRows.line, [...lines]),
      ),
    )
    .orderBy(asc(importRows.line));
}
