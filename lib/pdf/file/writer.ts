import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";

/** The number of an object; `ref` writes it. */
export type ObjectId = number;

/** Another object, pointed to. */
export const ref = (id: ObjectId): string => `${id} 0 R`;

/** A PDF file under construction: objects in any order, each written once and then let go. */
export interface Writer {
  /** A number for an object to be written later. */
  reserve(): ObjectId;
  /** Writes an object as it stands. */
  put(id: ObjectId, body: string): void;
  /** Writes many at once. */
  putAll(objects: readonly (readonly [id: ObjectId, body: string])[]): void;
  /** Writes a stream, compressed; `entries` are further entries of its dictionary. */
  stream(id: ObjectId, entries: string, data: string | Uint8Array): void;
  /** The finished file. Throws when a reserved object was never written. */
  finish(trailer: { readonly root: ObjectId; readonly info: ObjectId }): Uint8Array;
}

// A page compresses to a fifth at the fastest level; slower ones cost four times as much for a twentieth less.
const LEVEL = 2;

/**
 * A writer of PDF 1.7 (ISO 32000-1): header, objects, cross-reference table, trailer. It keeps the bytes written and an offset
 * for each object, nothing else. The file's identifier is a hash of its contents, so equal objects give equal bytes.
 */
export function writer(): Writer {
  const chunks: Uint8Array[] = [];
  const offsets: number[] = [0];
  const hash = createHash("sha256");
  let length = 0;
  const add = (bytes: Uint8Array): void => {
    chunks.push(bytes);
    hash.update(bytes);
    length += bytes.length;
  };
  const say = (text: string): void => add(Buffer.from(text, "latin1"));
  const begin = (id: ObjectId): string => {
    offsets[id] = length;
    return `${id} 0 obj\n`;
  };
  say("%PDF-1.7\n%\u00ff\u00ff\u00ff\u00ff\n");
  return {
    reserve() {
      offsets.push(-1);
      return offsets.length - 1;
    },
    put: (id, body) => say(`${begin(id)}${body}\nendobj\n`),
    putAll(objects) {
      // One piece of memory for all of them: a page of rows has a hundred. Everything is ASCII, so a character is a byte.
      let text = "";
      for (const [id, body] of objects) {
        offsets[id] = length + text.length;
        text += `${id} 0 obj\n${body}\nendobj\n`;
      }
      say(text);
    },
    stream(id, entries, data) {
      const raw = typeof data === "string" ? Buffer.from(data, "latin1") : data;
      const packed = deflateSync(raw, { level: LEVEL });
      say(`${begin(id)}<< /Length ${packed.length} /Filter /FlateDecode ${entries}>>\nstream\n`);
      add(packed);
      say("\nendstream\nendobj\n");
    },
    finish({ root, info }) {
      const start = length;
      say(crossReference(offsets));
      const id = hash.copy().digest("hex").slice(0, 32);
      say(
        `trailer\n<< /Size ${offsets.length} /Root ${ref(root)} /Info ${ref(info)} /ID [<${id}> <${id}>] >>\nstartxref\n${start}\n%%EOF\n`,
      );
      return joined(chunks, length);
    },
  };
}

/** Twenty bytes an object (ISO 32000-1, 7.5.4). */
function crossReference(offsets: readonly number[]): string {
  const lines = offsets.slice(1).map((offset, index) => {
    if (offset < 0) {
      throw new Error(`object ${index + 1} was reserved and never written`);
    }
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  return `xref\n0 ${offsets.length}\n0000000000 65535 f \n${lines.join("")}`;
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
