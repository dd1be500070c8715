import { readFileSync } from "node:fs";
import path from "node:path";
import { create } from "fontkit";
import { describe, expect, it } from "vitest";
import { openFonts } from "@/lib/pdf/fonts";
import { type Course, scriptLayout } from "@/lib/pdf/script-layout";
import { shaper } from "@/lib/pdf/shape";
import type { TextStyle } from "@/lib/pdf/theme";

const STYLE: TextStyle = { weight: "regular", size: 9, color: "", figures: false };

/** Glyphs with their advance and their offsets, in drawing order. */
function laid(file: string, text: string, course: Course): readonly (readonly number[])[] {
  const bytes = readFileSync(path.join("public", "fonts", file));
  const font = create(bytes);
  if (!("layout" in font)) {
    throw new Error(`${file} is not a single font`);
  }
  const { glyphs, positions } = scriptLayout(bytes, font)(text, course);
  return glyphs.map(({ id }, index) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
    return [id, xAdvance, xOffset, yOffset];
  });
}

/** The texts of the runs, from left to right. */
async function drawn(text: string): Promise<readonly string[]> {
  const pens = shaper(await openFonts("public/fonts", [text]));
  const runs = pens.runs(text, STYLE).map((run) => run.text);
  expect(pens.missing()).toEqual([]);
  return runs;
}

describe("letters that change places or stand on each other", () => {
  // What Debian's libharfbuzz 6.0.0 (hb_shape, the same files) answers: the tone mark of น้ำ goes above the ring of ำ, ู makes room for the tail of ป,
  // ្រ goes before its letter and below ហ៊, the Burmese medial ra goes around the letter written before it, dots of שׁ stand where the font wants.
  it.each([
    [
      "NotoSansThai",
      "น้ำ",
      [
        [71, 613, 0, 0],
        [59, 0, 0, 0],
        [49, 0, -29, 0],
        [86, 406, 0, 0],
      ],
    ],
    [
      "NotoSansThai",
      "ปู่",
      [
        [80, 605, 0, 0],
        [103, 0, -14, 0],
        [43, 0, 1, 0],
      ],
    ],
    [
      "NotoSansLao",
      "ນ້ຳ",
      [
        [15, 614, 0, 0],
        [99, 0, 0, 0],
        [34, 324, 0, 0],
      ],
    ],
    [
      "NotoSansMyanmar",
      "မြန်မာ",
      [
        [47, 229, 0, 0],
        [29, 676, 0, 0],
        [24, 570, 0, 0],
        [381, 0, 43, 0],
        [29, 676, 0, 0],
        [368, 455, 0, 0],
      ],
    ],
    [
      "NotoSansKhmer",
      "ក្រុមហ៊ុន",
      [
        [196, 287, 0, 0],
        [25, 636, 0, 0],
        [92, 0, 127, -26],
        [52, 635, 0, 0],
        [60, 928, 0, 0],
        [120, 0, -10, -29],
        [91, 0, 0, -26],
        [45, 635, 0, 0],
      ],
    ],
  ])("%s: %s stands as HarfBuzz of another maker of packages puts it", (file, text, expected) => {
    expect(laid(`${file}-Regular.ttf`, text, "left-to-right")).toEqual(expected);
  });

  it("from right to left too, marks with their letters", () => {
    expect(laid("NotoSansHebrew-Regular.ttf", "שָׁלוֹם", "right-to-left")).toEqual([
      [23, 684, 0, 0],
      [46, 0, 82, 0],
      [124, 291, -10, 0],
      [55, 522, 0, 0],
      [79, 0, 227, 0],
      [100, 0, 539, 0],
      [96, 730, 0, 0],
    ]);
  });
});

// By hand from the rules of UAX #9, in a line from left to right.
describe("text from right to left is drawn in the order of the Unicode bidirectional algorithm", () => {
  it.each([
    // N0: the brackets follow the Latin letters before them. W4, W5: the figure keeps its point and its sign. N1: the space goes with the letters.
    ["Ali (علي) & שלום 12.5% end", ["Ali (", "علي", ") & ", "12.5%", " ", "שלום", " end"]],
    // N0: the brackets follow the Hebrew letters and are turned (L4); the year inside keeps its direction.
    ["חברה (2024)", ["(", "2024", ") ", "חברה"]],
    // W7 does not touch them: Arabic-Indic and Persian digits run from left to right between letters that do not.
    ["کتاب ۱۲۳ تومان", ["تومان", " ", "۱۲۳", " ", "کتاب"]],
    ["5 BTC", ["5 BTC"]],
  ])("%s", async (text, expected) => {
    expect(await drawn(text)).toEqual(expected);
  });
});
