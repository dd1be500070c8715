import { deflateRawSync } from "node:zlib";
import { crc32 } from "@/lib/importers/workbook/crc";

/** One part of an archive to write. What is told of it may be false: archives of attackers tell what they like. */
export interface ZipPart {
  readonly name: string;
  readonly data: Uint8Array | string;
  /** Kept as it is instead of deflated. */
  readonly isStored?: boolean;
  readonly told?: { readonly size?: number; readonly crc?: number; readonly flags?: number };
  /** Shares the bytes of an earlier part instead of having its own. */
  readonly sharesWith?: string;
}

/** A zip archive with a local header before each part and the table of contents at its end (PKWARE APPNOTE 4.3). */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets = new Map<string, number>();
  let at = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data);
    const packed = part.isStored === true ? data : deflateRawSync(data);
    const header = fields(part, data, packed);
    const offset = offsets.get(part.sharesWith ?? "") ?? at;
    offsets.set(part.name, offset);
    if (part.sharesWith === undefined) {
      const local = Buffer.concat([
        u32(0x04034b50),
        header,
        u16(0),
        Buffer.from(part.name),
        packed,
      ]);
      pieces.push(local);
      at += local.length;
    }
    const tail = [u16(0), u16(0), u16(0), u16(0), u32(0), u32(offset), Buffer.from(part.name)];
    directory.push(Buffer.concat([u32(0x02014b50), u16(20), header, ...tail]));
  }
  const contents = Buffer.concat(directory);
  const count = u16(parts.length);
  const sizes = [u32(contents.length), u32(at), u16(0)];
  const end = Buffer.concat([u32(0x06054b50), u16(0), u16(0), count, count, ...sizes]);
  return Buffer.concat([...pieces, contents, end]);
}

/** The fields that local header and table of contents share: version to name length. */
function fields({ name, isStored, told = {} }: ZipPart, data: Buffer, packed: Buffer): Buffer {
  const method = u16(isStored === true ? 0 : 8);
  const crc = u32(told.crc ?? crc32(data, 0));
  const sizes = [u32(packed.length), u32(told.size ?? data.length)];
  const length = u16(Buffer.byteLength(name));
  return Buffer.concat([
    u16(20),
    u16(told.flags ?? 0),
    method,
    u16(0),
    u16(0x21),
    crc,
    ...sizes,
    length,
  ]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
