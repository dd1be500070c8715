import { describe, expect, it } from "vitest";
import type { FormLine } from "@/lib/tax/year-result";
import { rulesOf } from "./make-rows";
import { fullYear, printedLines } from "./official-books";
import {
  FORM_YEARS,
  formText,
  instruction,
  isPrinted,
  isShortening,
  lineText,
  whyNotRead,
} from "./official-reader";

/** Lines of papers that are not among the official forms here, or whose words stand in instructions (official-worksheets). */
const ELSEWHERE =
  /^(?:QDCG|28% Rate Gain Worksheet|Schedule D Tax Worksheet|Capital Loss Carryover Worksheet|Schedule 2 \(Form 1040\) line|Schedule C \(Form 1040\) line) /;

/** Where a line of ours stands: the form's file and the numbers it spans. */
function placeOf(line: string, year: number): { form: string; numbers: readonly string[] } | null {
  const [, name = "", from = "", to] =
    /^(Schedule D|Form 1040 line|Schedule 1 \(Form 1040\) line|Form 8960) (\w+)(?:-(\w+))?$/.exec(
      line,
    ) ?? [];
  const forms: Readonly<Record<string, string>> = {
    "Schedule D": "f1040sd",
    "Form 1040 line": "f1040",
    "Schedule 1 (Form 1040) line": "f1040s1",
    "Form 8960": "f8960",
  };
  const form = forms[name];
  return form === undefined
    ? null
    : { form: `${form}--${year}`, numbers: to === undefined ? [from] : [from, to] };
}

/** How a line of ours stands on the form: by its name, by its instruction, or not at all. */
function standing(line: FormLine, text: string): "name" | "instruction" | "different" {
  if (isShortening(line.label, text)) {
    return "name";
  }
  return instruction(text) === line.how || isShortening(line.how, text)
    ? "instruction"
    : "different";
}

// Form 8960 of 2017 is not among the forms.
const compared = (year: number) =>
  printedLines(year).filter(
    ({ line }) => !ELSEWHERE.test(line) && !(year === 2017 && line.startsWith("Form 8960")),
  );

describe.skipIf(whyNotRead() !== undefined /* the official forms, or pdftotext, are not here */)(
  "every line we print stands on the year's official form",
  () => {
    const single = (line: FormLine) => !/ \d+[a-z]?-\d+[a-z]?$/.test(line.line);

    it.each(FORM_YEARS)("%i: its number, and its words or its instruction", (year) => {
      const lines = compared(year).filter(single);
      const found = lines.map((line) => {
        const place = placeOf(line.line, year);
        const text = place === null ? null : lineText(place.form, place.numbers[0] ?? "");
        return `${line.line}: ${text === null ? "no such line" : standing(line, text)}`;
      });
      expect(found.filter((each) => !/: (?:name|instruction)$/.test(each))).toEqual([]);
      // The form gives these lines no name, only an instruction; ours is a gloss, and `how` says the instruction.
      expect(found.filter((each) => each.endsWith("instruction"))).toEqual([
        "Schedule D 16: instruction",
        ...(year === 2017 ? [] : ["Form 8960 15: instruction", "Form 8960 16: instruction"]),
        "Schedule D 21: instruction",
      ]);
      expect(lines.length).toBeGreaterThan(year === 2017 ? 22 : 30);
    });

    it.each(FORM_YEARS)("%i: where the form says how to figure a line, so do we", (year) => {
      for (const line of compared(year).filter(single)) {
        const place = placeOf(line.line, year);
        const text = place === null ? null : lineText(place.form, place.numbers[0] ?? "");
        const official = text === null ? null : instruction(text);
        if (official !== null && /^(?:Schedule D|Form 8960) /.test(line.line)) {
          // Form 8960 line 8 names each of lines 1 to 7: "Combine lines 1, 2, 3, 4c, 5d, 6, and 7".
          const stated =
            line.line === "Form 8960 8" ? "lines 1 + 2 + 3 + 4c + 5d + 6 + 7" : line.how;
          expect([line.line, stated]).toEqual([line.line, official]);
        }
      }
    });

    it.each(FORM_YEARS)(
      "%i: lines that span several are ours, between lines of the form",
      (year) => {
        const spans = compared(year).filter((line) => !single(line));
        expect(spans.map(({ line }) => line)).toEqual([
          "Schedule D 1a-5",
          "Schedule D 8a-13",
          ...(year === 2017 ? [] : ["Form 8960 1-4"]),
        ]);
        for (const { line, label } of spans) {
          const { form = "", numbers = [] } = placeOf(line, year) ?? {};
          if (line.startsWith("Schedule D")) {
            expect(numbers.map((number) => lineText(form, number))).not.toContain(null);
            expect(label).toMatch(/outside these books$/);
          } else {
            const lines = ["1", "2", "3", "4a"].map((number) => lineText(form, number) ?? "");
            expect(isShortening(label, lines.join("\n"))).toBe(true);
          }
        }
      },
    );

    it.each(FORM_YEARS)(
      "%i: Schedule D as it is filled in has lines and questions of the form",
      (year) => {
        const form = `f1040sd--${year}`;
        const keys = Object.keys(fullYear(year, "gain").scheduleDForm ?? {});
        const numbers = keys.flatMap((key) => /^line(\d+)$/.exec(key)?.[1] ?? []);
        expect(numbers).toHaveLength(16);
        expect(numbers.filter((number) => lineText(form, number) === null)).toEqual([]);
        for (const [number, words] of [
          ["17", "Are lines 15 and 16 both gains?"],
          ["20", "Are lines 18 and 19 both zero or blank"],
          ["22", "Do you have qualified dividends on Form 1040"],
        ] as const) {
          expect(isPrinted(words, lineText(form, number) ?? "")).toBe(true);
        }
      },
    );

    it.each(FORM_YEARS)("%i: the question about digital assets, word by word", (year) => {
      const [page = ""] = formText(`f1040--${year}`).split("\f");
      const plain = page.replace(/^ *(?:Digital(?: Assets)?|Assets) {2,}/gm, " ");
      const { question } = rulesOf(year).forms;
      if (question === null) {
        expect(year).toBe(2017);
        expect(page).not.toMatch(/virtual currency|digital asset/i);
      } else {
        expect(question.where).toBe("Form 1040, page 1");
        expect(isPrinted(question.text, plain)).toBe(true);
      }
    });

    it("the comparison itself refuses other words, another order, another number", () => {
      const printed = lineText("f1040sd--2025", "7") ?? "";
      expect(isShortening("Net short-term capital gain or (loss)", printed)).toBe(true);
      expect(isShortening("Net long-term capital gain or (loss)", printed)).toBe(false);
      expect(isShortening("Net capital short-term gain", printed)).toBe(false);
      expect(isShortening("", printed)).toBe(false);
      expect([lineText("f1040sd--2025", "23"), lineText("f1040--2025", "7")]).toEqual([null, null]);
    });
  },
);

describe("years without official forms say so", () => {
  it.each([
    [2018, "have not been compared with its blank forms"],
    [2019, "have not been compared with its blank forms"],
    [2026, "those of the 2025 forms"],
  ])("%i", (year, words) => {
    expect(fullYear(year, "gain").formsNote).toContain(words);
    expect(FORM_YEARS).not.toContain(year);
  });

  it.each(FORM_YEARS)("%i has its own and needs no note", (year) => {
    expect(fullYear(year, "gain").formsNote).toBeNull();
  });
});
