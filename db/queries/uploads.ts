import { and, asc, desc, eq, exists, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import type { UploadId } from "../ids";
import { uploadChunks } from "../schema/upload-chunks";
import { uploads } from "../schema/uploads";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** A file as it came. `sha256` is lower-case hex over all its bytes. */
export interface Upload {
  readonly id: UploadId;
  readonly fileName: string;
  readonly size: number;
  readonly sha256: string;
  readonly uploadedAt: Instant;
}

/** A fresh id. */
export const newUploadId = (): UploadId => crypto.randomUUID() as UploadId;

/** The file itself. Its chunks follow with `insertUploadChunk`. `size` and `sha256` are those of all bytes, checked by the caller. */
export async function insertUpload(
  tx: ClientWriteTx,
  upload: Pick<Upload, "id" | "fileName" | "size" | "sha256">,
): Promise<void> {
  await tx.db.insert(uploads).values({ ...upload, clientId: tx.clientId, uploadedBy: tx.userId });
}

/** The next piece of a file's bytes, `position` from 0. */
export async function insertUploadChunk(
  tx: ClientWriteTx,
  upload: UploadId,
  position: number,
  bytes: Uint8Array,
): Promise<void> {
  await tx.db
    .insert(uploadChunks)
    .values({ clientId: tx.clientId, uploadId: upload, position, bytes });
}

/** One file; null when the client has none of that id. */
export async function getUpload(tx: ClientTx, id: UploadId): Promise<Upload | null> {
  const [row] = await tx.db
    .select(COLUMNS)
    .from(uploads)
    .where(and(eq(uploads.clientId, tx.clientId), eq(uploads.id, id)));
  return row ?? null;
}

/** Waits until nobody else takes in these very bytes for this client, then holds them until the end of this transaction. */
export async function lockBytes(tx: ClientWriteTx, sha256: string): Promise<void> {
  await tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.clientId} ${sha256}`}, 11))`,
  );
}

/** Earlier uploads of the very same bytes, the latest first. */
export async function listUploadsOf(tx: ClientTx, sha256: string): Promise<Upload[]> {
  return tx.db
    .select(COLUMNS)
    .from(uploads)
    .where(and(eq(uploads.clientId, tx.clientId), eq(uploads.sha256, sha256)))
    .orderBy(desc(uploads.uploadedAt));
}

/** The files whose bytes are kept, the earliest first; those of imports that failed or were cancelled are gone. */
export async function listKeptUploads(tx: ClientTx): Promise<Upload[]> {
  const bytes = tx.db
    .select({ position: uploadChunks.position })
    .from(uploadChunks)
    .where(and(eq(uploadChunks.clientId, tx.clientId), eq(uploadChunks.uploadId, uploads.id)));
  return tx.db
    .select(COLUMNS)
    .from(uploads)
    .where(and(eq(uploads.clientId, tx.clientId), exists(bytes)))
    .orderBy(asc(uploads.uploadedAt), asc(uploads.id));
}

/**
 * A file's bytes piece by piece, in order. The next piece is asked for while the caller works on the one it got, so that it need
 * not wait behind what the caller stores meanwhile; two pieces are in memory at a time.
 */
export async function* readUpload(tx: ClientTx, id: UploadId): AsyncGenerator<Uint8Array> {
  const positions = await tx.db
    .select({ position: uploadChunks.position })
    .from(uploadChunks)
    .where(and(eq(uploadChunks.clientId, tx.clientId), eq(uploadChunks.uploadId, id)))
    .orderBy(asc(uploadChunks.position));
  const pieceAt = (at: number): Promise<Uint8Array> | null => {
    const position = positions[at]?.position;
    const piece = position === undefined ? null : readChunk(tx, id, position);
    // A piece nobody comes for any more: its failure is that of the whole transaction, told elsewhere.
    piece?.catch(() => undefined);
    return piece;
  };
  let next = pieceAt(0);
  for (let at = 1; next !== null; at += 1) {
    const bytes = await next;
    next = pieceAt(at);
    yield bytes;
  }
}

async function readChunk(tx: ClientTx, id: UploadId, position: number): Promise<Uint8Array> {
  const [row] = await tx.db
    .select({ bytes: uploadChunks.bytes })
    .from(uploadChunks)
    .where(
      and(
        eq(uploadChunks.clientId, tx.clientId),
        eq(uploadChunks.uploadId, id),
        eq(uploadChunks.position, position),
      ),
    );
  invariant(row !== undefined, "a listed chunk is there");
  return row.bytes;
}

const COLUMNS = {
  id: uploads.id,
  fileName: uploads.fileName,
  size: uploads.size,
  sha256: uploads.sha256,
  uploadedAt: uploads.uploadedAt,
};
