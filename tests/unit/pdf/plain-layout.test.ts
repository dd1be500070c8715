import { readFileSync } from "node:fs";
import path from "node:path";
import { create, type Font } from "fontkit";
import { describe, expect, it } from "vitest";
import { readPairKerning } from "@/lib/pdf/file/pair-kerning";
import { readSubstitutions } from "@/lib/pdf/file/substitutions";
import { layoutOf, type Shaped } from "@/lib/pdf/plain-layout";

const FACES = ["Geist-Regular", "Geist-Medium", "Geist-SemiBold", "NotoSans-Regular"] as const;

function opened(face: string): { readonly font: Font; readonly bytes: Buffer } {
  const bytes = readFileSync(path.join("public", "fonts", `${face}.ttf`));
  const font = create(bytes);
  if (!("layout" in font)) {
    throw new Error(`${face} is not a single font`);
  }
  return { font, bytes };
}

const ours = ({ font, bytes }: ReturnType<typeof opened>): ((text: string) => Shaped) =>
  layoutOf(font, readPairKerning(bytes), readSubstitutions(bytes));

/** Glyphs and places, to compare. */
const told = ({ glyphs, positions }: Shaped): string =>
  glyphs
    .map(({ id }, index) => {
      const { xAdvance, xOffset, yOffset } = positions[index] ?? {};
      return [id, xAdvance, xOffset, yOffset].join(",");
    })
    .join(" ");

// Ligatures (fi, ff, ->), kerned pairs, accents in one code and in two, signs, other scripts, the fraction slash.
const WORDS = [
  "office",
  "Affidavit, first",
  "AVATAR Tax To. P.",
  "->  =>  <-  --",
  "Zażółć Łódź Übung Ångström",
  "e\u0301te\u0301 i\u0307",
  "1\u20442 50 % “so” – ’tis",
  "Ελλάδα Москва",
  "soft\u00adhyphen no\u00a0break",
  "",
  " ",
];

describe("plain text laid out without going through the font's tables", () => {
  it.each(FACES)("%s: words stand as the font's own layout puts them", (face) => {
    const file = opened(face);
    const layout = ours(file);
    for (const word of WORDS) {
      expect(told(layout(word)), word).toBe(told(file.font.layout(word)));
    }
  });

  it("every pair of printable characters does, in the face of the body", () => {
    const file = opened("Geist-Regular");
    const layout = ours(file);
    const letters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
    const odd = letters.flatMap((left) =>
      letters
        .map((right) => `${left}${right}`)
        .filter((pair) => told(layout(pair)) !== told(file.font.layout(pair))),
    );
    expect(odd).toEqual([]);
  });

  // Geist sets V 106 of 1000 units closer to A and 10 closer to V: what fontkit's layout adds to the advance.
  it("a pair is as much closer as the table says", () => {
    const { font, bytes } = opened("Geist-Regular");
    const [a, v] = [65, 86].map((unit) => font.glyphForCodePoint(unit).id);
    expect(readPairKerning(bytes)?.(a ?? 0, v ?? 0)).toBe(-106);
    expect(readPairKerning(bytes)?.(v ?? 0, v ?? 0)).toBe(-10);
  });

  it("says which text may turn into ligatures, and which cannot", () => {
    const { font, bytes } = opened("Geist-Regular");
    const may = (text: string): boolean =>
      readSubstitutions(bytes)(font.glyphsForString(text).map(({ id }) => id));
    expect(["fi", "office"].map(may)).toEqual([true, true]);
    expect(["of", "basis", "1,234.56"].map(may)).toEqual([false, false, false]);
  });

  it("a font whose kerning is about more than pairs is asked itself", () => {
    expect(readPairKerning(opened("NotoSans-Regular").bytes)).toBeNull();
  });
});
