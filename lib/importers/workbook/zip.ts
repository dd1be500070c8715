import { createInflateRaw } from "node:zlib";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { RefusedError, refusal } from "@/lib/importers/refusal";
import { crc32 } from "./crc";
import { damaged, LIMITS, tooLarge } from "./limits";

/** The parts of an opened archive. */
export interface Archive {
  readonly file: string;
  /** By name in lower case: names of parts do not tell case apart. */
  readonly parts: ReadonlyMap<string, Part>;
  /** Unpacks a part in pieces of at most 64 KiB, checked to its end; throws `RefusedError` when it is damaged or over `cap` bytes. */
  readonly unpack: (part: Part, cap: number) => AsyncGenerator<Uint8Array>;
}

/** One part, still packed. */
export interface Part {
  readonly name: string;
  readonly packed: Uint8Array;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly size: number;
  readonly crc: number;
}

/** Reads an archive's table of contents; no part is unpacked yet. Throws `RefusedError`. */
export async function openArchive(file: string, bytes: Buffer): Promise<Archive> {
  const { zip, entries } = await contents(file, bytes);
  const parts = new Map<string, Part>();
  const ends: (readonly [from: number, to: number])[] = [];
  for (const entry of entries) {
    const name = entry.fileName.toLowerCase();
    if (name.endsWith("/")) {
      continue;
    }
    if (parts.has(name)) {
      throw damaged(file, `it holds "${entry.fileName}" twice`);
    }
    const from = await dataStart(file, zip, entry);
    const to = from + entry.compressedSize;
    if (to > bytes.length) {
      throw damaged(file, `"${entry.fileName}" is cut off`);
    }
    ends.push([entry.relativeOffsetOfLocalHeader, to]);
    parts.set(name, partOf(entry, bytes.subarray(from, to)));
  }
  refuseOverlaps(file, ends);
  const budget = { left: LIMITS.unpackedBytes };
  return { file, parts, unpack: (part, cap) => unpack(file, part, cap, budget) };
}

async function contents(
  file: string,
  bytes: Buffer,
): Promise<{ readonly zip: ZipFile; readonly entries: readonly Entry[] }> {
  const entries: Entry[] = [];
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true });
    if (zip.entryCount > LIMITS.entries) {
      throw tooLarge(file, `it has ${zip.entryCount} parts, more than ${LIMITS.entries}`);
    }
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
    }
    return { zip, entries };
  } catch (cause) {
    if (cause instanceof RefusedError) {
      throw cause;
    }
    const reason =
      "The file begins like an Excel workbook or a zip archive, but its table of contents cannot be read: it is damaged or cut off. Export it again.";
    throw new RefusedError(refusal("not-text", file, reason), { cause });
  }
}

async function dataStart(file: string, zip: ZipFile, entry: Entry): Promise<number> {
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    return fileDataStart;
  } catch (cause) {
    throw damaged(file, `"${entry.fileName}" cannot be found in it`, cause);
  }
}

function partOf(entry: Entry, packed: Uint8Array): Part {
  return {
    name: entry.fileName,
    packed,
    method: entry.compressionMethod,
    isEncrypted: entry.isEncrypted(),
    size: entry.uncompressedSize,
    crc: entry.crc32,
  };
}

/** Parts that share bytes are how small files unpack to terabytes. */
function refuseOverlaps(file: string, ends: (readonly [from: number, to: number])[]): void {
  const sorted = ends.sort(([a], [b]) => a - b);
  for (const [index, [from]] of sorted.entries()) {
    if (index > 0 && from < (sorted[index - 1]?.[1] ?? 0)) {
      throw damaged(file, "parts of it overlap");
    }
  }
}

async function* unpack(
  file: string,
  part: Part,
  cap: number,
  budget: { left: number },
): AsyncGenerator<Uint8Array> {
  if (part.isEncrypted) {
    const reason = "The file is a zip archive with a password. Unpack it and upload what is in it.";
    throw new RefusedError(refusal("not-text", file, reason));
  }
  let size = 0;
  let crc = 0;
  for await (const piece of bytesOf(file, part)) {
    size += piece.length;
    budget.left -= piece.length;
    if (size > cap || budget.left < 0) {
      throw tooLarge(file, `"${part.name}" unpacks to more than ${Math.floor(cap / 1048576)} MB`);
    }
    crc = crc32(piece, crc);
    yield piece;
  }
  if (size !== part.size || crc !== part.crc) {
    throw damaged(file, `"${part.name}" is not what was packed (its checksum differs)`);
  }
}

const PIECE = 64 * 1024;

function bytesOf(file: string, part: Part): AsyncGenerator<Uint8Array> {
  switch (part.method) {
    case 0:
      return stored(part);
    case 8:
      return inflate(file, part);
    default:
      throw damaged(file, `"${part.name}" is packed in a way that is not read`);
  }
}

async function* stored({ packed }: Part): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < packed.length; at += PIECE) {
    yield packed.subarray(at, at + PIECE);
  }
}

async function* inflate(file: string, part: Part): AsyncGenerator<Uint8Array> {
  const inflater = createInflateRaw({ chunkSize: PIECE });
  inflater.end(part.packed);
  let out = 0;
  try {
    for await (const piece of inflater) {
      out += piece.length;
      if (out > LIMITS.freeBytes && out > LIMITS.ratio * inflater.bytesWritten) {
        throw tooLarge(file, `"${part.name}" unpacks to over ${LIMITS.ratio} times its size`);
      }
      yield piece;
    }
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && `${cause.code}`.startsWith("Z_")) {
      throw damaged(file, `"${part.name}" cannot be unpacked`, cause);
    }
    throw cause;
  } finally {
    inflater.destroy();
  }
}
