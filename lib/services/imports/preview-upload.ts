import type { BatchId, UploadId } from "@/db/ids";
import { listAssetChoices } from "@/db/queries/asset-choices";
import { getBatch, type StoredAsks, updateBatch } from "@/db/queries/import-batches";
import { readUpload } from "@/db/queries/uploads";
import type { ClientTx, ClientWriteTx } from "@/db/tenant";
import { FORM_1099_DA } from "@/lib/importers/form-1099-da";
import { type OpenedFile, openFile } from "@/lib/importers/read-file";
import type { FileRefusal } from "@/lib/importers/refusal";
import type { Answers } from "@/lib/importers/source";
import { ok, type Result } from "@/lib/result";
import { previewForm } from "../broker-forms/preview-form";
import { type ReadBy, sourcesTold } from "../mapping/stored-template";
import { runPass } from "./import-pass";
import { joinForPreview } from "./join-import";
import type { OpenImport } from "./join-reading";
import { previewSink } from "./sinks";
import type { NotedRow, Tally } from "./tally";

/** What a batch says about how its file is read. */
export interface Reading extends ReadBy {
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

/** What reading a batch needs: its bytes, what was told about it, and the layout a person told, where one did. */
export async function readingOf(tx: ClientTx, reading: Reading) {
  const also = await sourcesTold(tx, reading);
  const { answers } = reading;
  const source = also[0]?.id ?? answers.source;
  return {
    input: () => ({
      file: reading.fileName,
      chunks: readUpload(tx, reading.uploadId),
      encoding: answers.encoding ?? null,
    }),
    options: {
      timeZone: reading.timeZone,
      answers: { ...answers, source },
      assetChoices: await listAssetChoices(tx),
      ...(reading.accountName === null ? {} : { accountName: reading.accountName }),
    },
    also,
  };
}

/** Opens the stored bytes of a batch as its source reads them. */
export async function openUpload(
  tx: ClientTx,
  reading: Reading,
): Promise<Result<OpenedFile, FileRefusal>> {
  const { input, options, also } = await readingOf(tx, reading);
  return openFile(input(), options, also);
}

/** Reads the whole file and keeps what was found with the batch, and nothing else. */
export async function previewInto(
  tx: ClientWriteTx,
  batch: { readonly id: BatchId } & Reading,
  progress: (rowsRead: number) => Promise<void> = async () => undefined,
): Promise<Result<null, FileRefusal>> {
  const stored = await getBatch(tx, batch.id);
  if (stored?.source === FORM_1099_DA) {
    return previewForm(tx, stored);
  }
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
  reading: { readonly id: BatchId } & Reading,
  progress: (rowsRead: number) => Promise<void>,
): Promise<Result<OpenImport, FileRefusal>> {
  const opened = await openUpload(tx, reading);
  if (!opened.ok) {
    return opened;
  }
  const { source, version } = opened.value.kind;
  const report = { id: reading.id, source: source.id, version };
  return ok({ opened: opened.value, sink: await previewSink(tx, report, progress) });
}

/** A refused file as the upload's own refusal: what it leaves open is asked, everything else is final. */
export function uploadRefusal(
  refusal: FileRefusal,
):
  | { readonly code: "file-refused"; readonly message: string }
  | ({ readonly code: "needs-answer" } & StoredAsks) {
  const asked = asksOf(refusal);
  return asked === null
    ? { code: "file-refused", message: refusalText(refusal) }
    : { code: "needs-answer", ...asked };
}

/** What a refused file asks a person; null when nothing they say would help. */
export function asksOf(refusal: FileRefusal): StoredAsks | null {
  const asks = refusal.code === "encoding-unknown" ? ["encoding"] : refusal.asks;
  const choices = refusal.choices.map(({ id, label }) => ({ value: id, label }));
  return asks.length === 0 ? null : { message: refusalText(refusal), asks, choices };
}

/** Keeps the file and waits for what it leaves open; null when nothing a person says would help: then it was refused, with why. */
export async function askLater(
  tx: ClientWriteTx,
  id: BatchId,
  refusal: FileRefusal,
): Promise<string | null> {
  const asks = asksOf(refusal);
  if (asks === null) {
    return refusalText(refusal);
  }
  await updateBatch(tx, id, { state: "asking", asks });
  return null;
}

/** The sentence people read when a file is refused: why, where, and for an unknown layout what was found and what is known. */
export function refusalText(refusal: FileRefusal): string {
  const { reason, line } = refusal;
  const parts = [line === null || /\bline \d/i.test(reason) ? reason : `Line ${line}: ${reason}`];
  if (refusal.headersFound.length > 0) {
    parts.push(`Columns found: ${refusal.headersFound.join(", ")}.`);
  }
  if (refusal.code === "unknown-layout" && refusal.known.length > 0) {
    parts.push(`What is read: ${refusal.known.join(", ")}.`);
  }
  return parts.join(" ");
}
