import type { Font, Glyph, GlyphPosition } from "fontkit";
import type { PairKerning } from "./file/pair-kerning";
import type { Substitutions } from "./file/substitutions";

/** Glyphs in drawing order and where each stands, in the font's units. */
export interface Shaped {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly Pick<GlyphPosition, "xAdvance" | "xOffset" | "yOffset">[];
}

// Letters, digits and signs without marks above or below: nothing but their neighbour moves them. Lengths count in UTF-16: one each.
const UNMARKED = /^[ -~\u00a1-\u00ac\u00ae-\u02af]*$/;

/**
 * Shapes text as `font.layout` does, to the same glyphs and places. Plain letters that join no others are put one beside the other, and pairs of
 * them kerned by look-up: the whole way through a font's tables costs fifty times as much and changes nothing for them. Marks, other scripts
 * and fonts whose kerning is not about pairs (null) go the whole way.
 */
export function layoutOf(
  font: Font,
  kerning: PairKerning | null,
  substitutions: Substitutions,
): (text: string) => Shaped {
  if (kerning === null) {
    return (text) => font.layout(text);
  }
  const glyphsOf = (text: string): readonly Glyph[] => {
    const glyphs = Array.from(text, (letter) =>
      font.glyphForCodePoint(letter.codePointAt(0) ?? 32),
    );
    return substitutions(glyphs.map(({ id }) => id))
      ? font.layout(text, { kern: false }).glyphs
      : glyphs;
  };
  return (text) => {
    if (!UNMARKED.test(text)) {
      return font.layout(text);
    }
    const glyphs = glyphsOf(text);
    const positions = glyphs.map(({ id, advanceWidth }, index) => {
      const next = glyphs[index + 1];
      const more = next === undefined ? 0 : kerning(id, next.id);
      return { xAdvance: advanceWidth + more, xOffset: 0, yOffset: 0 };
    });
    return { glyphs, positions };
  };
}
