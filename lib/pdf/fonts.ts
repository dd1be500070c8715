import { readFile } from "node:fs/promises";
import path from "node:path";
import { create, type Font, type FontCollection } from "fontkit";
import { type Face, shapedFace, tabularFace } from "./faces";
import { type FontProgram, fontProgram, type OpenFont } from "./file/font-program";
import { readPairKerning } from "./file/pair-kerning";
import { readSubstitutions } from "./file/substitutions";
import type { TextStyle } from "./theme";

/** The faces a document needs. Geist first; the others, in this order, for what it does not have. */
export interface FontBook {
  readonly text: Readonly<Record<TextStyle["weight"], Face>>;
  readonly figures: Readonly<Record<TextStyle["weight"], Face>>;
  readonly fallbacks: readonly Face[];
  /** All of them, to be embedded where used. */
  readonly programs: readonly FontProgram[];
}

const WEIGHTS = {
  regular: "Geist-Regular.ttf",
  medium: "Geist-Medium.ttf",
  semibold: "Geist-SemiBold.ttf",
} as const;

/** Latin, Greek and Cyrillic; Arabic; Hebrew; Devanagari; Thai; Chinese and Japanese; Korean. */
const FALLBACKS = [
  "NotoSans-Regular.ttf",
  "NotoSansArabic-Regular.ttf",
  "NotoSansHebrew-Regular.ttf",
  "NotoSansDevanagari-Regular.ttf",
  "NotoSansThai-Regular.ttf",
  "DroidSansFallbackFull.ttf",
  "GothicA1-Regular.ttf",
] as const;

/** A font file with what was read out of it, which is the same for every document. */
type FontFile = Omit<OpenFont, "font"> & { readonly bytes: Buffer };

const files = new Map<string, Promise<FontFile>>();

/** Reads a font file once for the life of the thread. */
function read(file: string): Promise<FontFile> {
  const known = files.get(file);
  if (known !== undefined) {
    return known;
  }
  const reading = readFile(file).then((bytes) => ({
    bytes,
    kerning: readPairKerning(bytes),
    substitutions: readSubstitutions(bytes),
  }));
  files.set(file, reading);
  return reading;
}

/**
 * Opens a font for one document. An opened font remembers for each glyph the letters that first led to it, and says so of those after: kept for the
 * next document, it would tell of this one, and the same paper would not always be the same bytes.
 */
async function open(file: string): Promise<OpenFont> {
  const { bytes, kerning, substitutions } = await read(file);
  const font: Font | FontCollection = create(bytes);
  if (!("layout" in font)) {
    throw new Error(`not a single font: ${path.basename(file)}`);
  }
  return { font, kerning, substitutions };
}

/** Code points that need no glyph: spaces, joiners, variation selectors. */
export const isInvisible = (codePoint: number): boolean =>
  codePoint <= 32 ||
  codePoint === 0xa0 ||
  (codePoint >= 0x200c && codePoint <= 0x200d) ||
  (codePoint >= 0xfe00 && codePoint <= 0xfe0f);

/** Code points of the texts that Geist does not have. */
function uncovered(texts: Iterable<string>, geist: Font): Set<number> {
  const pending = new Set<number>();
  for (const text of texts) {
    for (const character of /^[ -~]*$/.test(text) ? "" : text) {
      const codePoint = character.codePointAt(0) ?? 32;
      if (!(isInvisible(codePoint) || geist.hasGlyphForCodePoint(codePoint))) {
        pending.add(codePoint);
      }
    }
  }
  return pending;
}

/** Opens fallbacks in order until every pending code point has a face; empties `pending` of those that have one. */
async function openFallbacks(
  pending: Set<number>,
  file: (name: string) => Promise<OpenFont>,
): Promise<OpenFont[]> {
  const fonts: OpenFont[] = [];
  for (const name of FALLBACKS) {
    if (pending.size === 0) {
      break;
    }
    const opening = await file(name);
    const found = [...pending].filter((codePoint) => opening.font.hasGlyphForCodePoint(codePoint));
    // The first fallback also draws the replacement for what no face has.
    if (found.length > 0 || name === FALLBACKS[0]) {
      fonts.push(opening);
    }
    for (const codePoint of found) {
      pending.delete(codePoint);
    }
  }
  return fonts;
}

/**
 * Opens the faces for the texts of one document: Geist always, a fallback only when some character needs it. Fonts are
 * read from `directory`. Rejects when a font file is missing or broken.
 */
export async function openFonts(directory: string, texts: Iterable<string>): Promise<FontBook> {
  const file = (name: string): Promise<OpenFont> => open(path.join(directory, name));
  const geist = await Promise.all([
    file(WEIGHTS.regular),
    file(WEIGHTS.medium),
    file(WEIGHTS.semibold),
  ]);
  const rest = await openFallbacks(uncovered(texts, geist[0].font), file);
  const [regular, medium, semibold] = [
    fontProgram(geist[0], 1),
    fontProgram(geist[1], 2),
    fontProgram(geist[2], 3),
  ];
  const others = rest.map((font, index) => fontProgram(font, index + 4));
  return {
    text: {
      regular: shapedFace(regular),
      medium: shapedFace(medium),
      semibold: shapedFace(semibold),
    },
    figures: {
      regular: tabularFace(regular),
      medium: tabularFace(medium),
      semibold: tabularFace(semibold),
    },
    fallbacks: others.map(shapedFace),
    programs: [regular, medium, semibold, ...others],
  };
}
