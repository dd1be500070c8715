import type { Font } from "fontkit";
import { Blob, Direction, Face, Buffer as Letters, Font as ShapedFont, shape } from "harfbuzzjs";
import type { Shaped } from "./plain-layout";

/** Which way a text runs. */
export type Course = "left-to-right" | "right-to-left";

/** Shapes a text of one script that runs one way: glyphs in drawing order, from left to right. */
export type ScriptLayout = (text: string, course: Course) => Shaped;

/**
 * A layout by HarfBuzz, which browsers draw with: letters that join, change places, or stand on each other, as in Thai, Khmer and Burmese, which fontkit's
 * own does not put right. Glyphs are those of `font`, opened from the same bytes, each with the characters it stands for.
 */
export function scriptLayout(bytes: Uint8Array, font: Font): ScriptLayout {
  const shaping = new ShapedFont(new Face(new Blob(new Uint8Array(bytes).buffer)));
  return (text, course) => {
    const letters = new Letters();
    letters.addText(text);
    letters.guessSegmentProperties();
    letters.setDirection(course === "left-to-right" ? Direction.LTR : Direction.RTL);
    shape(shaping, letters);
    const infos = letters.getGlyphInfos();
    const told = charactersOf(
      text,
      infos.map(({ codepoint, cluster }) => ({ id: codepoint, cluster })),
      font,
    );
    return {
      glyphs: infos.map(({ codepoint }, index) => font.getGlyph(codepoint, told[index] ?? [])),
      positions: letters
        .getGlyphPositions()
        .map(({ xAdvance, xOffset, yOffset }) => ({ xAdvance, xOffset, yOffset })),
    };
  };
}

interface Placed {
  readonly id: number;
  /** Where in the text the characters begin that this glyph and its neighbours of the same number stand for. */
  readonly cluster: number;
}

/**
 * The characters each glyph stands for, so that what is drawn can be read back. Among glyphs that stand for several characters together, one that is a
 * character's own glyph stands for that; what is left over stands with the first of the others, or else with the first of all.
 */
function charactersOf(text: string, glyphs: readonly Placed[], font: Font): readonly number[][] {
  const starts = [...new Set(glyphs.map(({ cluster }) => cluster))].sort((a, b) => a - b);
  const told: number[][] = glyphs.map(() => []);
  starts.forEach((start, at) => {
    const own = glyphs.flatMap(({ cluster }, index) => (cluster === start ? [index] : []));
    const left = Array.from(text.slice(start, starts[at + 1]), (one) => one.codePointAt(0) ?? 0);
    for (const index of own) {
      const found = left.findIndex(
        (codePoint) => font.glyphForCodePoint(codePoint).id === glyphs[index]?.id,
      );
      told[index]?.push(...(found < 0 ? [] : left.splice(found, 1)));
    }
    const rest = own.find((index) => told[index]?.length === 0) ?? own[0] ?? 0;
    told[rest]?.push(...left);
  });
  return told;
}
