import { describe, expect, it } from "vitest";
import { usdText } from "@/lib/money/usd";
import { boxOf } from "@/lib/tax/forms/boxes";
import { pagesNeeded } from "@/lib/tax/forms/form-8949";
import { formOf, lot, printed, report, rowsOf, rulesOf, security } from "./make-rows";

// Form 8949 faces of 2024 and 2025; i8949 (2025) Part I and Part II, "What's New" for C and F.
describe("boxes of Form 8949", () => {
  const bond = { form: "1099-B" } as const;
  it.each([
    [2024, "short", true, null, "C", "3"],
    [2024, "long", true, null, "F", "10"],
    [2024, "short", true, report(bond), "A", "1b"],
    [2024, "short", true, report({ ...bond, basisReported: false }), "B", "2"],
    [2024, "long", true, report(bond), "D", "8b"],
    [2024, "long", true, report({ ...bond, basis: null }), "E", "9"],
    [2025, "short", true, null, "I", "3"],
    [2025, "long", true, null, "L", "10"],
    [2025, "short", true, report(), "G", "1b"],
    [2025, "short", true, report({ basisReported: false }), "H", "2"],
    [2025, "long", true, report(), "J", "8b"],
    [2025, "long", true, report({ basisReported: false, basis: null }), "K", "9"],
    [2025, "short", false, null, "C", "3"],
    [2025, "long", false, null, "F", "10"],
    [2025, "short", false, report(bond), "A", "1b"],
    [2025, "long", false, report({ ...bond, basisReported: false }), "E", "9"],
    [2025, "long", true, report(bond), "D", "8b"],
    [2026, "short", true, null, "I", "3"],
  ] as const)(
    "%i %s, digital %s, form %o: box %s, Schedule D line %s",
    (year, term, digital, form, box, line) => {
      expect(boxOf(rulesOf(year).forms, { term, digital, report: form })).toBe(box);
      const date = `${year}-06-07`;
      const { parts } = formOf(
        [lot({ term, sold: date })],
        {
          brokerReports: form === null ? [] : [form],
          assets: digital ? [] : [security("BTC")],
        },
        year,
      );
      expect(parts.map((part) => [part.box, part.scheduleDLine, part.term])).toEqual([
        [box, line, term],
      ]);
    },
  );

  it("a basis said to be reported but not shown is not reported (i8949: without an amount shown)", () => {
    const form = report({ basis: null });
    expect(boxOf(rulesOf(2025).forms, { term: "short", digital: true, report: form })).toBe("H");
  });

  it("a tokenized security is a digital asset, a plain one is not", () => {
    const tokenized = { ...security("TSLAx"), class: "tokenized-security" } as const;
    const form = formOf([lot({ asset: "TSLAx" }), lot({ id: "s2", asset: "IBIT" })], {
      assets: [tokenized, security("IBIT")],
    });
    expect(form.parts.map(({ box, rows }) => [box, rows[0]?.description])).toEqual([
      ["C", "1 IBIT"],
      ["I", "1 TSLAx"],
    ]);
  });

  it("lists boxes in the order of the paper, Part I before Part II, rows by date sold", () => {
    const form = formOf(
      [
        lot({ id: "a", term: "long" }),
        lot({ id: "b", sold: "2025-09-01" }),
        lot({ id: "c", sold: "2025-03-01" }),
        lot({ id: "s1", sold: "2025-02-01" }),
      ],
      { brokerReports: [report()] },
    );
    expect(form.parts.map(({ box }) => box)).toEqual(["G", "I", "L"]);
    expect(form.parts[1]?.rows.map(({ sold }) => sold)).toEqual(["03/01/2025", "09/01/2025"]);
  });

  // 14 rows a page in 2017-2024, 11 from 2025 (faces of the forms).
  it.each([
    [2024, 14, 1],
    [2024, 15, 2],
    [2025, 11, 1],
    [2025, 12, 2],
    [2025, 0, 0],
  ])("%i: %i rows need %i pages", (year, rows, pages) => {
    expect(pagesNeeded(rows, rulesOf(year).forms)).toBe(pages);
  });

  it("prints INHERITED, and nothing where the day is not known", () => {
    const form = formOf([
      lot({ id: "a", acquired: "inherited", term: "long" }),
      lot({ id: "b", acquired: null }),
      lot({ id: "c", acquired: "2025-01-02" }),
    ]);
    expect(rowsOf(form).map(({ acquired }) => acquired)).toEqual(["", "01/02/2025", "INHERITED"]);
  });

  it("keeps what is not known out of every part", () => {
    const form = formOf([lot(), lot({ id: "s2", basis: null }), lot({ id: "s3", proceeds: null })]);
    expect(form.unknownRows.map(({ disposal }) => disposal)).toEqual(["s2", "s3"]);
    expect(printed(rowsOf(form))).toEqual([["I", "100", "40", "", "0", "60"]]);
    expect(form.parts.map(({ gain }) => usdText(gain))).toEqual(["60"]);
  });
});
