import type { BatchId, UploadId } from "@/db/ids";
import { updateBatch } from "@/db/queries/import-batches";
import { readUpload } from "@/db/queries/uploads";
import type { ClientTx, ClientWriteTx } from "@/db/tenant";
import { type OpenedFile, openFile } from "@/lib/importers/read-file";
import type { FileRefusal } from "@/lib/importers/refusal";
import type { Answers, Ask } from "@/lib/importers/source";
import { ok, type Result } from "@/lib/result";
import { runPass } from "./import-pass";
import { previewSink } from "./sinks";
import type { NotedRow } from "./tally";

/** What a batch says about how its file is read. */
export interface Reading {
  readonly uploadId: UploadId;
  readonly fileName: string;
  readonly accountName: string | null;
  readonly timeZone: string;
  /** What a person said to what the layout leaves open. */
  readonly answers: Answers;
}

/** A remark kept with a preview: a row with a reason, or (line 0) something about the file as a whole. */
export interface StoredNote extends Omit<NotedRow, "outcome"> {
  readonly outcome: NotedRow["outcome"] | "file";
}

/** Opens the stored bytes of a batch as its source reads them. */
export function openUpload(
  tx: ClientTx,
  reading: Reading,
): Promise<Result<OpenedFile, FileRefusal>> {
  return openFile(
    { file: reading.fileName, chunks: readUpload(tx, reading.uploadId) },
    {
      timeZone: reading.timeZone,
      answers: reading.answers,
      ...(reading.accountName === null ? {} : { accountName: reading.accountName }),
    },
  );
}

/** Reads the whole file and keeps what was found with the batch, and nothing else. */
export async function previewInto(
  tx: ClientWriteTx,
  batch: { readonly id: BatchId } & Reading,
  progress: (rowsRead: number) => Promise<void> = async () => undefined,
): Promise<Result<null, FileRefusal>> {
  const opened = await openUpload(tx, batch);
  if (!opened.ok) {
    return opened;
  }
  const pass = await runPass(opened.value, await previewSink(tx, progress));
  if (!pass.ok) {
    return pass;
  }
  const { counts, tally } = pass.value;
  const notes = opened.value.decoding.notes.map(
    (reason): StoredNote => ({ line: 0, column: "", value: "", reason, outcome: "file" }),
  );
  const problems: readonly StoredNote[] = [...notes, ...tally.noted()];
  await updateBatch(tx, batch.id, { state: "previewed", counts, problems, failure: null });
  return ok(null);
}

/** A refused file as the upload's own refusal: what it leaves open is asked, everything else is final. */
export function uploadRefusal(
  refusal: FileRefusal,
):
  | { readonly code: "file-refused"; readonly message: string }
  | { readonly code: "needs-answer"; readonly message: string; readonly asks: readonly Ask[] } {
  const message = refusalText(refusal);
  return refusal.code === "needs-answer"
    ? { code: "needs-answer", message, asks: refusal.asks }
    : { code: "file-refused", message };
}

/** The sentence people read when a file is refused: why, where, and for an unknown layout what was found and what is known. */
export function refusalText(refusal: FileRefusal): string {
  const parts = [refusal.reason];
  if (refusal.headersFound.length > 0) {
    parts.push(`Columns found: ${refusal.headersFound.join(", ")}.`);
  }
  if (refusal.code === "unknown-layout" && refusal.known.length > 0) {
    parts.push(`What is read: ${refusal.known.join(", ")}.`);
  }
  return parts.join(" ");
}
