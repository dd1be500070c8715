import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { fromBufferPromise } from "yauzl";
import { type ZipEntry, zipFiles } from "@/lib/zip/zip-files";

const AT = new Date("2026-11-22T12:00:00Z");
const text = (words: string) => [new TextEncoder().encode(words)];

async function* each(entries: readonly ZipEntry[]): AsyncGenerator<ZipEntry> {
  yield* entries;
}

async function bytesOf(entries: readonly ZipEntry[]): Promise<Buffer> {
  return Buffer.concat(await zipFiles(() => each(entries), AT).toArray());
}

/** What another library reads, which checks every size and checksum. */
async function unzipped(zip: Buffer) {
  const files = new Map<string, { method: number; bytes: Buffer }>();
  const opened = await fromBufferPromise(zip);
  for await (const entry of opened.eachEntry()) {
    const bytes = await buffer(await opened.openReadStreamPromise(entry));
    files.set(entry.fileName, { method: entry.compressionMethod, bytes });
  }
  return files;
}

describe("a zip of files", () => {
  it("is what other programs read, byte for byte, packed or stored", async () => {
    const random = Array.from({ length: 40 }, () => crypto.getRandomValues(new Uint8Array(50_000)));
    const zip = await bytesOf([
      { path: "a/words.txt", bytes: text("Grüße, ₿") },
      { path: "b/random.bin", bytes: random, isPacked: true },
      { path: "empty", bytes: [] },
    ]);
    const files = await unzipped(zip);
    expect([...files].map(([path, { method, bytes }]) => [path, method, bytes.length])).toEqual([
      ["a/words.txt", 8, 12],
      ["b/random.bin", 0, 2_000_000],
      ["empty", 8, 0],
    ]);
    expect(files.get("a/words.txt")?.bytes.toString()).toBe("Grüße, ₿");
    expect(files.get("b/random.bin")?.bytes.equals(Buffer.concat(random))).toBe(true);
  });

  it("lets the last file say what the others are", async () => {
    const zip = await zipFiles(async function* (before) {
      yield { path: "one", bytes: text("1") };
      yield { path: "two", bytes: text("22") };
      yield { path: "manifest", bytes: text(JSON.stringify(before)) };
    }, AT).toArray();
    const sha256 = (words: string) => createHash("sha256").update(words).digest("hex");
    const manifest = (await unzipped(Buffer.concat(zip))).get("manifest")?.bytes.toString() ?? "";
    expect(JSON.parse(manifest)).toEqual([
      { path: "one", size: 1, sha256: sha256("1") },
      { path: "two", size: 2, sha256: sha256("22") },
    ]);
  });

  it("throws what a file's reading throws, and what comes between files", async () => {
    async function* breaking() {
      yield new Uint8Array(10);
      throw new Error("the disk is gone");
    }
    await expect(bytesOf([{ path: "a", bytes: breaking() }])).rejects.toThrow("the disk is gone");
    async function* between(): AsyncGenerator<ZipEntry> {
      yield { path: "a", bytes: text("a") };
      throw new Error("no more");
    }
    await expect(zipFiles(between, AT).toArray()).rejects.toThrow("no more");
    await expect(bytesOf([{ path: "../up", bytes: text("a") }])).rejects.toThrow("relative");
  });

  it("stops asking for bytes when nobody reads any more", async () => {
    let asked = 0;
    let isOver = false;
    async function* endless() {
      try {
        for (;;) {
          asked += 1;
          yield crypto.getRandomValues(new Uint8Array(60_000));
        }
      } finally {
        isOver = true;
      }
    }
    const zip = zipFiles(() => each([{ path: "a", bytes: endless() }]), AT);
    zip.on("error", () => undefined);
    for await (const _ of zip) {
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    const then = asked;
    expect(isOver).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked).toBe(then);
  });

  it("holds a few pieces, not the files: 400 MB through a slow reader", async () => {
    const piece = new Uint8Array(1_000_000);
    let ahead = 0;
    let made = 0;
    async function* large() {
      for (let count = 0; count < 400; count += 1) {
        made += 1;
        yield piece;
      }
    }
    const zip = zipFiles(() => each([{ path: "large", bytes: large(), isPacked: true }]), AT);
    let read = 0;
    for await (const chunk of zip) {
      read += chunk.length;
      ahead = Math.max(ahead, made - read / 1_000_000);
    }
    expect(read).toBeGreaterThan(400_000_000);
    expect(ahead).toBeLessThan(8);
  });
});
