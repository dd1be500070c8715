import { describe, expect, it } from "vitest";
import { usd, usdText } from "@/lib/money/usd";
import { attachmentOf, formEntries } from "@/lib/reports/attachment";
import { form8949Pages } from "@/lib/reports/form-8949-pages";
import type { YearEndInput } from "@/lib/reports/input";
import { InvariantError } from "@/lib/result";
import type { Form8949Box } from "@/lib/tax/year-result";
import { part, type RowSpec, yearEndInput, yearResult } from "@/tests/support/report-builders";

const specs = (count: number): RowSpec[] =>
  Array.from({ length: count }, (_, index) => ({ id: `s-${index + 1}` }));

const pagesOf = (counts: Partial<Record<Form8949Box, number>>, year: number) => {
  const parts = Object.entries(counts).map(([box, count]) =>
    part(box as Form8949Box, specs(count)),
  );
  return attachmentOf(yearEndInput({ year, result: yearResult(parts, { year }) })).pages;
};

describe("pages of the Form 8949 statement", () => {
  it.each([
    [2025, "I", 11, [11]],
    [2025, "I", 12, [11, 1]],
    [2025, "I", 22, [11, 11]],
    [2025, "I", 23, [11, 11, 1]],
    [2026, "L", 12, [11, 1]],
    [2024, "C", 11, [11]],
    [2024, "C", 12, [12]],
    [2024, "C", 14, [14]],
    [2024, "C", 15, [14, 1]],
    [2017, "F", 29, [14, 14, 1]],
  ] as const)("%i box %s with %i rows has pages of %j rows", (year, box, count, expected) => {
    expect(pagesOf({ [box]: count }, year).map((page) => page.rows.length)).toEqual(expected);
  });

  it("never puts two boxes on one page and counts pages over all boxes", () => {
    const pages = pagesOf({ I: 12, L: 3 }, 2025);
    expect(pages.map((page) => [page.box, page.number])).toEqual([
      ["I", "Statement page 1 of 3"],
      ["I", "Statement page 2 of 3"],
      ["L", "Statement page 3 of 3"],
    ]);
  });

  it("numbers rows through the whole statement", () => {
    const pages = pagesOf({ I: 12, L: 1 }, 2025);
    expect(pages.flatMap((page) => page.rows.map((row) => row.number))).toEqual(
      Array.from({ length: 13 }, (_, index) => String(index + 1)),
    );
  });

  it("prints totals of each page, and of the box on its last page only", () => {
    // 11 rows of 100.10 - 40.05 on page 1, 1 row on page 2, by hand: 1,101.10 - 440.55 = 660.55; 100.10 - 40.05 = 60.05.
    const rows = specs(12).map((spec) => ({ ...spec, proceeds: "100.10", basis: "40.05" }));
    const [first, second] = attachmentOf(
      yearEndInput({ result: yearResult([part("I", rows)]) }),
    ).pages;
    expect(first?.pageTotals).toEqual({
      proceeds: "1,101.10",
      basis: "440.55",
      adjustment: "0.00",
      gain: "660.55",
    });
    expect(first?.boxTotals).toBeNull();
    expect(second?.pageTotals.gain).toBe("60.05");
    expect(second?.boxTotals).toEqual({
      proceeds: "1,201.20",
      basis: "480.60",
      adjustment: "0.00",
      gain: "720.60",
    });
    expect(second?.boxTotalsLabel).toBe(
      "Totals of box I, 12 rows on 2 pages; to Schedule D line 3",
    );
  });

  it("prints losses in parentheses and leaves (g) blank without a code", () => {
    const rows = [
      { id: "a", proceeds: "10.00", basis: "30.50" },
      { id: "b", proceeds: "10.00", basis: "30.50", codes: "W", adjustment: "20.50" },
      { id: "c", proceeds: "1.00", basis: "0.00", codes: "C", adjustment: "0" },
    ];
    const [page] = attachmentOf(yearEndInput({ result: yearResult([part("I", rows)]) })).pages;
    expect(page?.rows.map((row) => [row.codes, row.adjustment, row.gain])).toEqual([
      ["", "", "(20.50)"],
      ["W", "20.50", "0.00"],
      ["C", "0.00", "1.00"],
    ]);
    expect(page?.pageTotals).toEqual({
      proceeds: "21.00",
      basis: "61.00",
      adjustment: "20.50",
      gain: "(19.50)",
    });
  });

  it("adds cents without losing any over a thousand rows", () => {
    const rows = specs(1000).map((spec) => ({ ...spec, proceeds: "0.10", basis: "0.03" }));
    const whole = part("L", rows);
    const last = attachmentOf(yearEndInput({ result: yearResult([whole]) })).pages.at(-1);
    expect(last?.boxTotals).toEqual({
      proceeds: "100.00",
      basis: "30.00",
      adjustment: "0.00",
      gain: "70.00",
    });
    expect(usdText(whole.gain)).toBe("70");
  });

  it("stops when a box's rows do not add up to its totals", () => {
    const broken = { ...part("I", specs(2)), gain: usd("120.01") };
    expect(() => attachmentOf(yearEndInput({ result: yearResult([broken]) }))).toThrow(
      InvariantError,
    );
  });

  it("has no page for a box without rows", () => {
    expect(form8949Pages([part("I", [])], 2025, () => expect.fail("no row to print"))).toEqual([]);
  });

  it("puts exact units and the sale's own reference in (a), and names account, method and file line", () => {
    const row = { id: "s-1", account: "kr", quantity: "0.523418760000000001", asset: "ETH" };
    const input: YearEndInput = yearEndInput({
      result: yearResult([part("I", [row])]),
    });
    const disposal = input.result.parts[0]?.rows[0]?.parts[0]?.disposal;
    const [page] = attachmentOf({
      ...input,
      sources: new Map(
        disposal === undefined
          ? []
          : [[disposal, { reference: "0xabc123", place: "kraken.csv, line 17" }]],
      ),
    }).pages;
    expect(page?.rows[0]).toMatchObject({
      description: "0.523418760000000001 ETH tx 0xabc123",
      account: "Kraken",
      method: "FIFO",
      source: "kraken.csv, line 17",
      lot: "lot-of-s-1",
      transaction: "s-1",
      acquired: "02/03/2025",
      sold: "06/07/2025",
    });
  });

  it("explains inherited basis when a row says INHERITED", () => {
    const inherited = attachmentOf(
      yearEndInput({ result: yearResult([part("L", [{ acquired: "INHERITED" }])]) }),
    );
    expect(inherited.pages[0]?.rows[0]?.acquired).toBe("INHERITED");
    expect(inherited.notes.join(" ")).toContain("IRC 1014");
    expect(attachmentOf(yearEndInput()).notes).toEqual([]);
  });

  it("tells one form row per account and box, with code M and the codes of its rows in order", () => {
    const short = part("I", [
      { id: "a", account: "cb", proceeds: "100.00", basis: "40.00" },
      { id: "b", account: "kr", proceeds: "7.00", basis: "9.00" },
      { id: "c", account: "cb", proceeds: "50.00", basis: "60.00", codes: "EW", adjustment: "4" },
    ]);
    expect(formEntries(yearEndInput({ result: yearResult([short]) })).rows).toEqual([
      ["I", "Coinbase see attached statement", "150.00", "100.00", "EMW", "4.00", "54.00"],
      ["I", "Kraken see attached statement", "7.00", "9.00", "M", "0.00", "(2.00)"],
    ]);
  });
});
