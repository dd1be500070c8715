import { describe, expect, it } from "vitest";
import { boxText } from "@/lib/tax/forms/boxes";
import { itemAt } from "@/lib/tax/forms/item-at";
import { rulesOf } from "./make-rows";

const ON_B = "transactions reported on Form(s) 1099-B showing basis was";
const ON_DA = "transactions reported on Form(s) 1099-DA showing basis was";

describe("what the boxes of Form 8949 say (2024 and 2025 Form 8949, Parts I and II)", () => {
  it.each([
    ["A", `Short-term ${ON_B} reported to the IRS`],
    ["B", `Short-term ${ON_B} not reported to the IRS`],
    ["D", `Long-term ${ON_B} reported to the IRS`],
    ["E", `Long-term ${ON_B} not reported to the IRS`],
  ] as const)("%s, before and from 2025", (box, words) => {
    expect([2024, 2025].map((year) => boxText(rulesOf(year).forms, box))).toEqual([words, words]);
  });

  it.each([
    ["G", `Short-term ${ON_DA} reported to the IRS`],
    ["H", `Short-term ${ON_DA} not reported to the IRS`],
    [
      "I",
      "Short-term digital asset transactions not reported to you on Form 1099-DA or Form 1099-B",
    ],
    ["J", `Long-term ${ON_DA} reported to the IRS`],
    ["K", `Long-term ${ON_DA} not reported to the IRS`],
    [
      "L",
      "Long-term digital asset transactions not reported to you on Form 1099-DA or Form 1099-B",
    ],
  ] as const)("%s, from 2025", (box, words) => {
    expect(boxText(rulesOf(2025).forms, box)).toBe(words);
  });

  it.each([
    ["C", "Short-term"],
    ["F", "Long-term"],
  ] as const)("%s leaves digital assets to a box of their own from 2025", (box, term) => {
    expect([2024, 2025].map((year) => boxText(rulesOf(year).forms, box))).toEqual([
      `${term} transactions not reported to you on Form 1099-B`,
      `${term} transactions, other than digital asset transactions, not reported to you on Form 1099-B or Form 1099-DA`,
    ]);
  });

  it("columns of different length are a bug, not a zero", () => {
    expect(itemAt([1, 2], 1)).toBe(2);
    expect(() => itemAt([1, 2], 2)).toThrow("no item 2 of 2");
  });
});
