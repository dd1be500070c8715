import type { BatchId, UploadId } from "@/db/ids";
import { listAccounts } from "@/db/queries/accounts";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { listDocumentRequestEvents } from "@/db/queries/document-requests";
import { getBatch, type ImportBatch, insertBatch, listBatches } from "@/db/queries/import-batches";
import { getSettings } from "@/db/queries/settings";
import { listUploadsOf, lockBytes } from "@/db/queries/uploads";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { CHAIN_SOURCE } from "@/lib/importers/chain-open";
import type { Answers } from "@/lib/importers/source";
import { enqueueForClient } from "@/lib/jobs/enqueue";
import { err, invariant, ok, type Result } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { isInline } from "./imports/inline";
import { previewInto, type Reading, uploadRefusal } from "./imports/preview-upload";
import { SPOOL_REFUSALS, type Spooled, spool, UPLOAD_MAX } from "./imports/spool";
import { storeBytes } from "./imports/store-bytes";
import { type Recognised, recogniseUpload } from "./mapping/recognise-upload";

/** A file on its way in, as the request tells it. `sha256` is null where the browser could not compute one. */
export interface Incoming {
  readonly fileName: string;
  readonly size: number;
  readonly sha256: string | null;
  readonly body: AsyncIterable<Uint8Array>;
  /** What the person said to what the layout leaves open, when this file was asked about before. */
  readonly answers?: Answers;
}

/** What became of an upload that was taken. */
export type Received =
  /** A new import, not yet confirmed; `isQueued` when the worker has to read it first. */
  | {
      readonly is: "new";
      readonly batchId: BatchId;
      readonly source: string;
      readonly rowsRead: number;
      readonly isQueued: boolean;
    }
  /** The very same bytes are in the books already. */
  | { readonly is: "imported-before"; readonly batchId: BatchId; readonly importedAt: Instant }
  /** The very same bytes wait for somebody to confirm them. */
  | { readonly is: "waiting"; readonly batchId: BatchId }
  /** A table nobody knows: kept, and read once somebody has said how. */
  | { readonly is: "unmapped"; readonly batchId: BatchId };

/** Why an upload was not taken. Nothing of it is kept. */
export type UploadRefusal =
  | GateRefusal
  | { readonly code: "file-too-large" }
  | { readonly code: "upload-interrupted" }
  | { readonly code: "no-room" }
  | { readonly code: "size-mismatch" }
  | { readonly code: "hash-mismatch" }
  | ReturnType<typeof uploadRefusal>;

/** How long storing a file may take. */
const STORE_MS = 120_000;

/** Rows of a large unknown table that are looked at for the words of its kinds. */
const SCANNED_ROWS = 20_000;

/**
 * Takes one file: only for somebody who may write these books, only whole (size and SHA-256 as announced), only up to 256 MB,
 * and only when it is a layout we read or a table that a person can explain. The same bytes again are recognised before anything is parsed. Small files are
 * previewed at once. One transaction: after a refusal nothing is kept.
 */
export async function receiveUpload(
  user: Asking,
  clientId: string,
  incoming: Incoming,
): Promise<Result<Received, UploadRefusal>> {
  const allowed = await withClient<null, never>(user, clientId, "write", async () => ok(null), {
    asksOnly: true,
  });
  if (!allowed.ok) {
    return allowed;
  }
  if (incoming.size > UPLOAD_MAX) {
    return err({ code: "file-too-large" });
  }
  const spooled = await spool(incoming.body);
  if (!spooled.ok) {
    return err({ code: SPOOL_REFUSALS[spooled.error.code] });
  }
  try {
    return await keep(user, clientId, incoming, spooled.value);
  } finally {
    await spooled.value.drop();
  }
}

async function keep(
  user: Asking,
  clientId: string,
  incoming: Incoming,
  file: Spooled,
): Promise<Result<Received, UploadRefusal>> {
  if (file.size !== incoming.size) {
    return err({ code: "size-mismatch" });
  }
  if (incoming.sha256 !== null && file.sha256 !== incoming.sha256.toLowerCase()) {
    return err({ code: "hash-mismatch" });
  }
  return withClient(user, clientId, "write", (tx) => store(tx, incoming, file), {
    deadlineMs: STORE_MS,
  });
}

async function store(
  tx: ClientWriteTx,
  { fileName, answers = {} }: Incoming,
  file: Spooled,
): Promise<Result<Received, UploadRefusal>> {
  await lockBytes(tx, file.sha256);
  const before = await sameBytes(tx, file.sha256);
  if (before.live !== null) {
    return ok(before.live);
  }
  const isSmall = isInline(file.size, await headOf(file));
  const scan = isSmall ? Number.POSITIVE_INFINITY : SCANNED_ROWS;
  const found = await recogniseUpload(tx, { fileName, file, answers, scan });
  if (!found.ok) {
    return err(uploadRefusal(found.error));
  }
  const { text } = found.value;
  // What is taken out of a form must not be kept with the import: then the document's own bytes are not its.
  const kept = before.uploadId ?? (text === null ? before.givenId : null);
  const uploadId = kept ?? (await storeBytes(tx, fileName, file, text));
  const id = await keepBatch(tx, { uploadId, fileName, answers }, found.value);
  await insertAuditEvent(tx, {
    deed: "import.upload",
    subjectId: id,
    detail: { bytes: file.size, sha256: file.sha256 },
  });
  return found.value.isUnmapped
    ? ok({ is: "unmapped", batchId: id })
    : firstReading(tx, id, found.value.label, isSmall);
}

const NO_ROWS = { accepted: 0, known: 0, quarantined: 0, question: 0, rejected: 0, skipped: 0 };

async function keepBatch(
  tx: ClientWriteTx,
  upload: Pick<Reading, "uploadId" | "fileName" | "answers">,
  found: Recognised,
): Promise<BatchId> {
  const { source, version, templateId, templateVersion, head, notes } = found;
  return insertBatch(tx, {
    ...upload,
    source,
    version,
    templateId,
    templateVersion,
    head,
    accountName: await usualAccount(tx, source),
    timeZone: (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone,
    state: found.isUnmapped ? "unmapped" : "previewed",
    counts: NO_ROWS,
    problems: notes.map((reason) => ({ line: 0, column: "", value: "", reason, outcome: "file" })),
  });
}

/** Small files are previewed at once, the others by the worker. */
async function firstReading(
  tx: ClientWriteTx,
  id: BatchId,
  source: string,
  isSmall: boolean,
): Promise<Result<Received, UploadRefusal>> {
  const kept = await getBatch(tx, id);
  invariant(kept !== null, "the batch was just kept");
  if (!isSmall) {
    await enqueueForClient(tx, "import-file", id);
    return ok({ is: "new", batchId: id, source, rowsRead: 0, isQueued: true });
  }
  const previewed = await previewInto(tx, kept);
  if (!previewed.ok) {
    return err(uploadRefusal(previewed.error));
  }
  const rowsRead = (await getBatch(tx, id))?.rowsRead ?? 0;
  return ok({ is: "new", batchId: id, source, rowsRead, isQueued: false });
}

/**
 * The one account this source feeds already, whatever it is called now: the next export belongs there too. An explorer's file belongs
 * to the account of its address, which only its rows tell.
 */
async function usualAccount(tx: ClientWriteTx, source: string): Promise<string | null> {
  if (source === CHAIN_SOURCE) {
    return null;
  }
  const fed = (await listAccounts(tx)).filter((account) => account.source === source);
  return fed.length === 1 ? (fed[0]?.name ?? null) : null;
}

/** What earlier uploads of these bytes became, and whether they were given for a request. Undone, failed and cancelled imports do not stand in the way of a new one. */
async function sameBytes(
  tx: ClientWriteTx,
  sha256: string,
): Promise<{ uploadId: UploadId | null; givenId: UploadId | null; live: Received | null }> {
  const uploads = await listUploadsOf(tx, sha256);
  const ids = new Set(uploads.map((upload) => upload.id));
  const batches = (await listBatches(tx)).filter((batch) => ids.has(batch.uploadId));
  // The bytes of imports that failed or were cancelled are gone.
  const kept = batches.find(({ state }) => state !== "failed" && state !== "cancelled");
  return {
    uploadId: kept?.uploadId ?? null,
    givenId: await givenOf(tx, ids),
    live: liveOf(batches),
  };
}

/** The bytes as they were given for a document that was asked for: they stay as long as the request does. */
async function givenOf(tx: ClientWriteTx, ids: ReadonlySet<UploadId>): Promise<UploadId | null> {
  const given = ids.size === 0 ? [] : await listDocumentRequestEvents(tx);
  return given.find(({ file }) => file !== null && ids.has(file.id))?.file?.id ?? null;
}

const WAITING: ReadonlySet<ImportBatch["state"]> = new Set([
  "unmapped",
  "asking",
  "previewed",
  "committing",
]);

function liveOf(batches: readonly ImportBatch[]): Received | null {
  const done = batches.find((batch) => batch.state === "committed");
  if (done !== undefined) {
    const importedAt = done.committedAt ?? done.createdAt;
    return { is: "imported-before", batchId: done.id, importedAt };
  }
  const open = batches.find(({ state }) => WAITING.has(state));
  return open === undefined
    ? null
    : { is: open.state === "unmapped" ? "unmapped" : "waiting", batchId: open.id };
}

async function headOf(file: Spooled): Promise<Uint8Array> {
  const first = await file.pieces().next();
  return first.done === true ? new Uint8Array(0) : first.value;
}
