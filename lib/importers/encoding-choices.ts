import type { SourceChoice } from "./refusal";

/** Encodings of one byte a letter: every byte means something in each, so only a reader can tell which is right. */
const OF_ONE_BYTE = [
  ["windows-1252", "Windows-1252 (Western European)"],
  ["macintosh", "Mac Roman"],
] as const;

/** Not UTF-8, which the bytes are not. */
const OTHERS: readonly SourceChoice[] = [
  { id: "utf-16le", label: "UTF-16 LE" },
  { id: "utf-16be", label: "UTF-16 BE" },
];

/** Bytes shown on each side of the odd one. */
const AROUND = 24;
const NEWLINE = 10;

/** What the bytes around an odd one (at this place) say in each encoding they may be in, so that a person can choose by reading them. */
export function encodingChoices(bytes: Uint8Array, at: number): readonly SourceChoice[] {
  const before = bytes.lastIndexOf(NEWLINE, at - 1) + 1;
  const after = bytes.indexOf(NEWLINE, at);
  const from = Math.max(at === 0 ? 0 : before, at - AROUND);
  const to = Math.min(after === -1 ? bytes.length : after, at + AROUND);
  const shown = OF_ONE_BYTE.map(([id, label]) => {
    // As a stream, for Node 20 reads Windows-1252 as Latin-1 otherwise.
    const text = new TextDecoder(id).decode(bytes.subarray(from, to), { stream: true });
    return { id, label: `${label}: “${text.trim()}”` };
  });
  return [...shown, ...OTHERS];
}

/** The first byte that is not UTF-8. */
export function firstOddByte(bytes: Uint8Array): number {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const [good = ""] = text.split("\ufffd", 1);
  return Math.min(bytes.length - 1, new TextEncoder().encode(good).length);
}
