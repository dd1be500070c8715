import { IDENTITY_ENTRY } from "./identity-entry";
import { winAnsiString } from "./win-ansi";

/** The state of a file of ours (lib/pdf/file/writer.ts): its objects by number, and what its cross-reference stream says. */
interface OwnFile {
  /** Objects that stand in the file by themselves: number and offset. */
  readonly places: ReadonlyMap<number, number>;
  readonly size: number;
  /** "/Root 1 0 R /Info 2 0 R", to be said again. */
  readonly trailer: string;
  readonly start: number;
}

interface Stamped {
  readonly id: number;
  readonly body: string;
}

/** Whether a file begins as our writer begins it (lib/pdf/file/writer.ts). */
export function isOwnFile(bytes: Uint8Array): boolean {
  return latin1(bytes, 0, 15) === "%PDF-1.7\n%\u00ff\u00ff\u00ff\u00ff\n";
}

/** Name of the typeface among a page's resources; ours are "F1", "F2" … */
const FONT = "FN";
const HELVETICA =
  "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
const SIZE = 9;

/**
 * Writes name and number on the lines of a statement of ours by appending to its bytes (ISO 32000-1, 7.5.6): what was there stays byte for byte, and
 * only the pages written on are told anew, so that thousands of pages take a blink. Runs in a browser. Null for a file without such lines, also one that
 * was stamped before.
 */
export async function appendIdentity(
  bytes: Uint8Array,
  words: { readonly name: string; readonly ssn: string },
): Promise<Uint8Array | null> {
  const file = await readOwnFile(bytes);
  const pages = file === null ? [] : pagesToStamp(bytes, file);
  const [first] = pages;
  if (file === null || first === undefined) {
    return null;
  }
  const resources = Number(/\/Resources (\d+) 0 R/.exec(first.body)?.[1]);
  const fonts = objectAt(bytes, resources, file.places.get(resources) ?? -1);
  if (fonts === null) {
    return null;
  }
  const font = file.size;
  const sheets = new Map<string, Stamped>();
  const changed = pages.map(({ id, body, spots }): Stamped => {
    let sheet = sheets.get(spots);
    if (sheet === undefined) {
      sheet = { id: font + 1 + sheets.size, body: streamOf(contentOf(spots, words)) };
      sheets.set(spots, sheet);
    }
    const contents = body.replace(/\/Contents (\d+) 0 R/, `/Contents [$1 0 R ${sheet.id} 0 R]`);
    return { id, body: contents.replace(` /${IDENTITY_ENTRY} [${spots}]`, "") };
  });
  return appended(bytes, file, [
    ...changed,
    { id: resources, body: fonts.replace("/Font <<", `/Font << /${FONT} ${font} 0 R`) },
    { id: font, body: HELVETICA },
    ...sheets.values(),
  ]);
}

const streamOf = (content: string): string =>
  `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;

function contentOf(spots: string, { name, ssn }: { name: string; ssn: string }): string {
  const [nameX, nameY, ssnX, ssnY] = spots.split(" ");
  const put = (x: string | undefined, y: string | undefined, text: string): string =>
    `BT /${FONT} ${SIZE} Tf 1 0 0 1 ${x} ${y} Tm ${winAnsiString(text)} Tj ET`;
  return `/Artifact BMC 0 0 0 rg ${put(nameX, nameY, name)} ${put(ssnX, ssnY, ssn)} EMC`;
}

interface Page extends Stamped {
  readonly spots: string;
}

function pagesToStamp(bytes: Uint8Array, { places }: OwnFile): readonly Page[] {
  const entry = new RegExp(`/${IDENTITY_ENTRY} \\[((?:-?[\\d.]+ ){3}-?[\\d.]+)\\]`);
  return [...places].flatMap(([id, offset]): readonly Page[] => {
    const head = `${id} 0 obj\n<< /Type /Page `;
    const isPage = latin1(bytes, offset, offset + head.length) === head;
    const body = isPage ? objectAt(bytes, id, offset) : null;
    const spots = body === null ? undefined : entry.exec(body)?.[1];
    return body === null || spots === undefined ? [] : [{ id, body, spots }];
  });
}

/** Longest page or resource object looked at. */
const LONGEST = 2048;

const latin1 = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

/** What stands between "obj" and "endobj" when an object is short and has no stream. */
function objectAt(bytes: Uint8Array, id: number, offset: number): string | null {
  const head = `${id} 0 obj\n`;
  if (offset < 0 || latin1(bytes, offset, offset + head.length + 2) !== `${head}<<`) {
    return null;
  }
  const text = latin1(bytes, offset + head.length, offset + LONGEST);
  const end = text.indexOf("\nendobj\n");
  return end < 0 || text.slice(0, end).includes("\nstream\n") ? null : text.slice(0, end);
}

const CROSS_REFERENCE =
  /^\d+ 0 obj\n<< \/Length (\d+) \/Filter \/FlateDecode \/Type \/XRef \/Size (\d+) \/W \[1 4 2\] (\/Root \d+ 0 R \/Info \d+ 0 R \/ID \[<[0-9a-f]+> <[0-9a-f]+>\]) >>\nstream\n/;

/** Seven bytes an object: its kind, where, how many are before it there. */
const ENTRY = 7;

async function readOwnFile(bytes: Uint8Array): Promise<OwnFile | null> {
  const end = latin1(bytes, Math.max(0, bytes.length - 40), bytes.length);
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(end)?.[1] ?? -1);
  const head = start < 0 ? null : CROSS_REFERENCE.exec(latin1(bytes, start, start + 400));
  if (head === null) {
    return null;
  }
  const [whole, length, size = "0", trailer = ""] = head;
  const from = start + whole.length;
  const packed = new Blob([bytes.slice(from, from + Number(length))]);
  const stream = packed.stream().pipeThrough(new DecompressionStream("deflate"));
  const table = new DataView(await new Response(stream).arrayBuffer());
  const places = new Map<number, number>();
  for (let id = 1; (id + 1) * ENTRY <= table.byteLength; id += 1) {
    if (table.getUint8(id * ENTRY) === 1) {
      places.set(id, table.getUint32(id * ENTRY + 1));
    }
  }
  return { places, size: Number(size), trailer, start };
}

/** The file with these objects written anew behind its end. */
function appended(
  bytes: Uint8Array,
  { size, trailer, start }: OwnFile,
  objects: readonly Stamped[],
): Uint8Array {
  const own = { id: Math.max(size, ...objects.map(({ id }) => id + 1)), body: "" };
  const offsets = new Map<number, number>();
  let tail = "";
  for (const { id, body } of objects) {
    offsets.set(id, bytes.length + tail.length);
    tail += `${id} 0 obj\n${body}\nendobj\n`;
  }
  const begin = bytes.length + tail.length;
  offsets.set(own.id, begin);
  const told = [...offsets].sort(([a], [b]) => a - b);
  const entries = told.map(([, at]) => `01${at.toString(16).padStart(8, "0")}0000`).join("");
  const index = sections(told.map(([id]) => id));
  tail += `${own.id} 0 obj\n<< /Length ${entries.length + 1} /Filter /ASCIIHexDecode /Type /XRef /Size ${own.id + 1} /W [1 4 2] /Index [${index}] /Prev ${start} ${trailer} >>\nstream\n${entries}>\nendstream\nendobj\nstartxref\n${begin}\n%%EOF\n`;
  const all = new Uint8Array(bytes.length + tail.length);
  all.set(bytes);
  for (let at = 0; at < tail.length; at += 1) {
    all[bytes.length + at] = tail.charCodeAt(at);
  }
  return all;
}

/** Runs of numbers that follow each other, as "first count first count". */
function sections(ids: readonly number[]): string {
  const runs: [first: number, count: number][] = [];
  for (const id of ids) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === id) {
      last[1] += 1;
    } else {
      runs.push([id, 1]);
    }
  }
  return runs.map((run) => run.join(" ")).join(" ");
}
