import type { BatchId, UploadId } from "@/db/ids";
import { listAssetChoices } from "@/db/queries/asset-choices";
import { getBatch, updateBatch } from "@/db/queries/import-batches";
import { readUpload } from "@/db/queries/uploads";
import type { ClientTx, ClientWriteTx } from "@/db/tenant";
import { type OpenedFile, openFile } from "@/lib/importers/read-file";
import type { FileRefusal } from "@/lib/importers/refusal";
import type { Answers, Ask } from "@/lib/importers/source";
import { ok, type Result } from "@/lib/result";
import { runPass } from "./import-pass";
import { joinForPreview } from "./join-import";
import type { OpenImport } from "./join-reading";
import { previewSink } from "./sinks";
import type { NotedRow, Tally } from "./tally";

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
export async function openUpload(
  tx: ClientTx,
  reading: Reading,
): Promise<Result<OpenedFile, FileRefusal>> {
  return openFile(
    { file: reading.fileName, chunks: readUpload(tx, reading.uploadId) },
    {
      timeZone: reading.timeZone,
      answers: reading.answers,
      assetChoices: await listAssetChoices(tx),
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
  const stored = await getBatch(tx, batch.id);
  const joined = stored === null ? null : await joinForPreview(tx, stored, progress);
  const reading = joined ?? (await openAlone(tx, batch, progress));
  if (!reading.ok) {
    return reading;
  }
  const { opened, sink } = reading.value;
  const pass = await runPass(opened, sink);
  if (!pass.ok) {
    return pass;
  }
  const { counts, tally } = pass.value;
  const problems = problemsIn(opened, tally);
  await updateBatch(tx, batch.id, { state: "previewed", counts, problems, failure: null });
  return ok(null);
}

/** What people are told about a file that was read to its end: remarks about it as a whole, then rows with a reason. */
export function problemsIn(opened: OpenedFile, tally: Tally): readonly StoredNote[] {
  const notes = opened.decoding.notes.map(
    (reason): StoredNote => ({ line: 0, column: "", value: "", reason, outcome: "file" }),
  );
  return [...notes, ...tally.noted()];
}

async function openAlone(
  tx: ClientTx,
  reading: Reading,
  progress: (rowsRead: number) => Promise<void>,
): Promise<Result<OpenImport, FileRefusal>> {
  const opened = await openUpload(tx, reading);
  return opened.ok ? ok({ opened: opened.value, sink: await previewSink(tx, progress) }) : opened;
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
