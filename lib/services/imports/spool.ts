import { createHash } from "node:crypto";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { log } from "@/lib/log";
import { err, ok, type Result } from "@/lib/result";

/** Largest file taken, in bytes. */
export const UPLOAD_MAX = 256 * 1024 * 1024;

/** Bytes of one stored piece. */
export const CHUNK = 1024 * 1024;

/** A file that arrived whole, waiting outside the database until its size and hash are known to be right. */
export interface Spooled {
  readonly size: number;
  readonly sha256: string;
  /** The bytes from the start, in pieces of at most `CHUNK`; can be read again and again. */
  readonly pieces: () => AsyncGenerator<Uint8Array>;
  /** Gives the room back. Always call it. */
  readonly drop: () => Promise<void>;
}

/** Why the bytes were not taken: more than allowed, the line broke, or the folder for temporary files is full. */
export type SpoolRefusal = { readonly code: "too-large" | "interrupted" | "no-room" };

/** The same as people are told it. */
export const SPOOL_REFUSALS = {
  "too-large": "file-too-large",
  interrupted: "upload-interrupted",
  "no-room": "no-room",
} as const satisfies Readonly<Record<SpoolRefusal["code"], string>>;

/**
 * Takes a body of any length to a nameless temporary file while counting and hashing, and stops at the first byte over the
 * cap. No database connection is held while a slow line sends. Where the system allows it the file has no name any more
 * once it is open, so that even a killed process leaves nothing behind. A full disk is a refusal, and a fault in the log: a person can
 * only come again, whoever runs the server can make room. Other faults of the disk are thrown.
 */
export async function spool(
  body: AsyncIterable<Uint8Array>,
  cap: number = UPLOAD_MAX,
): Promise<Result<Spooled, SpoolRefusal>> {
  const opened = await openNameless().catch(refuseFull);
  if (opened === null) {
    return err({ code: "no-room" });
  }
  const { file, drop } = opened;
  const hash = createHash("sha256");
  let size = 0;
  try {
    for await (const piece of body) {
      size += piece.byteLength;
      if (size > cap) {
        await drop();
        return err({ code: "too-large" });
      }
      hash.update(piece);
      await file.writeFile(piece);
    }
  } catch (error) {
    await drop();
    if (!isDisk(error)) {
      return err({ code: "interrupted" });
    }
    refuseFull(error);
    return err({ code: "no-room" });
  }
  const whole = size;
  return ok({ size, sha256: hash.digest("hex"), pieces: () => piecesOf(file, whole), drop });
}

async function openNameless() {
  const folder = await mkdtemp(join(tmpdir(), "lotwise-upload-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const file = await open(join(folder, "body"), "w+", 0o600);
    // Windows keeps the name of an open file; there it goes with `drop`.
    await remove().catch(() => undefined);
    const drop = async () => {
      await file.close();
      await remove();
    };
    return { file, drop };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Nothing for a full disk, which is written down; throws anything else. */
function refuseFull(error: unknown): null {
  if (!FULL.has(codeOf(error))) {
    throw error;
  }
  log.fault("disk.full", error);
  return null;
}

async function* piecesOf(file: FileHandle, size: number): AsyncGenerator<Uint8Array> {
  for (let position = 0; position < size; position += CHUNK) {
    const piece = new Uint8Array(Math.min(CHUNK, size - position));
    const { bytesRead } = await file.read(piece, 0, piece.byteLength, position);
    yield piece.subarray(0, bytesRead);
  }
}

const FULL = new Set(["ENOSPC", "EDQUOT"]);

const isDisk = (error: unknown): boolean => FULL.has(codeOf(error)) || codeOf(error) === "EIO";

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? `${error.code}` : "";
