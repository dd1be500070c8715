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
  /** Writes many small ones compressed together (ISO 32000-1, 7.5.7). */
  putAll(objects: readonly (readonly [id: ObjectId, body: string])[]): void;
  /** Writes a stream, compressed; `entries` are further entries of its dictionary. */
  stream(id: ObjectId, entries: string, data: string | Uint8Array): void;
  /** The finished file. Throws when a reserved object was never written. */
  finish(trailer: { readonly root: ObjectId; readonly info: ObjectId }): Uint8Array;
}

// A page compresses to a fifth at the fastest level; slower ones cost four times as much for a twentieth less.
const LEVEL = 2;

/**
 * A writer of PDF 1.7 (ISO 32000-1): header, objects, cross-reference stream. It keeps the bytes written and an offset
 * for each object, nothing else. The file's identifier is a hash of its contents, so equal objects give equal bytes.
 */
export function writer(): Writer {
  const kept = new Blocks();
  const places: Places = { at: [0], index: [-1] };
  const hash = createHash("sha256");
  let length = 0;
  const add = (bytes: Uint8Array): void => {
    kept.add(bytes);
    hash.update(bytes);
    length += bytes.length;
  };
  const say = (text: string): void => add(Buffer.from(text, "latin1"));
  const begin = (id: ObjectId): string => {
    places.at[id] = length;
    return `${id} 0 obj\n`;
  };
  const stream = (id: ObjectId, entries: string, data: string | Uint8Array): void => {
    const raw = typeof data === "string" ? Buffer.from(data, "latin1") : data;
    const packed = deflateSync(raw, { level: LEVEL });
    say(`${begin(id)}<< /Length ${packed.length} /Filter /FlateDecode ${entries}>>\nstream\n`);
    add(packed);
    say("\nendstream\nendobj\n");
  };
  say("%PDF-1.7\n%\u00ff\u00ff\u00ff\u00ff\n");
  return {
    reserve() {
      places.index.push(-1);
      return places.at.push(-1) - 1;
    },
    put: (id, body) => say(`${begin(id)}${body}\nendobj\n`),
    putAll(objects) {
      const holder = this.reserve();
      let [heads, text] = ["", ""];
      objects.forEach(([id, body], index) => {
        places.at[id] = holder;
        places.index[id] = index;
        heads += `${id} ${text.length} `;
        text += `${body}\n`;
      });
      const entries = `/Type /ObjStm /N ${objects.length} /First ${heads.length} `;
      stream(holder, entries, `${heads}${text}`);
    },
    stream,
    finish({ root, info }) {
      const start = length;
      const own = this.reserve();
      places.at[own] = start;
      const id = hash.copy().digest("hex").slice(0, 32);
      stream(
        own,
        `/Type /XRef /Size ${places.at.length} /W [1 4 2] /Root ${ref(root)} /Info ${ref(info)} /ID [<${id}> <${id}>] `,
        crossReference(places),
      );
      say(`startxref\n${start}\n%%EOF\n`);
      return kept.joined();
    },
  };
}

/**
 * Where each object is: its offset in the file, or behind `index` others in the object stream `at`. -1: not written yet, in no stream. Two
 * arrays of small numbers, for there are half a million.
 */
interface Places {
  readonly at: number[];
  readonly index: number[];
}

/** Seven bytes an object: what it is, where, and how many are before it there (ISO 32000-1, 7.5.8). */
const ENTRY = 7;

function crossReference({ at: offsets, index: positions }: Places): Uint8Array {
  const table = Buffer.alloc(offsets.length * ENTRY);
  // The first is the head of the free ones: type 0, generation 65535.
  table.writeUInt16BE(0xffff, 5);
  for (let id = 1; id < offsets.length; id += 1) {
    const [at = -1, index = -1] = [offsets[id], positions[id]];
    if (at < 0) {
      throw new Error(`object ${id} was reserved and never written`);
    }
    table.writeUInt8(index < 0 ? 1 : 2, id * ENTRY);
    table.writeUInt32BE(at, id * ENTRY + 1);
    table.writeUInt16BE(Math.max(0, index), id * ENTRY + 5);
  }
  return table;
}

/** Bytes are copied into blocks of this size: what zlib gives is a slice of a buffer several times as large. */
const BLOCK = 1 << 20;

/** Bytes one after another, in few large pieces. */
class Blocks {
  private readonly full: Uint8Array[] = [];
  private block = new Uint8Array(BLOCK);
  private used = 0;

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + BLOCK - this.used);
      this.block.set(part, this.used);
      this.used += part.length;
      at += part.length;
      if (this.used === BLOCK) {
        this.full.push(this.block);
        this.block = new Uint8Array(BLOCK);
        this.used = 0;
      }
    }
  }

  joined(): Uint8Array {
    const bytes = new Uint8Array(this.full.length * BLOCK + this.used);
    this.full.forEach((block, index) => {
      bytes.set(block, index * BLOCK);
    });
    bytes.set(this.block.subarray(0, this.used), this.full.length * BLOCK);
    return bytes;
  }
}
