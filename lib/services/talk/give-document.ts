import { documentRequestId, isUuid, type UploadId, uploadId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import {
  insertDocumentRequestEvent,
  listDocumentRequestEvents,
  listDocumentRequests,
} from "@/db/queries/document-requests";
import { readUpload } from "@/db/queries/uploads";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { err, ok, type Result } from "@/lib/result";
import { SPOOL_REFUSALS, type Spooled, spool } from "../imports/spool";
import { storeBytes } from "../imports/store-bytes";
import type { StreamedFile } from "../paper-file";
import { type Incoming, type Received, receiveUpload, type UploadRefusal } from "../receive-upload";
import { requestState } from "./request-state";

/** Files given for one request. */
const FILES_MAX = 20;

/** How long a large file may take to store or read. */
const STORE_MS = 120_000;

/** Why a document was not kept; nothing of it is. */
export type DocumentRefusal =
  | GateRefusal
  | {
      readonly code:
        | "file-too-large"
        | "upload-interrupted"
        | "no-room"
        | "size-mismatch"
        | "hash-mismatch";
    }
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "file-refused"; readonly message: string };

/** Keeps a document with its request, the very bytes as they came. The same bytes given again are kept once. Who asked is told by mail. */
export async function giveDocument(
  user: Asking,
  clientId: string,
  request: string,
  { body, ...file }: Omit<Incoming, "answers">,
): Promise<Result<{ readonly isNew: boolean }, DocumentRefusal>> {
  const allowed = await withClient<null, DocumentRefusal>(
    user,
    clientId,
    "talk",
    async (tx) => ((await isKnown(tx, request)) ? ok(null) : err({ code: "not-found" })),
    { asksOnly: true },
  );
  if (!allowed.ok) {
    return allowed;
  }
  const spooled = await spool(body);
  if (!spooled.ok) {
    return err({ code: SPOOL_REFUSALS[spooled.error.code] });
  }
  try {
    return await keep(user, clientId, request, file, spooled.value);
  } finally {
    await spooled.value.drop();
  }
}

async function keep(
  user: Asking,
  clientId: string,
  request: string,
  told: Omit<Incoming, "answers" | "body">,
  file: Spooled,
): Promise<Result<{ readonly isNew: boolean }, DocumentRefusal>> {
  if (file.size !== told.size || file.size === 0) {
    return err({ code: "size-mismatch" });
  }
  if (told.sha256 !== null && file.sha256 !== told.sha256.toLowerCase()) {
    return err({ code: "hash-mismatch" });
  }
  const id = documentRequestId(request);
  return withClient<{ isNew: boolean }, DocumentRefusal>(
    user,
    clientId,
    "talk",
    async (tx) => {
      await lockClient(tx);
      const events = (await listDocumentRequestEvents(tx)).filter(
        ({ requestId }) => requestId === id,
      );
      const state = requestState(events);
      if (state === "accepted" || state === "withdrawn") {
        return err({ code: "changed-meanwhile" });
      }
      const files = events.filter(({ kind }) => kind === "file");
      if (files.some(({ file: kept }) => kept?.sha256 === file.sha256)) {
        return ok({ isNew: false });
      }
      if (files.length >= FILES_MAX) {
        const message = `A request holds at most ${FILES_MAX} files.`;
        return err({ code: "file-refused", message });
      }
      const kept = await storeBytes(tx, told.fileName, file, null);
      await insertDocumentRequestEvent(tx, id, { kind: "file", uploadId: kept });
      await enqueue(tx, "send-talk-notice", {
        clientId: tx.clientId,
        userId: tx.userId,
        notice: "document",
        subjectId: kept,
      });
      const detail = { bytes: file.size, sha256: file.sha256 };
      await insertAuditEvent(tx, { deed: "document.give", subjectId: id, detail });
      return ok({ isNew: true });
    },
    { deadlineMs: STORE_MS },
  );
}

const isKnown = async (tx: ClientTx, request: string): Promise<boolean> =>
  isUuid(request) && (await listDocumentRequests(tx)).some(({ id }) => id === request);

/** A given file by its request, and nothing else that was ever uploaded; null when there is none. */
async function fileOf(
  tx: ClientTx,
  request: string,
  upload: string,
): Promise<{
  readonly id: UploadId;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
} | null> {
  const given = (await listDocumentRequestEvents(tx)).find(
    ({ requestId, file }) => requestId === request && file?.id === upload,
  );
  return given?.file ?? null;
}

/** A document that was given, to be sent piece by piece; who takes it away is noted. */
export async function downloadDocument(
  user: Asking,
  clientId: string,
  request: string,
  upload: string,
): Promise<Result<StreamedFile, GateRefusal>> {
  const opened = await openDocument(user, clientId, request, upload);
  if (!opened.ok) {
    return opened;
  }
  const { fileName, size, file } = opened.value;
  const noted = await withClient<null, never>(user, clientId, "download", async (tx) => {
    await insertAuditEvent(tx, { deed: "document.download", subjectId: request });
    return ok(null);
  });
  if (!noted.ok) {
    await file.drop();
    return noted;
  }
  return ok({ fileName, contentType: "application/octet-stream", size, bytes: piecesOf(file) });
}

async function* piecesOf(file: Spooled): AsyncGenerator<Uint8Array> {
  try {
    yield* file.pieces();
  } finally {
    await file.drop();
  }
}

interface Opened {
  readonly fileName: string;
  readonly size: number;
  readonly file: Spooled;
}

/** Read out before anything is sent: a slow line holds no connection to the database. Call `drop`. */
async function openDocument(
  user: Asking,
  clientId: string,
  request: string,
  upload: string,
): Promise<Result<Opened, GateRefusal>> {
  return withClient<Opened, GateRefusal>(
    user,
    clientId,
    "read",
    async (tx) => {
      const found = await fileOf(tx, request, upload);
      if (found === null) {
        return err({ code: "not-found" });
      }
      const spooled = await spool(readUpload(tx, uploadId(upload)));
      return spooled.ok
        ? ok({ fileName: found.name, size: found.size, file: spooled.value })
        : err({ code: "not-found" });
    },
    { deadlineMs: STORE_MS },
  );
}

/** Takes a given document as a file to import, read like any upload: the preview is shown, nothing is imported yet. */
export async function importDocument(
  user: Asking,
  clientId: string,
  request: string,
  upload: string,
): Promise<Result<Received, UploadRefusal>> {
  const opened = await openDocument(user, clientId, request, upload);
  if (!opened.ok) {
    return opened;
  }
  const { fileName, size, file } = opened.value;
  try {
    const { sha256, pieces } = file;
    return await receiveUpload(user, clientId, { fileName, size, sha256, body: pieces() });
  } finally {
    await file.drop();
  }
}
