import { describe, expect, it } from "vitest";
import { usd } from "@/lib/money/usd";
import { boxLegend, rowsPerPage } from "@/lib/reports/boxes";
import { boxText, SCHEDULE_D_LINE } from "@/lib/tax/forms/boxes";
import { noncashContributions } from "@/lib/tax/forms/donations";
import { pagesNeeded } from "@/lib/tax/forms/form-8949";
import type { Donation } from "@/lib/tax/year-facts";
import type { Form8949Box } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { rulesOf } from "./make-rows";
import { fullYear } from "./official-books";
import {
  FORM_YEARS,
  fieldMaps,
  formText,
  isPrinted,
  isShortening,
  lineText,
  whyNotRead,
} from "./official-reader";

const BOXES = {
  partI: { old: ["A", "B", "C"], digital: ["G", "H", "I"] },
  partII: { old: ["D", "E", "F"], digital: ["J", "K", "L"] },
} as const satisfies Record<string, Record<string, readonly Form8949Box[]>>;

/** Boxes of a part in a year, in the order of the paper. */
const boxesOf = (year: number, part: "partI" | "partII"): readonly Form8949Box[] =>
  rulesOf(year).forms.digitalAssetBoxes
    ? [...BOXES[part].old, ...BOXES[part].digital]
    : BOXES[part].old;

const HEADS = [
  ["a", "Description of property"],
  ["b", "Date acquired"],
  ["c", "Date sold or disposed of"],
  ["d", "Proceeds"],
  ["e", "Cost or other basis"],
  ["f", "Code(s)"],
  ["g", "Amount of adjustment"],
  ["h", "Gain or (loss)"],
] as const;

describe.skipIf(whyNotRead() !== undefined /* the official forms, or pdftotext, are not here */)(
  "Form 8949 against the official blank forms",
  () => {
    it.each(FORM_YEARS)("%i: rows a page, boxes and columns are the fields of the form", (year) => {
      const { forms } = rulesOf(year);
      for (const part of ["partI", "partII"] as const) {
        const fields = fieldMaps().f8949[String(year)]?.[part];
        expect([fields?.rowCount, fields?.rows.length]).toEqual([
          forms.rowsPerPage,
          forms.rowsPerPage,
        ]);
        expect(rowsPerPage(year)).toBe(forms.rowsPerPage);
        expect(Object.keys(fields?.boxes ?? {})).toEqual(boxesOf(year, part));
        expect(Object.keys(fields?.rows[0] ?? {})).toEqual(HEADS.map(([letter]) => letter));
        expect(Object.keys(fields?.totals ?? {}).filter((key) => /^[a-h]$/.test(key))).toEqual(
          expect.arrayContaining(["d", "e", "g", "h"]),
        );
      }
      expect(
        [forms.rowsPerPage, forms.rowsPerPage + 1].map((rows) => pagesNeeded(rows, forms)),
      ).toEqual([1, 2]);
    });

    it.each(FORM_YEARS)("%i: every box in its own words, on its own page", (year) => {
      const { forms } = rulesOf(year);
      const pages = formText(`f8949--${year}`).split("\f");
      for (const [index, part] of (["partI", "partII"] as const).entries()) {
        const page = pages[index] ?? "";
        for (const box of boxesOf(year, part)) {
          const row = page.split("\n").find((each) => each.includes(`(${box}) `)) ?? "";
          expect([box, isPrinted(boxText(forms, box), row)]).toEqual([box, true]);
          expect(boxLegend(box, year)).toBe(boxText(forms, box));
          // Nothing of the row is left out but the box's letter and its reference to a note.
          const rest = row.replace(/^.*\([A-L]\) /, "").replace(/\(see Note above\)/, "");
          expect([box, isPrinted(rest, boxText(forms, box))]).toEqual([box, true]);
        }
      }
    });

    it.each(FORM_YEARS)("%i: heads of the columns", (year) => {
      const [page = ""] = formText(`f8949--${year}`).split("\f");
      const head = page.slice(page.search(/Adjustment, if any/), page.search(/^ *2 +Totals/m));
      for (const [letter, words] of HEADS) {
        expect(head).toContain(`(${letter})`);
        // Heads stand beside one another: each word must be there, in its order.
        expect([letter, isShortening(words, head)]).toEqual([letter, true]);
      }
    });

    it.each(FORM_YEARS)("%i: each box's totals go to the line the form names", (year) => {
      const pages = formText(`f8949--${year}`).split("\f");
      for (const [index, part] of (["partI", "partII"] as const).entries()) {
        const totals = (pages[index] ?? "").match(/^ *2 +Totals[\s\S]*?(?=\n *Note)/m)?.[0] ?? "";
        const words = totals.replace(/\s+/g, " ");
        for (const box of boxesOf(year, part)) {
          const line = SCHEDULE_D_LINE[box];
          expect([
            box,
            new RegExp(`line ${line} \\(if [^)]*Box ${box}\\b[^)]*checked\\)`).test(words),
          ]).toEqual([box, true]);
          expect(isShortening(`Box ${box} checked`, lineText(`f1040sd--${year}`, line) ?? "")).toBe(
            true,
          );
        }
      }
    });

    it.each(FORM_YEARS.filter((year) => year !== 2017))(
      "%i: Schedule D has columns on the lines where we fill columns, (g) greyed on 1a and 8a",
      (year) => {
        const fields = fieldMaps().f1040sd[String(year)] ?? {};
        const columned = Object.entries(fields).filter(([, value]) => typeof value === "object");
        const rows = fullYear(year, "gain").scheduleDForm?.rows ?? [];
        expect(rows.map(({ line }) => line)).toEqual(["1a", "1b", "2", "3", "8a", "8b", "9", "10"]);
        expect(columned.map(([line]) => line)).toEqual(
          expect.arrayContaining(rows.map(({ line }) => line)),
        );
        for (const { line, adjustment } of rows) {
          expect([line, adjustment === null]).toEqual([line, line === "1a" || line === "8a"]);
        }
      },
    );
  },
);

describe.skipIf(whyNotRead() !== undefined /* the official forms, or pdftotext, are not here */)(
  "Form 8283 against its official revisions",
  () => {
    const donation = (claimed: string, year = 2025) =>
      ({ asset: "BTC", date: calendarDate(`${year}-05-01`), deduction: usd(claimed) }) as Donation;
    const needs = (claimed: string) => noncashContributions([donation(claimed)], new Map());

    it.each(["2014-12", "2023-12", "2025-12"])(
      "Rev. %s: its limits are those we go by",
      (revision) => {
        const text = formText(`f8283--rev-${revision}`).replace(/\s+/g, " ");
        expect(text).toMatch(/total deduction .*of over \$500 for all contributed property/);
        expect(text).toMatch(
          /Section A\. Donated Property of \$5,000 or Less and Publicly Traded Securities/,
        );
        expect(text).toMatch(
          /Section B\. Donated Property Over \$5,000 \(Except Publicly Traded Securities/,
        );
        expect(needs("500")?.form8283).toBe(false);
        expect(needs("500.01")?.items[0]?.section).toBe("A");
        expect(needs("5000")?.items[0]?.section).toBe("A");
        expect(needs("5000.01")?.items[0]?.section).toBe("B");
      },
    );

    it("box k is for digital assets from the revision of December 2023 on", () => {
      for (const revision of ["2023-12", "2025-12"]) {
        expect(formText(`f8283--rev-${revision}`)).toMatch(/ k +Digital assets/);
      }
      expect(formText("f8283--rev-2014-12")).not.toMatch(/digital/i);
      const authority = (year: number) =>
        noncashContributions([donation("6000", year)], new Map())?.authority;
      expect([authority(2022), authority(2023)]).toEqual([
        expect.stringMatching(/Section B, other property$/),
        expect.stringMatching(/Section B, box k, digital assets$/),
      ]);
    });
  },
);
