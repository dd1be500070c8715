import type { Font, Glyph } from "fontkit";
import type { PairKerning } from "./pair-kerning";
import type { Substitutions } from "./substitutions";
import { hex4, num } from "./syntax";
import { type ObjectId, ref, type Writer } from "./writer";

/** A font file that was opened: its glyphs, how pairs of them stand closer or wider (null: only its layout knows), and which may become others. */
export interface OpenFont {
  readonly font: Font;
  readonly kerning: PairKerning | null;
  readonly substitutions: Substitutions;
}

/** One font file as one document uses it: only glyphs that are drawn are embedded, numbered in the order of their first use. */
export interface FontProgram extends OpenFont {
  /** Its name in page resources: "F1". */
  readonly name: string;
  /** The code of a glyph in text operators, four hexadecimal digits. */
  code(glyph: Glyph): string;
  /** The glyph a code stands for; undefined for a code that was never given. */
  glyphOf(code: string): Glyph | undefined;
  /** True when something was drawn with it. */
  isUsed(): boolean;
  /** Writes the font and what reads it back; gives the object for page resources. */
  embed(file: Pick<Writer, "reserve" | "put" | "stream">): ObjectId;
}

/** Bits of a font descriptor (ISO 32000-1, table 123): symbolic, for the codes are our own. */
const SYMBOLIC = 4;

/** A program over an opened font for one document; `index` tells the fonts of a document apart. */
export function fontProgram(
  { font, kerning, substitutions }: OpenFont,
  index: number,
): FontProgram {
  const subset = font.createSubset();
  const scale = 1000 / font.unitsPerEm;
  const codes = new Map<number, string>();
  const glyphs = new Map<string, Glyph>();
  const widths: number[] = [font.getGlyph(0).advanceWidth * scale];
  const unicode: (readonly number[])[] = [[0xfffd]];
  return {
    name: `F${index}`,
    font,
    kerning,
    substitutions,
    code(glyph) {
      const known = codes.get(glyph.id);
      if (known !== undefined) {
        return known;
      }
      // The subset numbers glyphs as they come, after the glyph for what is missing.
      subset.includeGlyph(glyph);
      const id = glyph.id === 0 ? 0 : unicode.length;
      widths[id] = glyph.advanceWidth * scale;
      unicode[id] = glyph.codePoints;
      const code = hex4(id);
      codes.set(glyph.id, code);
      glyphs.set(code, glyph);
      return code;
    },
    glyphOf: (code) => glyphs.get(code),
    isUsed: () => codes.size > 0,
    embed(file) {
      const name = `${tag(index)}+${font.postscriptName}`;
      const dictionary = file.reserve();
      const descendant = file.reserve();
      const descriptor = file.reserve();
      const program = file.reserve();
      const toUnicode = file.reserve();
      file.stream(program, "", subset.encode());
      file.put(descriptor, descriptorOf(font, scale, name, program));
      file.put(
        descendant,
        `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${ref(descriptor)} /CIDToGIDMap /Identity /W [0 [${widths.map(num).join(" ")}]] >>`,
      );
      file.stream(toUnicode, "", unicodeMap(unicode));
      file.put(
        dictionary,
        `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${ref(descendant)}] /ToUnicode ${ref(toUnicode)} >>`,
      );
      return dictionary;
    },
  };
}

/** Six capitals before the name of a subset (ISO 32000-1, 9.6.4), one set a font of the document. */
function tag(index: number): string {
  return `LTWS${String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26))}`;
}

function descriptorOf(font: Font, scale: number, name: string, program: ObjectId): string {
  const { bbox } = font;
  const box = [bbox.minX, bbox.minY, bbox.maxX, bbox.maxY].map((one) => num(one * scale));
  const [ascent, descent, cap] = [font.ascent, font.descent, font.capHeight || font.ascent];
  return `<< /Type /FontDescriptor /FontName /${name} /Flags ${SYMBOLIC} /FontBBox [${box.join(" ")}] /ItalicAngle 0 /Ascent ${num(ascent * scale)} /Descent ${num(descent * scale)} /CapHeight ${num(cap * scale)} /StemV 80 /FontFile2 ${ref(program)} >>`;
}

function utf16(codePoints: readonly number[]): string {
  return [...String.fromCodePoint(...codePoints)]
    .flatMap((character) =>
      Array.from({ length: character.length }, (_, at) => character.charCodeAt(at)),
    )
    .map(hex4)
    .join("");
}

/** What each code stands for, so that text can be selected, searched and read aloud (ISO 32000-1, 9.10.3). */
function unicodeMap(unicode: readonly (readonly number[])[]): string {
  // A glyph may stand for no character of its own: the one beside it has them.
  const entries = unicode.flatMap((points, code) =>
    points.length === 0 ? [] : [`<${hex4(code)}> <${utf16(points)}>`],
  );
  const sections: string[] = [];
  // At most a hundred a section.
  for (let at = 0; at < entries.length; at += 100) {
    const some = entries.slice(at, at + 100);
    sections.push(`${some.length} beginbfchar\n${some.join("\n")}\nendbfchar`);
  }
  return [
    "/CIDInit /ProcSet findresource begin",
    "12 dict begin",
    "begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    "/CMapName /Adobe-Identity-UCS def",
    "/CMapType 2 def",
    "1 begincodespacerange",
    "<0000> <ffff>",
    "endcodespacerange",
    ...sections,
    "endcmap",
    "CMapName currentdict /CMap defineresource pop",
    "end",
    "end",
  ].join("\n");
}
