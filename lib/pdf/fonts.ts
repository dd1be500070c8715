import { readFile } from "node:fs/promises";
import path from "node:path";
import { create, type Font, type FontCollection } from "fontkit";
import { type Face, scriptFace, shapedFace, tabularFace } from "./faces";
import { type FontProgram, fontProgram, type OpenFont } from "./file/font-program";
import { readPairKerning } from "./file/pair-kerning";
import { readSubstitutions } from "./file/substitutions";
import type { ScriptLayout } from "./script-layout";
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

/** A face for what Geist does not have. */
interface Fallback {
  readonly file: string;
  /** Characters it is opened for. */
  readonly letters: RegExp;
  /** Letters that join, change places or stand on each other: HarfBuzz puts them together. */
  readonly isScript: boolean;
}

const script = (file: string, letters: RegExp): Fallback => ({ file, letters, isScript: true });

/** In this order. The first also draws the replacement for what no face has. */
const FALLBACKS: readonly [Fallback, ...Fallback[]] = [
  { file: "NotoSans-Regular.ttf", letters: /./su, isScript: false },
  script("NotoSansArabic-Regular.ttf", /\p{Script_Extensions=Arabic}/u),
  script("NotoSansHebrew-Regular.ttf", /\p{Script=Hebrew}/u),
  script("NotoSansDevanagari-Regular.ttf", /\p{Script_Extensions=Devanagari}/u),
  script("NotoSansThai-Regular.ttf", /\p{Script=Thai}/u),
  { file: "DroidSansFallbackFull.ttf", letters: /./su, isScript: false },
  { file: "GothicA1-Regular.ttf", letters: /\p{Script=Hangul}/u, isScript: false },
  script("NotoSansBengali-Regular.ttf", /\p{Script=Bengali}/u),
  script("NotoSansGujarati-Regular.ttf", /\p{Script=Gujarati}/u),
  script("NotoSansGurmukhi-Regular.ttf", /\p{Script=Gurmukhi}/u),
  script("NotoSansOriya-Regular.ttf", /\p{Script=Oriya}/u),
  script("NotoSansTamil-Regular.ttf", /\p{Script=Tamil}/u),
  script("NotoSansTelugu-Regular.ttf", /\p{Script=Telugu}/u),
  script("NotoSansKannada-Regular.ttf", /\p{Script=Kannada}/u),
  script("NotoSansMalayalam-Regular.ttf", /\p{Script=Malayalam}/u),
  script("NotoSansSinhala-Regular.ttf", /\p{Script=Sinhala}/u),
  script("NotoSansKhmer-Regular.ttf", /\p{Script=Khmer}/u),
  script("NotoSansLao-Regular.ttf", /\p{Script=Lao}/u),
  script("NotoSansMyanmar-Regular.ttf", /\p{Script=Myanmar}/u),
  script("NotoSerifTibetan-Regular.ttf", /\p{Script=Tibetan}/u),
  script("NotoSansArmenian-Regular.ttf", /\p{Script=Armenian}/u),
  script("NotoSansGeorgian-Regular.ttf", /\p{Script=Georgian}/u),
  script("NotoSansEthiopic-Regular.ttf", /\p{Script=Ethiopic}/u),
  script("NotoSansThaana-Regular.ttf", /\p{Script=Thaana}/u),
  script("NotoSansSyriac-Regular.ttf", /\p{Script=Syriac}/u),
  script("NotoSansNKo-Regular.ttf", /\p{Script=Nko}/u),
  script("NotoSansAdlam-Regular.ttf", /\p{Script=Adlam}/u),
  script("NotoSansTifinagh-Regular.ttf", /\p{Script=Tifinagh}/u),
  script("NotoSansCherokee-Regular.ttf", /\p{Script=Cherokee}/u),
  script("NotoSansCanadianAboriginal-Regular.ttf", /\p{Script=Canadian_Aboriginal}/u),
  script("NotoSansOlChiki-Regular.ttf", /\p{Script=Ol_Chiki}/u),
  script("NotoSansMeeteiMayek-Regular.ttf", /\p{Script=Meetei_Mayek}/u),
  script("NotoEmoji-Regular.ttf", /[\p{Emoji}\p{So}]/u),
];

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
async function open(file: string): Promise<OpenFont & { readonly bytes: Buffer }> {
  const { bytes, kerning, substitutions } = await read(file);
  const font: Font | FontCollection = create(bytes);
  if (!("layout" in font)) {
    throw new Error(`not a single font: ${path.basename(file)}`);
  }
  return { font, kerning, substitutions, bytes };
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

/** A fallback that was opened. */
interface Opened {
  readonly open: OpenFont;
  /** null: its letters stand beside each other. */
  readonly layout: ScriptLayout | null;
}

/** Opens fallbacks in order until every pending code point has a face; empties `pending` of those that have one. */
async function openFallbacks(
  pending: Set<number>,
  file: (name: string) => Promise<OpenFont & { readonly bytes: Buffer }>,
): Promise<Opened[]> {
  const faces: Opened[] = [];
  for (const fallback of FALLBACKS) {
    const wanted = [...pending].filter((codePoint) =>
      fallback.letters.test(String.fromCodePoint(codePoint)),
    );
    if (wanted.length === 0) {
      continue;
    }
    const { bytes, ...open } = await file(fallback.file);
    const found = wanted.filter((codePoint) => open.font.hasGlyphForCodePoint(codePoint));
    if (found.length > 0 || fallback === FALLBACKS[0]) {
      faces.push({ open, layout: fallback.isScript ? await shapedBy(bytes, open.font) : null });
    }
    for (const codePoint of found) {
      pending.delete(codePoint);
    }
  }
  return faces;
}

/** HarfBuzz is half a megabyte of WebAssembly: loaded for texts that need it only. */
async function shapedBy(bytes: Buffer, font: Font): Promise<ScriptLayout> {
  const { scriptLayout } = await import("./script-layout");
  return scriptLayout(bytes, font);
}

/**
 * Opens the faces for the texts of one document: Geist always, a fallback only when some character needs it. Fonts are
 * read from `directory`. Rejects when a font file is missing or broken.
 */
export async function openFonts(directory: string, texts: Iterable<string>): Promise<FontBook> {
  const file = (name: string): ReturnType<typeof open> => open(path.join(directory, name));
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
  const others = rest.map(({ open, layout }, index) => ({
    program: fontProgram(open, index + 4),
    layout,
  }));
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
    fallbacks: others.map(({ program, layout }) =>
      layout === null ? shapedFace(program) : scriptFace(program, layout),
    ),
    programs: [regular, medium, semibold, ...others.map(({ program }) => program)],
  };
}
