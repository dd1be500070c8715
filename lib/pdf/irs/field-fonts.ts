import { readFile } from "node:fs/promises";
import path from "node:path";
import { create } from "fontkit";
import type { PDFDocument, PDFFont } from "pdf-lib";

/** Latin with every mark, Greek and Cyrillic; Korean. Each has the digits an amount of units begins with, which our Chinese and Japanese face lacks. */
const FACES = ["NotoSans-Regular.ttf", "GothicA1-Regular.ttf"];

/** Scripts whose letters stand one after the other from left to right, which is all pdf-lib sets. */
const PLAINLY_SET =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Common}]*$/u;

/**
 * Typefaces for texts the standard ones cannot draw, each with its glyphs in the file; a text without one is not in the answer. Fonts are read
 * from `directory`.
 */
export async function fieldFonts(
  target: PDFDocument,
  texts: Iterable<string>,
  directory: string,
): Promise<ReadonlyMap<string, PDFFont>> {
  let pending = [...new Set(texts)].filter((text) => PLAINLY_SET.test(text));
  const found = new Map<string, PDFFont>();
  for (const name of pending.length === 0 ? [] : FACES) {
    const bytes = await readFile(path.join(directory, name));
    const { characterSet } = open(bytes);
    const known = new Set(characterSet);
    const drawn = pending.filter((text) =>
      [...text].every((one) => known.has(one.codePointAt(0) ?? -1)),
    );
    if (drawn.length > 0) {
      target.registerFontkit(fontKit());
      const font = await target.embedFont(bytes, { subset: true });
      for (const text of drawn) {
        found.set(text, font);
      }
      pending = pending.filter((text) => !found.has(text));
    }
  }
  return found;
}

type FontKit = Parameters<PDFDocument["registerFontkit"]>[0];

/** fontkit and the words pdf-lib has for it were written apart: what it calls is here. */
const isFontKit = (kit: object): kit is FontKit => "create" in kit;

function fontKit(): FontKit {
  const kit: object = { create: open };
  if (!isFontKit(kit)) {
    throw new Error("no font kit");
  }
  return kit;
}

/** A font as pdf-lib takes it, which was written for a fontkit whose subsets came as streams. */
function open(bytes: Uint8Array) {
  const font = create(Buffer.from(bytes));
  if (!("layout" in font)) {
    throw new Error("not a single font");
  }
  const createSubset = font.createSubset.bind(font);
  return Object.assign(font, {
    createSubset: () => {
      const subset = createSubset();
      return Object.assign(subset, { encodeStream: () => streamOf(() => subset.encode()) });
    },
  });
}

/** The least of a stream that pdf-lib listens to: all of it at once, then its end. */
function streamOf(encode: () => Uint8Array) {
  const stream = {
    on(event: string, listener: (bytes: Uint8Array) => void) {
      if (event === "data" || event === "end") {
        listener(event === "data" ? encode() : new Uint8Array());
      }
      return stream;
    },
  };
  return stream;
}
