import { type ImportBatch, updateBatch } from "@/db/queries/import-batches";
import type { ClientWriteTx } from "@/db/tenant";
import type { FileRefusal } from "@/lib/importers/refusal";
import { ok, type Result } from "@/lib/result";
import { readForm } from "./read-form";

const NOTED_MAX = 200;

/** Looks a broker's form over and keeps what was found with its batch, and nothing else. */
export async function previewForm(
  tx: ClientWriteTx,
  batch: ImportBatch,
): Promise<Result<null, FileRefusal>> {
  const read = await readForm(tx, batch);
  if (!read.ok) {
    return read;
  }
  const { counts, problems } = read.value;
  const notes = batch.problems.filter(({ line }) => line === 0);
  await updateBatch(tx, batch.id, {
    state: "previewed",
    counts,
    problems: [...notes, ...problems.slice(0, NOTED_MAX)],
    failure: null,
  });
  return ok(null);
}
