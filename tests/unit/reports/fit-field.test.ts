import { describe, expect, it } from "vitest";
import { type FieldFont, fitField } from "@/lib/pdf/irs/fit-field";
import { drawable } from "@/lib/pdf/irs/win-ansi";

/** Every letter half as wide as its size, lines as far apart as their size: widths by mental arithmetic. */
const EVEN: FieldFont = {
  widthOf: (text, size) => ([...text].length * size) / 2,
  lineHeightAt: (size) => size,
};

// 80 points at 8 points a letter of 4: 20 letters a line, two lines of 8 in 16 points.
const ROOM = { width: 80, height: 16, size: 8, isMultiline: true };

describe("text in the fields of an official form", () => {
  it.each([
    ["two lines that fill the room", `${"a".repeat(20)} ${"b".repeat(20)}`, 8],
    ["a word a letter too long for a line: 21 letters of 3.75 are 78.75", "a".repeat(21), 7.5],
    // Three lines of 5.33 at most would fit 16 points; at 5.5 there are two, of 80 / 2.75 = 29 letters.
    ["a word of 29 letters, at the least size", "a".repeat(29), 5.5],
    ["words that need a smaller size to break well", `${"a".repeat(12)} ${"b".repeat(12)} cc`, 8],
  ])("%s is set whole", (_, text, size) => {
    expect(fitField(text, ROOM, EVEN)).toEqual({ text, size });
  });

  it.each([
    ["one word", "a".repeat(60), 28],
    ["two lines and more", `${"a".repeat(29)} ${"b".repeat(29)} more`, 29 + 1 + 28],
  ])("what the least size does not hold is cut, and says so: %s", (_, text, kept) => {
    expect(fitField(text, ROOM, EVEN)).toEqual({ text: `${text.slice(0, kept)}…`, size: 5.5 });
  });

  it("a figure is made smaller and never cut", () => {
    const room = { ...ROOM, isMultiline: false };
    // 16 letters of 4 are 64 and fit; 40 of 4 are 160, twice the room.
    expect(fitField("(123,456,789.01)", room, EVEN)).toEqual({ text: "(123,456,789.01)", size: 8 });
    expect(fitField("9".repeat(40), room, EVEN)).toEqual({ text: "9".repeat(40), size: 4 });
  });
});

describe("what the standard typefaces lack", () => {
  it.each([
    ["Żółw", "Zólw", "Żł"],
    ["İğne ışık", "Igne isik", "İğış"],
    ["Đorđe", "Dorde", "Đđ"],
    ["0.5 Ω 山", "0.5 ? ?", "Ω山"],
    ["Zoë – “Müller” €", "Zoë – “Müller” €", ""],
    ["\u22125", "-5", ""],
  ])("%s is printed as %s", (text, printed, replaced) => {
    const found = drawable(text);
    expect([found.text, [...new Set(found.replaced)].sort().join("")]).toEqual([
      printed,
      [...replaced].sort().join(""),
    ]);
  });
});
