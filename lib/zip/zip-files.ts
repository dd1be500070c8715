import { createHash } from "node:crypto";
import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { ZipFile } from "yazl";

/** A file on its way into a zip. Its bytes are asked for when its turn comes, piece by piece. */
export interface ZipEntry {
  /** Its path inside: relative, with forward slashes, each once. */
  readonly path: string;
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Packed already (a PDF, a workbook): stored as it is, for packing it again only takes time. */
  readonly isPacked?: boolean;
}

/** A file as it went in. `sha256` is lower-case hex of its bytes. */
export interface ZippedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/**
 * A zip as a stream of bytes, made while it is read: of any number of files of any size (zip64 where it must be) only a few pieces are in
 * memory. `entries` is given the files that are in already, so that its last one can be a manifest of the others. All files bear the
 * moment `at`; the same entries and moment are the same bytes on machines of one time zone. What `entries` throws, reading throws; when reading ends early, so do they.
 */
export function zipFiles(
  entries: (before: readonly ZippedFile[]) => AsyncIterable<ZipEntry>,
  at: Date,
): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream.pipe(new PassThrough());
  const over = new AbortController();
  out.once("close", () => over.abort());
  const fail = (error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error("zip", { cause: error }));
  zip.on("error", fail);
  fill(zip, entries, at, over.signal).then(() => zip.end(), fail);
  return out;
}

async function fill(
  zip: ZipFile,
  entries: (before: readonly ZippedFile[]) => AsyncIterable<ZipEntry>,
  mtime: Date,
  signal: AbortSignal,
): Promise<void> {
  const files: ZippedFile[] = [];
  for await (const { path, bytes, isPacked = false } of entries(files)) {
    const hash = createHash("sha256");
    let size = 0;
    const source = Readable.from(
      counted(bytes, (piece) => {
        hash.update(piece);
        size += piece.byteLength;
      }),
      { objectMode: false, signal },
    );
    zip.addReadStream(source, path, { mtime, mode: 0o100644, compress: !isPacked });
    await once(source, "end", { signal });
    files.push({ path, size, sha256: hash.digest("hex") });
  }
}

async function* counted(
  bytes: ZipEntry["bytes"],
  count: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    count(piece);
    yield piece;
  }
}
