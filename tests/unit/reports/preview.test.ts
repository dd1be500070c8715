import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { greyPng } from "@/lib/pdf/preview/png";
import { Raster } from "@/lib/pdf/preview/raster";

/** Reads a PNG of ours back by the specification: signature, IHDR, one IDAT with filter 2 (up). */
function pixelsOf(png: Uint8Array): { width: number; height: number; rows: number[][] } {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  expect([...bytes.subarray(24, 29)]).toEqual([8, 0, 0, 0, 0]);
  const length = bytes.readUInt32BE(33);
  expect(bytes.subarray(37, 41).toString()).toBe("IDAT");
  const raw = inflateSync(bytes.subarray(41, 41 + length));
  const rows: number[][] = [];
  for (let y = 0; y < height; y += 1) {
    const at = y * (width + 1);
    expect(raw[at]).toBe(2);
    const above = rows[y - 1];
    rows.push(
      Array.from({ length: width }, (_, x) => ((raw[at + 1 + x] ?? 0) + (above?.[x] ?? 0)) % 256),
    );
  }
  return { width, height, rows };
}

const square = (from: number, to: number) =>
  [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
  ] as const;

describe("a page as a picture", () => {
  it("is a PNG that reads back pixel for pixel", () => {
    const pixels = Uint8Array.from([0, 128, 255, 7, 7, 250]);
    expect(pixelsOf(greyPng(pixels, 3, 2))).toEqual({
      width: 3,
      height: 2,
      rows: [
        [0, 128, 255],
        [7, 7, 250],
      ],
    });
  });

  // A square from 1 to 3 covers pixels 1 and 2 whole; from 1.5 it covers half of pixel 1: 255 / 2 is 128 rounded up.
  it("fills whole pixels in full and half a pixel by half", () => {
    const page = new Raster(4, 4);
    page.fill([square(1, 3)], 0);
    expect([...page.pixels.subarray(4, 8)]).toEqual([255, 0, 0, 255]);
    const half = new Raster(4, 1);
    half.fill(
      [
        [
          [1.5, 0],
          [3, 0],
          [3, 1],
          [1.5, 1],
        ],
      ],
      0,
    );
    expect([...half.pixels]).toEqual([255, 128, 0, 255]);
  });

  it("leaves a hole where an inner outline turns the other way, none where it turns the same", () => {
    const ring = new Raster(6, 6);
    ring.fill([square(0, 6), [...square(2, 4)].reverse()], 0);
    expect(ring.pixels[2 * 6 + 2]).toBe(255);
    const solid = new Raster(6, 6);
    solid.fill([square(0, 6), square(2, 4)], 0);
    expect(solid.pixels[2 * 6 + 2]).toBe(0);
  });

  it("draws nothing outside the page", () => {
    const page = new Raster(2, 2);
    page.fill([square(-5, 9)], 0);
    expect([...page.pixels]).toEqual([0, 0, 0, 0]);
  });
});
