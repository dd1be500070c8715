import type { UploadId } from "@/db/ids";
import { insertUpload, insertUploadChunk, newUploadId } from "@/db/queries/uploads";
import type { ClientWriteTx } from "@/db/tenant";
import { givingWay } from "../give-way";
import { CHUNK, type Spooled } from "./spool";

/** Pieces of 1 MB that are stored without a pause: of most files all. */
const AT_ONCE = 8;

/** Keeps a file's bytes as they came, or `text` instead of them where they hold what must not be kept. */
export async function storeBytes(
  tx: ClientWriteTx,
  fileName: string,
  file: Spooled,
  text: string | null,
): Promise<UploadId> {
  const id = newUploadId();
  await insertUpload(tx, { id, fileName, size: file.size, sha256: file.sha256 });
  const giveWay = givingWay();
  let position = 0;
  for await (const piece of text === null ? file.pieces() : piecesOf(Buffer.from(text))) {
    await insertUploadChunk(tx, id, position, piece);
    position += 1;
    await (position < AT_ONCE ? null : giveWay());
  }
  return id;
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) {
    yield bytes.subarray(at, at + CHUNK);
  }
}
