import { err, ok, type Result } from "@/lib/result";
import { readCsv } from "./csv";
import type { Recognise } from "./csv-header";
import type { CsvInput, CsvReading } from "./reading";
import { type FileRefusal, RefusedError, refusal } from "./refusal";
import { LIMITS, tooLarge } from "./workbook/limits";
import { readXlsx } from "./workbook/read-xlsx";

/**
 * Opens a file as what its first bytes say, whatever its name: an Excel workbook (.xlsx, held packed in memory up to 64 MB), else
 * text as `readCsv` reads it. Old workbooks (.xls), workbooks with a password and other archives are refused by name.
 */
export async function readTable<Match>(
  input: CsvInput,
  recognise: Recognise<Match>,
): Promise<Result<CsvReading<Match>, FileRefusal>> {
  const { head, rest } = await sniff(input.chunks);
  const chunks = chained(head, rest);
  if (!(isWorkbook(head) || isOld(head))) {
    return readCsv({ ...input, chunks }, recognise);
  }
  try {
    const bytes = await collect(input.file, chunks);
    if (isOld(head)) {
      return err(refusal("not-text", input.file, oldReason(bytes)));
    }
    return ok(await readXlsx(input.file, bytes, recognise));
  } catch (error) {
    if (error instanceof RefusedError) {
      return err(error.refusal);
    }
    throw error;
  }
}

/** True for the first bytes of a zip archive, which an .xlsx is. */
export function isWorkbook(head: Uint8Array): boolean {
  return begins(head, [0x50, 0x4b, 0x03, 0x04]) || begins(head, [0x50, 0x4b, 0x05, 0x06]);
}

function isOld(head: Uint8Array): boolean {
  return begins(head, [0xd0, 0xcf, 0x11, 0xe0]);
}

function begins(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

type Chunks = AsyncIterator<Uint8Array> | Iterator<Uint8Array>;

/** The first pieces, enough to know what they begin, and what comes after them. */
async function sniff(
  chunks: CsvInput["chunks"],
): Promise<{ readonly head: Uint8Array; readonly rest: Chunks }> {
  const rest =
    Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < 4) {
    const next = await rest.next();
    if (next.done === true) {
      break;
    }
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return { head, rest };
}

async function* chained(head: Uint8Array, rest: Chunks): AsyncGenerator<Uint8Array> {
  try {
    yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      yield next.value;
    }
  } finally {
    await rest.return?.();
  }
}

async function collect(file: string, chunks: AsyncGenerator<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of chunks) {
    size += piece.length;
    if (size > LIMITS.fileBytes) {
      throw tooLarge(file, "it is over 64 MB");
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}

/** Old and protected workbooks share a container; its directory tells them apart by names in UTF-16. */
function oldReason(bytes: Buffer): string {
  const has = (name: string) => bytes.includes(Buffer.from(name, "utf16le"));
  if (has("EncryptedPackage")) {
    return "The file is an Excel workbook with a password. Save it without a password, or as CSV, and upload that.";
  }
  return has("Workbook") || has("Book")
    ? "The file is an old Excel workbook (.xls). Open it, save it as CSV or .xlsx and upload that."
    : "The file is an old Office document, not a CSV. Upload the exchange's own CSV or .xlsx file.";
}
