import type { Font, Glyph } from "fontkit";
import type { FontProgram } from "./file/font-program";
import { num } from "./file/syntax";
import { layoutOf, type Shaped } from "./plain-layout";
import type { Course, ScriptLayout } from "./script-layout";

/** A stretch of glyphs at one height: where it begins, in thousandths of the size, and what stands between [ and ] TJ. */
export interface Piece {
  readonly dx: number;
  readonly dy: number;
  readonly glyphs: string;
}

/** Text laid out: its width in thousandths of the size, and its pieces (one, unless marks stand above or below letters). */
export interface Laid {
  readonly width: number;
  readonly pieces: readonly Piece[];
}

/** One face ready to draw with in one document. */
export interface Face {
  readonly program: FontProgram;
  has(codePoint: number): boolean;
  /** Width of text in thousandths of the size. */
  width(text: string): number;
  lay(text: string): Laid;
  /** The same for text from right to left; null for a face of letters that never are. */
  readonly leftward: Face | null;
  /**
   * Glyphs alone do not tell what is written: they change places or stand for several letters, so the text is told beside them (ISO 32000-1, 14.9.4).
   * Not of text from right to left, which readers turn round themselves, glyph by glyph.
   */
  readonly isSpelled: boolean;
}

/** A face whose words are shaped by the font: kerning, ligatures, joined letters. Words are remembered for the document. */
export function shapedFace(program: FontProgram): Face {
  const words = new Map<string, Laid>();
  const layout = layoutOf(program.font, program.kerning, program.substitutions);
  const word = (text: string): Laid => {
    let laid = words.get(text);
    if (laid === undefined) {
      laid = shape(program, layout(text));
      words.set(text, laid);
    }
    return laid;
  };
  const lay = (text: string): Laid => {
    const parts = wordsOf(text).map(word);
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : joined(parts);
  };
  return {
    program,
    has: coverage(program.font),
    width: (text) => wordsOf(text).reduce((sum, one) => sum + word(one).width, 0),
    lay,
    leftward: null,
    isSpelled: false,
  };
}

/** A face of a script whose letters HarfBuzz puts together (see `scriptLayout`); stretches are remembered for the document. */
export function scriptFace(program: FontProgram, layout: ScriptLayout): Face {
  const has = coverage(program.font);
  const faceOf = (course: Course, leftward: Face | null): Face => {
    const stretches = new Map<string, Laid>();
    const lay = (text: string): Laid => {
      let laid = stretches.get(text);
      if (laid === undefined) {
        laid = shape(program, layout(text, course));
        stretches.set(text, laid);
      }
      return laid;
    };
    const isSpelled = course === "left-to-right";
    return { program, has, lay, leftward, isSpelled, width: (text) => lay(text).width };
  };
  return faceOf("left-to-right", faceOf("right-to-left", null));
}

type Position = Shaped["positions"][number];

/** Words with the space behind each: few are different, so they are shaped once. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[^ \t]*[ \t]|[^ \t]+/g) ?? [];
}

function coverage(font: Font): (codePoint: number) => boolean {
  const covered = new Map<number, boolean>();
  return (codePoint) => {
    let has = covered.get(codePoint);
    if (has === undefined) {
      has = font.hasGlyphForCodePoint(codePoint);
      covered.set(codePoint, has);
    }
    return has;
  };
}

function joined(parts: readonly Laid[]): Laid {
  const pieces: Piece[] = [];
  let width = 0;
  let isOpen = false;
  for (const part of parts) {
    for (const piece of part.pieces) {
      const last = pieces.at(-1);
      if (isOpen && piece.dx === 0 && piece.dy === 0 && last !== undefined) {
        pieces[pieces.length - 1] = {
          dx: last.dx,
          dy: last.dy,
          glyphs: last.glyphs + piece.glyphs,
        };
      } else {
        pieces.push({ dx: width + piece.dx, dy: piece.dy, glyphs: piece.glyphs });
      }
      isOpen = false;
    }
    // Only a word that ends where its last piece ends is gone on with in the same piece.
    isOpen = part.pieces.length <= 1 && part.pieces[0]?.dy === 0;
    width += part.width;
  }
  return { width, pieces };
}

/** One word, in the order the font's own rules give; glyphs set off from their place are pieces of their own. */
function shape(program: FontProgram, { glyphs, positions }: Shaped): Laid {
  const scale = 1000 / program.font.unitsPerEm;
  const pieces: Piece[] = [];
  let at = 0;
  let open: { dx: number; glyphs: string } | null = null;
  glyphs.forEach((glyph, index) => {
    const position = positions[index];
    if (position !== undefined && (position.xOffset !== 0 || position.yOffset !== 0)) {
      pieces.push(...closed(open), setOff(program, glyph, position, at, scale));
      open = null;
    } else {
      open ??= { dx: at, glyphs: "" };
      open.glyphs += `<${program.code(glyph)}>${kerning(glyph, position, scale)}`;
    }
    at += (position?.xAdvance ?? glyph.advanceWidth) * scale;
  });
  pieces.push(...closed(open));
  return { width: at, pieces: pieces.map(compact) };
}

const closed = (open: { readonly dx: number; readonly glyphs: string } | null): readonly Piece[] =>
  open === null ? [] : [{ dx: open.dx, dy: 0, glyphs: open.glyphs }];

function setOff(
  program: FontProgram,
  glyph: Glyph,
  position: Position,
  at: number,
  scale: number,
): Piece {
  return {
    dx: at + position.xOffset * scale,
    dy: position.yOffset * scale,
    glyphs: `<${program.code(glyph)}>`,
  };
}

/** What TJ takes off after a glyph so that the next stands where the font wants it. */
function kerning(glyph: Glyph, position: Position | undefined, scale: number): string {
  const more = ((position?.xAdvance ?? glyph.advanceWidth) - glyph.advanceWidth) * scale;
  return more === 0 ? "" : num(-more);
}

/** Neighbours without anything between them in one string. */
const compact = ({ dx, dy, glyphs }: Piece): Piece => ({
  dx,
  dy,
  glyphs: glyphs.replaceAll("><", ""),
});

/**
 * The same font with every digit as wide as the others ("tnum") and no kerning: figures stand under each other, and a
 * string is laid out by table look-up instead of by shaping, which is what makes a hundred thousand rows cheap.
 */
export function tabularFace(program: FontProgram): Face {
  const { font } = program;
  const scale = 1000 / font.unitsPerEm;
  const glyphs: (Glyph | undefined)[] = [];
  const codes: (string | undefined)[] = [];
  font.layout("0123456789", ["tnum"]).glyphs.forEach((glyph, digit) => {
    glyphs[48 + digit] = glyph;
  });
  // Only characters of the basic plane come here: see `isPlain` and the faces, Geist has no others.
  const of = (unit: number): Glyph => {
    const known = glyphs[unit];
    if (known !== undefined) {
      return known;
    }
    const glyph = font.glyphForCodePoint(unit);
    glyphs[unit] = glyph;
    return glyph;
  };
  const learn = (unit: number): string => {
    const code = program.code(of(unit));
    codes[unit] = code;
    return code;
  };
  const width = (text: string): number => {
    let sum = 0;
    for (let index = 0; index < text.length; index += 1) {
      sum += of(text.charCodeAt(index)).advanceWidth;
    }
    return sum * scale;
  };
  return {
    program,
    has: coverage(font),
    leftward: null,
    isSpelled: false,
    width,
    lay(text) {
      let all = "";
      for (let index = 0; index < text.length; index += 1) {
        const unit = text.charCodeAt(index);
        all += codes[unit] ?? learn(unit);
      }
      return { width: width(text), pieces: [{ dx: 0, dy: 0, glyphs: `<${all}>` }] };
    },
  };
}
