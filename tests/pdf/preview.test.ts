import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inflateSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { drawYearEnd } from "@/lib/pdf/draw";
import { fillForm8949 } from "@/lib/pdf/irs/fill";
import { renderFormPictures } from "@/lib/pdf/render";
import type { OfficialForms } from "@/lib/reports/irs-forms";
import { yearEndReport } from "@/lib/reports/year-end";
import { temporaryFolder } from "@/tests/support/folders";
import { ownForm8949 } from "@/tests/support/own-blank";
import { ensurePdfReader } from "@/tests/support/pdf-text";
import { twoAccountYear } from "@/tests/support/report-samples";

const folder = temporaryFolder("preview");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [WIDTH, HEIGHT] = [612, 792] as const;

/** Pixels a point in poppler's picture: fine enough that edges are softened by being many. */
const FINE = 4;

/** Greys of a picture of ours: one IDAT, each row told by what differs from the one above. */
function greysOf(png: Uint8Array): Uint8Array {
  const bytes = Buffer.from(png);
  const raw = inflateSync(bytes.subarray(41, 41 + bytes.readUInt32BE(33)));
  const greys = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const above = y === 0 ? 0 : (greys[(y - 1) * WIDTH + x] ?? 0);
      greys[y * WIDTH + x] = above + (raw[y * (WIDTH + 1) + 1 + x] ?? 0);
    }
  }
  return greys;
}

/** The same page as poppler draws it. */
function popplerGreys(file: string, page: number): Uint8Array {
  const program = path.join(path.dirname(ensurePdfReader().path), "pdftoppm");
  const out = path.join(folder, `poppler-${page}`);
  const options = [
    "-gray",
    "-r",
    String(72 * FINE),
    "-f",
    String(page),
    "-l",
    String(page),
    "-singlefile",
  ];
  const { status, stderr } = spawnSync(program, [...options, file, out], { encoding: "utf8" });
  expect(status, stderr).toBe(0);
  const bytes = readFileSync(`${out}.pgm`);
  const head = `P5\n${WIDTH * FINE} ${HEIGHT * FINE}\n255\n`;
  expect(bytes.subarray(0, head.length).toString("latin1")).toBe(head);
  return bytes.subarray(head.length);
}

/** The ink of each patch of 12 by 12 points, in black points; `fine` pixels a point. */
function inkOf(greys: Uint8Array, fine: number): readonly number[] {
  const [row, side] = [WIDTH * fine, 12 * fine];
  const ink = new Array<number>((WIDTH / 12) * (HEIGHT / 12)).fill(0);
  greys.forEach((grey, at) => {
    const [x, y] = [at % row, Math.floor(at / row)];
    const patch = Math.floor(y / side) * (WIDTH / 12) + Math.floor(x / side);
    ink[patch] = (ink[patch] ?? 0) + (255 - grey) / 255 / fine ** 2;
  });
  return ink;
}

/** Holds pictures of ours against poppler's of the same file, the first page being 1. Programs soften edges in their own ways; a glyph missing, doubled or misplaced moves whole patches. */
function expectAlike(pictures: readonly Uint8Array[], bytes: Uint8Array): void {
  const file = path.join(folder, "paper.pdf");
  writeFileSync(file, bytes);
  pictures.forEach((png, index) => {
    const own = inkOf(greysOf(png), 1);
    const theirs = inkOf(popplerGreys(file, index + 1), FINE);
    const all = theirs.reduce((sum, one) => sum + one, 0);
    const apart = theirs.reduce((sum, one, at) => sum + Math.abs(one - (own[at] ?? 0)), 0);
    expect(all).toBeGreaterThan(500);
    expect(apart / all).toBeLessThan(0.12);
  });
}

describe("pictures of a report's first pages", () => {
  it("show what another program draws from the same file, patch by patch", async () => {
    const { bytes, previews } = await drawYearEnd(
      yearEndReport(twoAccountYear()),
      path.join(process.cwd(), "public", "fonts"),
    );
    expect(previews).toHaveLength(3);
    expectAlike(previews, bytes);
  });
});

const BLANK = { a: "", b: "", c: "", d: "", e: "", f: "", g: "", h: "" };

const ROW = {
  a: "0.12345678 BTC",
  b: "01/02/2025",
  c: "06/30/2025",
  d: "12,345.67",
  e: "(1,000.00)",
  f: "M",
  g: "0.00",
  h: "11,345.67",
};
const SHEET = { rows: Array.from({ length: 11 }, () => ROW), totals: ROW };

/** Two copies, so that there is a third page. */
const FORMS: OfficialForms = {
  year: 2025,
  mode: "rows",
  copies: [1, 2].map(() => ({
    partI: { box: "I", ...SHEET },
    partII: { box: "L", ...SHEET },
  })),
  scheduleD: { columns: {}, lines: {}, questions: {} },
  notes: [],
};

const EMPTY: OfficialForms = {
  ...FORMS,
  copies: [{ partI: { box: "I", rows: [BLANK], totals: BLANK }, partII: null }],
};

const filledForm = async (forms: OfficialForms): Promise<Uint8Array> => {
  const options = { title: "Form", moment: "2026-01-15T09:30:00Z" };
  return (await fillForm8949(await ownForm8949(), forms, options)).bytes;
};

describe("pictures of a filled official form", () => {
  it("show what another program draws of its first two pages, every field with its ink, the same each time", async () => {
    const bytes = await filledForm(FORMS);
    const [pictures = [], none = []] = await renderFormPictures([bytes, await filledForm(EMPTY)]);
    expect(pictures).toHaveLength(2);
    expectAlike(pictures, bytes);
    // Rows, totals and boxes are ink in fields: without them a page is its rules and its head alone.
    const ink = (png: Uint8Array | undefined): number =>
      inkOf(greysOf(png ?? new Uint8Array()), 1).reduce((sum, one) => sum + one, 0);
    expect(ink(pictures[0])).toBeGreaterThan(1.5 * ink(none[0]));
    const [again = []] = await renderFormPictures([bytes]);
    expect(again.map((png) => Buffer.from(png))).toEqual(pictures.map((png) => Buffer.from(png)));
  });

  it("a file that is none ends in a fault, not in an empty picture", async () => {
    const none = new TextEncoder().encode("%PDF-1.7 but nothing more");
    await expect(renderFormPictures([none])).rejects.toThrow("could not be drawn");
  });
});
