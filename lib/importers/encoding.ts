import { encodingChoices, firstOddByte } from "./encoding-choices";
import { RefusedError, refusal } from "./refusal";

/** What the decoder found out about a file; filled while it reads. */
export interface Decoding {
  encoding: string;
  /** Things the person should look at: read as Windows-1252, replacement characters found. */
  notes: string[];
}

const SNIFF = 65_536;

/**
 * Decodes bytes to text piece by piece: UTF-8 and UTF-16 by BOM, UTF-16 by its zero bytes, else strict UTF-8, else
 * Windows-1252 when every non-ASCII byte is plausible there (said in `notes`), else refused with "encoding-unknown". `encoding`
 * (any label TextDecoder knows) overrides the guess. Throws `RefusedError`; never yields replacement characters of its own.
 */
export async function* decodeText(
  file: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  decoding: Decoding,
  encoding: string | null = null,
): AsyncGenerator<string> {
  let head: Uint8Array<ArrayBufferLike> = new Uint8Array(0);
  let decode: Decode | null = null;
  let line = 1;
  for await (const chunk of pieces(chunks)) {
    if (decode === null) {
      head = joined(head, chunk);
      if (head.length < SNIFF) {
        continue;
      }
    }
    const bytes: Uint8Array = decode === null ? head : chunk;
    decode ??= startDecoding(file, head, decoding, encoding);
    const text = decode(bytes, line, true);
    line += countLines(text);
    yield checked(file, text, line, decoding);
  }
  if (decode === null && head.length === 0) {
    throw new RefusedError(refusal("empty-file", file, "The file is empty."));
  }
  const rest = decode === null ? head : new Uint8Array(0);
  decode ??= startDecoding(file, head, decoding, encoding);
  const last = decode(rest, line, false);
  yield checked(file, last, line + countLines(last), decoding);
}

type Decode = (bytes: Uint8Array, line: number, more: boolean) => string;

function startDecoding(
  file: string,
  head: Uint8Array,
  decoding: Decoding,
  encoding: string | null,
): Decode {
  const found = encoding ?? sniff(file, head);
  decoding.encoding = found;
  return found === "utf-8" && encoding === null
    ? utf8OrWestern(file, decoding)
    : strictDecoder(file, found);
}

function strictDecoder(file: string, encoding: string): Decode {
  const decoder = newDecoder(file, encoding);
  return (bytes, line, more) => {
    try {
      // Always as a stream: in one go Node 20 reads Windows-1252 as Latin-1, and a euro sign is lost.
      const text = decoder.decode(bytes, { stream: true });
      return more ? text : text + decoder.decode();
    } catch (cause) {
      throw new RefusedError(
        refusal("encoding-unknown", file, `The bytes are not valid ${encoding} text.`, { line }),
        { cause },
      );
    }
  };
}

function newDecoder(file: string, encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new RefusedError(
      refusal("encoding-unknown", file, `The encoding "${encoding}" is not known.`),
      { cause },
    );
  }
}

/** Strict UTF-8; falls over to Windows-1252 only while nothing but ASCII has been decoded as UTF-8. */
function utf8OrWestern(file: string, decoding: Decoding): Decode {
  let strict: TextDecoder | null = newDecoder(file, "utf-8");
  const western = new TextDecoder("windows-1252");
  let onlyAscii = true;
  return (bytes, line, more) => {
    if (strict === null) {
      return decodeWestern(file, western, bytes, line);
    }
    try {
      const text = strict.decode(bytes, { stream: more });
      // Every other character takes more bytes than it is long; what an earlier piece began has told so there.
      onlyAscii &&= text.length === bytes.length;
      return text;
    } catch (cause) {
      if (!onlyAscii) {
        const at = firstOddByte(bytes);
        throw unknownEncoding(file, line + linesIn(bytes.subarray(0, at)), { bytes, at }, cause);
      }
      strict = null;
      decoding.encoding = "windows-1252";
      decoding.notes.push(
        "The file is not UTF-8; it was read as Windows-1252. Look at names and notes with accents before you import.",
      );
      return decodeWestern(file, western, bytes, line);
    }
  };
}

/** Bytes over 127 that Western files hold alone between ASCII: signs, dashes, quotes, accented letters; never two in a row. */
function decodeWestern(
  file: string,
  decoder: TextDecoder,
  bytes: Uint8Array,
  from: number,
): string {
  let line = from;
  let previousHigh = false;
  for (const [at, byte] of bytes.entries()) {
    line += byte === NEWLINE ? 1 : 0;
    const high = byte > 127;
    if (high && (previousHigh || !isWestern(byte))) {
      throw unknownEncoding(file, line, { bytes, at });
    }
    previousHigh = high;
  }
  return decoder.decode(bytes, { stream: true });
}

const WESTERN_SIGNS = new Set([
  0x80, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x99, 0xa0, 0xa3, 0xa9, 0xae, 0xb0, 0xb7,
]);

function isWestern(byte: number): boolean {
  return WESTERN_SIGNS.has(byte) || (byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7);
}

const NEWLINE = 10;

const linesIn = (bytes: Uint8Array): number =>
  bytes.reduce((lines, byte) => lines + (byte === NEWLINE ? 1 : 0), 0);

/** `odd`: the byte that is not UTF-8, among those around it. */
function unknownEncoding(
  file: string,
  line: number,
  odd: { readonly bytes: Uint8Array; readonly at: number },
  cause: unknown = null,
): RefusedError {
  return new RefusedError(
    refusal(
      "encoding-unknown",
      file,
      "Some bytes are not UTF-8 and the encoding cannot be told for certain. Save the file as UTF-8, or say which encoding it has.",
      { line, choices: encodingChoices(odd.bytes, odd.at) },
    ),
    { cause },
  );
}

const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ["a PDF", [0x25, 0x50, 0x44, 0x46]],
  ["an Excel workbook or a zip archive", [0x50, 0x4b, 0x03, 0x04]],
  ["an old Excel workbook", [0xd0, 0xcf, 0x11, 0xe0]],
  ["a gzip archive", [0x1f, 0x8b]],
  ["a picture", [0x89, 0x50, 0x4e, 0x47]],
  ["a picture", [0xff, 0xd8, 0xff]],
];

/** The encoding by BOM or by zero bytes; "utf-8" when nothing speaks against it. Binary files are refused by name. */
function sniff(file: string, head: Uint8Array): string {
  const kind = MAGIC.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte));
  if (kind !== undefined) {
    throw notText(file, `The file is ${kind[0]}, not a CSV. Export it as CSV.`);
  }
  if (head[0] === 0xff && head[1] === 0xfe) {
    return "utf-16le";
  }
  if (head[0] === 0xfe && head[1] === 0xff) {
    return "utf-16be";
  }
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    zeros[index % 2] = (zeros[index % 2] ?? 0) + (byte === 0 ? 1 : 0);
  });
  const [even = 0, odd = 0] = zeros;
  const most = head.length / 2;
  if (odd > most * 0.7 && even === 0) {
    return "utf-16le";
  }
  return even > most * 0.7 && odd === 0 ? "utf-16be" : "utf-8";
}

function notText(file: string, reason: string, line: number | null = null): RefusedError {
  return new RefusedError(refusal("not-text", file, reason, { line }));
}

/** Refuses zero characters (not text) and remembers replacement characters that were already in the file. */
function checked(file: string, text: string, lineAfter: number, decoding: Decoding): string {
  if (text.includes("\0")) {
    const line = lineAfter - countLines(text.slice(text.indexOf("\0")));
    throw notText(
      file,
      "The file holds zero bytes: it is not a text file, or it is damaged.",
      line,
    );
  }
  const bad = text.indexOf("\ufffd");
  if (bad >= 0 && decoding.notes.length < 20) {
    const line = lineAfter - countLines(text.slice(bad));
    decoding.notes.push(
      `Line ${line} holds a replacement character (\ufffd): an earlier program lost letters there.`,
    );
  }
  return text;
}

/** Line feeds in a text. */
export function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    count += 1;
  }
  return count;
}

/** No piece larger than the sniffing window, so one giant chunk costs no more memory than many small ones. */
async function* pieces(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += SNIFF) {
      yield chunk.subarray(at, at + SNIFF);
    }
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
