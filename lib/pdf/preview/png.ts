import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

// Nearly as small as the slowest, at a third of its time.
const LEVEL = 6;

/** A picture of greys as PNG: `pixels` row by row, 0 black to 255 white. Same pixels, same bytes. */
export function greyPng(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // 8 bits, greyscale; the rest is zero.
  head[8] = 8;
  return Buffer.concat([
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(filtered(pixels, width, height), { level: LEVEL })),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

/** Each row with its filter: what differs from the row above, for pages are mostly white. */
function filtered(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const at = y * (width + 1);
    rows[at] = 2;
    for (let x = 0; x < width; x += 1) {
      const above = y === 0 ? 0 : (pixels[(y - 1) * width + x] ?? 0);
      rows[at + 1 + x] = (pixels[y * width + x] ?? 0) - above;
    }
  }
  return rows;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
