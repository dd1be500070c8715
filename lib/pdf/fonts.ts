import path from "node:path";
import { Font } from "@react-pdf/renderer";
import type { TextStyle } from "./theme";

interface Glyph {
  readonly advanceWidth: number;
}

interface GlyphPosition {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
}

interface GlyphRun {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly GlyphPosition[];
  readonly advanceWidth: number;
}

/** The part of a fontkit font we use; react-pdf loads and owns it. */
interface OpenFont {
  readonly unitsPerEm: number;
  readonly postscriptName: string;
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): Glyph;
  layout(text: string, features?: readonly string[]): GlyphRun;
}

/** One face ready to draw with: `key` names it inside a document, `font` goes to the painter. */
export interface Face {
  readonly key: string;
  readonly font: OpenFont;
  has(codePoint: number): boolean;
  /** Width of text in thousandths of the size. */
  width(text: string): number;
  /** Laid out by look-up: the painter must then not remember every word it ever drew. */
  readonly figures: boolean;
}

/** The faces a document needs. Geist first; the others, in this order, for what it does not have. */
export interface FontBook {
  readonly text: Readonly<Record<TextStyle["weight"], Face>>;
  readonly figures: Readonly<Record<TextStyle["weight"], Face>>;
  readonly fallbacks: readonly Face[];
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

const opened = new Map<string, Promise<OpenFont>>();

/** Opens a font file once for the life of the thread. */
function open(file: string): Promise<OpenFont> {
  const known = opened.get(file);
  if (known !== undefined) {
    return known;
  }
  const family = `lotwise:${file}`;
  Font.register({ family, src: file });
  const loading = Font.load({ fontFamily: family }).then(() => {
    const data: unknown = Font.getFont({ fontFamily: family })?.data;
    if (!isOpenFont(data)) {
      throw new Error(`font could not be opened: ${path.basename(file)}`);
    }
    return data;
  });
  opened.set(file, loading);
  return loading;
}

function isOpenFont(data: unknown): data is OpenFont {
  return typeof data === "object" && data !== null && "layout" in data && "unitsPerEm" in data;
}

function faceOf(key: string, font: OpenFont): Face {
  const widths = new Map<string, number>();
  const covered = new Map<number, boolean>();
  const scale = 1000 / font.unitsPerEm;
  // The painter lays words out one by one, each with the space behind it; measuring does the same, so both agree.
  const wordWidth = (word: string): number => {
    let width = widths.get(word);
    if (width === undefined) {
      width = font.layout(word).advanceWidth * scale;
      widths.set(word, width);
    }
    return width;
  };
  return {
    key,
    font,
    figures: false,
    has(codePoint) {
      let has = covered.get(codePoint);
      if (has === undefined) {
        has = font.hasGlyphForCodePoint(codePoint);
        covered.set(codePoint, has);
      }
      return has;
    },
    width: (text) =>
      (text.match(/[^ \t]*[ \t]|[^ \t]+/g) ?? []).reduce((sum, word) => sum + wordWidth(word), 0),
  };
}

interface Entry {
  readonly glyph: Glyph;
  readonly position: GlyphPosition;
}

/**
 * The same font with every digit as wide as the others ("tnum") and no kerning: figures stand under each other, and a
 * string is laid out by table look-up instead of by shaping, which is what makes ten thousand rows cheap.
 */
function tabular(key: string, font: OpenFont): Face {
  const scale = 1000 / font.unitsPerEm;
  const known: (Entry | undefined)[] = [];
  const learn = (codePoint: number, glyph: Glyph): Entry => {
    const xAdvance = glyph.advanceWidth;
    const entry = { glyph, position: { xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0 } };
    known[codePoint] = entry;
    return entry;
  };
  font.layout("0123456789", ["tnum"]).glyphs.forEach((glyph, digit) => {
    learn(48 + digit, glyph);
  });
  const of = (codePoint: number): Entry =>
    known[codePoint] ?? learn(codePoint, font.glyphForCodePoint(codePoint));
  const layout = (text: string): GlyphRun => {
    const glyphs: Glyph[] = [];
    const positions: GlyphPosition[] = [];
    let advanceWidth = 0;
    for (let index = 0; index < text.length; index += 1) {
      // Only characters of the basic plane come here: see `isPlain` and the faces, Geist has no others.
      const entry = of(text.charCodeAt(index));
      glyphs.push(entry.glyph);
      // The painter multiplies positions by 1000 / unitsPerEm in place: it gets its own copies unless that is 1.
      positions.push(scale === 1 ? entry.position : { ...entry.position });
      advanceWidth += entry.glyph.advanceWidth * scale;
    }
    return { glyphs, positions, advanceWidth };
  };
  let last = { text: "", run: layout("") };
  const derived: OpenFont = Object.defineProperties(Object.create(font), {
    postscriptName: { value: `${font.postscriptName}-Figures` },
    layout: {
      // Each text is laid out twice in a row, once to draw it and once to move on.
      value: (text: string): GlyphRun => {
        if (scale !== 1 || last.text !== text) {
          last = { text, run: layout(text) };
        }
        return last.run;
      },
    },
  });
  const width = (text: string): number => {
    let sum = 0;
    for (let index = 0; index < text.length; index += 1) {
      sum += of(text.charCodeAt(index)).glyph.advanceWidth;
    }
    return sum * scale;
  };
  return { ...faceOf(key, font), font: derived, width, figures: true };
}

/** Code points that need no glyph: spaces, joiners, variation selectors. */
export const isInvisible = (codePoint: number): boolean =>
  codePoint <= 32 ||
  codePoint === 0xa0 ||
  (codePoint >= 0x200c && codePoint <= 0x200d) ||
  (codePoint >= 0xfe00 && codePoint <= 0xfe0f);

/** Code points of the texts that Geist does not have. */
function uncovered(texts: Iterable<string>, geist: OpenFont): Set<number> {
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
): Promise<Face[]> {
  const faces: Face[] = [];
  for (const name of FALLBACKS) {
    if (pending.size === 0) {
      break;
    }
    const font = await file(name);
    const found = [...pending].filter((codePoint) => font.hasGlyphForCodePoint(codePoint));
    // The first fallback also draws the replacement for what no face has.
    if (found.length > 0 || name === FALLBACKS[0]) {
      faces.push(faceOf(name, font));
    }
    for (const codePoint of found) {
      pending.delete(codePoint);
    }
  }
  return faces;
}

/**
 * Opens the faces for the texts of one document: Geist always, a fallback only when some character needs it. Fonts are
 * read from `directory`. Rejects when a font file is missing or broken.
 */
export async function openFonts(directory: string, texts: Iterable<string>): Promise<FontBook> {
  const file = (name: string): Promise<OpenFont> => open(path.join(directory, name));
  const [regular, medium, semibold] = await Promise.all([
    file(WEIGHTS.regular),
    file(WEIGHTS.medium),
    file(WEIGHTS.semibold),
  ]);
  const fallbacks = await openFallbacks(uncovered(texts, regular), file);
  return {
    text: {
      regular: faceOf("regular", regular),
      medium: faceOf("medium", medium),
      semibold: faceOf("semibold", semibold),
    },
    figures: {
      regular: tabular("regular-figures", regular),
      medium: tabular("medium-figures", medium),
      semibold: tabular("semibold-figures", semibold),
    },
    fallbacks,
  };
}
