import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertFormRows } from "@/db/queries/broker-form-rows";
import { type ImportBatch, type RowCounts, updateBatch } from "@/db/queries/import-batches";
import { insertImportRows } from "@/db/queries/import-rows";
import type { ClientWriteTx } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { readForm } from "./read-form";

/**
 * Keeps the lines of a broker's form beside the books, inside the caller's transaction: no transaction is made of them; the sales
 * they are matched to move into their boxes of Form 8949. Taking the import back takes them out of what counts.
 */
export async function commitForm(
  tx: ClientWriteTx,
  batch: ImportBatch,
): Promise<
  Result<
    { readonly counts: RowCounts; readonly linked: number },
    { readonly code: "file-refused"; readonly message: string }
  >
> {
  const read = await readForm(tx, batch);
  if (!read.ok) {
    return err({ code: "file-refused", message: read.error.reason });
  }
  const { counts, rows, lines } = read.value;
  await insertFormRows(tx, batch.id, rows);
  await insertImportRows(tx, batch.id, lines);
  await updateBatch(tx, batch.id, { state: "committed", counts, failure: null });
  await insertAuditEvent(tx, {
    deed: "import.commit",
    subjectId: batch.id,
    detail: { ...counts, form: "1099-DA" },
  });
  return ok({ counts, linked: 0 });
}
