import { describe, expect, it } from "vitest";
import { usd } from "@/lib/money/usd";
import { ADJUSTMENT_CODES } from "@/lib/tax/forms/codes";
import { capitalLossCarryover } from "@/lib/tax/worksheets/capital-loss-carryover";
import type { FormLine } from "@/lib/tax/year-result";
import { rulesOf } from "./make-rows";
import { fullYear } from "./official-books";
import { formText, instruction, isShortening, whyNotRead, worksheet } from "./official-reader";

const plain = (how: string) => how.replace(/ \(no Form 4952\)$/, "");

/** Lines of one worksheet with the official words of the same number. */
function beside(lines: readonly FormLine[], name: string, official: ReadonlyMap<string, string>) {
  return lines
    .filter(({ line }) => line.startsWith(`${name} `))
    .map((line) => {
      const number = line.line.slice(name.length + 1);
      return { line, number, text: official.get(number) ?? null };
    });
}

describe.skipIf(whyNotRead() !== undefined /* reason: whyNotRead tells it */)(
  "the worksheets are those of the 2025 instructions",
  () => {
    const lines = fullYear(2025, "gain").tax?.lines ?? [];
    const sheet = (from: string, to: RegExp) => worksheet("i1040sd--2025", from, to);

    it("Schedule D Tax Worksheet: every line by its number, figured as printed", () => {
      const official = sheet("Schedule D Tax Worksheet   ", /\* If applicable, enter instead/);
      expect(official.size).toBe(48);
      const pairs = beside(lines, "Schedule D Tax Worksheet", official);
      expect(pairs.length).toBeGreaterThan(35);
      const told = pairs.filter(({ text }) => text !== null && instruction(text) !== null);
      expect(told.map(({ number }) => Number(number))).toEqual([
        6, 7, 9, 10, 11, 12, 13, 14, 16, 17, 18, 20, 21, 22, 23, 24, 25, 27, 28, 29, 30, 31, 32, 33,
        34, 41, 42, 43, 45, 47,
      ]);
      for (const { line, number, text } of told) {
        // Lines 7 and 11 speak of lines of Schedule D: "Add lines 18 and 19 of Schedule D".
        const ours = ["7", "11"].includes(number)
          ? line.how.replace("Schedule D ", "")
          : plain(line.how);
        expect([number, ours]).toEqual([number, instruction(text ?? "")]);
      }
      const named = pairs.filter(({ text }) => text !== null && instruction(text) === null);
      expect(named.map(({ number }) => number)).toEqual(["1", "2", "15", "19", "26", "44", "46"]);
      for (const { line, number, text } of named) {
        // 15, 19 and 26 are amounts of dollars: see below.
        const dollars = ["15", "19", "26"].includes(number);
        expect([number, dollars || isShortening(line.label, text ?? "")]).toEqual([number, true]);
      }
      // What is left out is Form 4952 (3 to 5, 8) and section 1250 gain (35 to 40).
      const ours = new Set(pairs.map(({ number }) => number));
      expect([...official.keys()].filter((number) => number !== "" && !ours.has(number))).toEqual([
        "3",
        "4",
        "5",
        "8",
        "35",
        "36",
        "37",
        "38",
        "39",
        "40",
      ]);
    });

    it("Schedule D Tax Worksheet lines 15, 19 and 26: the amounts of every status", () => {
      const official = sheet("Schedule D Tax Worksheet   ", /\* If applicable, enter instead/);
      const { zeroRateCeiling, ordinaryCeilingForGains, fifteenRateCeiling } = rulesOf(2025);
      const amounts = (number: string) =>
        ((official.get(number) ?? "").match(/\$[\d,]+/g) ?? []).map((text) =>
          usd(text.replace(/[$,]/g, "")),
        );
      expect(amounts("15")).toEqual([
        zeroRateCeiling.single,
        zeroRateCeiling.mfj,
        zeroRateCeiling.hoh,
      ]);
      expect([zeroRateCeiling.mfs, zeroRateCeiling.qss]).toEqual(amounts("15").slice(0, 2));
      const ceiling = ordinaryCeilingForGains;
      expect(amounts("19")).toEqual([ceiling.single, ceiling.mfj, ceiling.hoh]);
      expect([ceiling.mfs, ceiling.qss]).toEqual(amounts("19").slice(0, 2));
      const { single, mfs, mfj, hoh, qss } = fifteenRateCeiling;
      expect(amounts("26")).toEqual([single, mfs, mfj, hoh]);
      expect(qss).toBe(mfj);
    });

    it("28% Rate Gain Worksheet: lines 1, 5, 6 and 7 of seven", () => {
      const official = sheet("28% Rate Gain Worksheet\u2014Line 18", /\n\n\n\n/);
      expect(official.size).toBe(8);
      const pairs = beside(lines, "28% Rate Gain Worksheet", official);
      expect(pairs.map(({ number }) => number)).toEqual(["1", "5", "6", "7"]);
      const [one, five, six, seven] = pairs;
      for (const pair of [one, five]) {
        expect(isShortening(pair?.line.label ?? "", pair?.text ?? "")).toBe(true);
      }
      expect(six?.text).toMatch(
        /If Schedule D, line 7, is a \(loss\), enter that \(loss\) here\. Otherwise, enter -0-/,
      );
      expect(six?.line.how).toBe("Schedule D line 7 if a loss, else zero");
      expect(seven?.line.how).toBe(instruction(seven?.text ?? ""));
    });

    it("Capital Loss Carryover Worksheet: thirteen lines, with losses of both terms and of one", () => {
      const official = sheet("Capital Loss Carryover Worksheet\u2014Lines 6 and 14", /\n\n\n\n/);
      const amounts = { taxableIncomeSigned: usd("1000"), line21: usd("3000") };
      const [both, short, long] = [
        { line7: usd("-5000"), line15: usd("-4000") },
        { line7: usd("-9000"), line15: usd("4000") },
        { line7: usd("4000"), line15: usd("-9000") },
      ].map((netting) => capitalLossCarryover({ ...amounts, ...netting }).lines);
      const numbers = (all: readonly FormLine[] = []) =>
        all.map(({ line }) => Number(line.split(" ").at(-1)));
      expect(numbers(both)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
      expect(numbers(short)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(numbers(long)).toEqual([1, 2, 3, 4, 5, 9, 10, 11, 12, 13]);
      expect(official.get("4")).toMatch(
        /line 7 of your 2024 Schedule D is a loss, go to line 5; otherwise, enter -0- on line 5 and go\s+to line 9/,
      );
      expect(official.get("8")).toMatch(
        /line 15 of your 2024 Schedule D is a loss, go to line 9; otherwise, skip lines 9 through 13/,
      );
      for (const { line, number, text } of beside(
        both ?? [],
        "Capital Loss Carryover Worksheet",
        official,
      )) {
        const told = instruction(text ?? "");
        const stands =
          told === null || told.startsWith("line 4 - ")
            ? isShortening(line.label, text ?? "") || told === line.how || number === "1"
            : told === line.how;
        expect([number, stands]).toEqual([number, true]);
      }
      expect(official.get("1")).toMatch(
        /would\s+have been a loss if you could enter a negative number/,
      );
    });

    it("column (f) of Form 8949 has these codes and no other", () => {
      const text = formText("i8949--2025", "-raw");
      const table = text.slice(text.indexOf("THEN enter this code"));
      const codes =
        table.slice(0, table.search(/\nO\n/) + 3).match(/(?:^|\nshown )[A-Z](?=\n)/gm) ?? [];
      const letters = codes.map((code) => code.slice(-1)).sort();
      expect(letters).toEqual(Object.keys(ADJUSTMENT_CODES).sort());
    });
  },
);
