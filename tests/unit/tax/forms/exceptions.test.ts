import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import { summaryRows } from "@/lib/tax/forms/merge-rows";
import { collectible, formOf, lot, printed, report, rowsOf } from "./make-rows";

describe("exception 1: straight to Schedule D 1a and 8a (i8949; i1040sd Lines 1a and 8a)", () => {
  const direct = (spec: Parameters<typeof lot>[0], form: ReturnType<typeof report>, more = {}) =>
    formOf([lot(spec)], { brokerReports: [form], exception1: "direct", ...more });
  const long = { term: "long", proceeds: "6000", basis: "2000" } as const;
  const shown = { proceeds: "6000", basis: "2000" } as const;

  it("i1040sd Example 1: 6,000, 2,000 and 4,000 on line 8a, nothing on Form 8949", () => {
    const form = direct(long, report({ ...shown, form: "1099-B" }));
    expect(form.parts).toEqual([]);
    expect(
      form.direct.map(({ scheduleDLine, proceeds, basis, gain }) => [
        scheduleDLine,
        usdText(proceeds),
        usdText(basis),
        usdText(gain),
      ]),
    ).toEqual([["8a", "6000", "2000", "4000"]]);
    expect(direct({}, report()).direct.map((part) => part.scheduleDLine)).toEqual(["1a"]);
  });

  it.each([
    ["basis not reported (i1040sd Example 2)", {}, report({ ...shown, basisReported: false })],
    ["no basis shown", {}, report({ ...shown, basis: null })],
    ["a basis to correct", {}, report({ ...shown, basis: "2001" })],
    ["costs to add", {}, report({ ...shown, proceeds: "6001" })],
    ["another term", {}, report({ ...shown, term: "short" })],
    ["ordinary", {}, report({ ...shown, term: "ordinary" })],
    ["a wash sale shown", {}, report({ ...shown, wash: "1" })],
    ["a denied loss", { adjustments: [{ code: "L" as const, amount: usd("1") }] }, report(shown)],
  ])("not with %s", (_, spec, form) => {
    const result = direct({ ...long, ...spec }, form);
    expect([result.direct.length, rowsOf(result).length]).toEqual([0, 1]);
  });

  it("not for collectibles, not without a form, and not unless chosen", () => {
    expect(direct(long, report(shown), { assets: [collectible("BTC")] }).direct).toEqual([]);
    expect(formOf([lot(long)], { exception1: "direct" }).direct).toEqual([]);
    expect(formOf([lot(long)], { brokerReports: [report(shown)] }).direct).toEqual([]);
  });
});

describe("VARIOUS (i8949 column (b))", () => {
  const sale = [
    lot({ units: "1.5", proceeds: "50", basis: "5", acquired: "2025-01-02" }),
    lot({ units: "0.5", proceeds: "50", basis: "15", acquired: "2025-02-03" }),
    lot({ proceeds: "70", basis: "1", term: "long", acquired: "2020-02-03" }),
    lot({ proceeds: "10", basis: "1", term: "long", acquired: "inherited" }),
    lot({ id: "other", proceeds: "10", basis: "1", acquired: "2025-01-02" }),
  ];

  it("one row for a sale out of many lots of one term; inherited units and other sales stay apart", () => {
    const rows = rowsOf(formOf(sale, { various: true }));
    expect(rows.map(({ description, acquired }) => [description, acquired])).toEqual([
      ["2 BTC", "VARIOUS"],
      ["1 BTC", "01/02/2025"],
      ["1 BTC", "02/03/2020"],
      ["1 BTC", "INHERITED"],
    ]);
    expect(printed(rows)[0]).toEqual(["I", "100", "20", "", "0", "80"]);
    expect(rows[0]?.parts.map(({ quantity }) => quantityText(quantity))).toEqual(["1.5", "0.5"]);
  });

  it("keeps the date when all lots share it, and joins the codes", () => {
    const lots = [
      lot({ proceeds: "1", basis: "5", adjustments: [{ code: "W", amount: usd("4") }] }),
      lot({ proceeds: "1", basis: "5", adjustments: [{ code: "L", amount: usd("4") }] }),
    ];
    const [row, ...more] = rowsOf(formOf(lots, { various: true }));
    expect([row?.acquired, row?.codes, more.length]).toEqual(["01/02/2025", "LW", 0]);
  });

  it("changes no total, and keeps rows under different forms apart", () => {
    const total = (various: boolean) =>
      formOf(sale, { various }).parts.map(({ gain }) => usdText(gain));
    expect(total(true)).toEqual(total(false));
    const lots = [lot({ proceeds: "60" }), lot({ proceeds: "40", kind: "fee" })];
    const form = formOf(lots, { various: true, brokerReports: [report({ proceeds: "60" })] });
    expect(printed(rowsOf(form)).map(([box]) => box)).toEqual(["G", "I"]);
  });
});

describe("exception 2: a row for each broker, the rest on a statement (i8949; rules.md 11.6)", () => {
  it("totals, code M beside the others, columns (b) and (c) blank", () => {
    const form = formOf([
      lot({ account: "Kraken" }),
      lot({ id: "b", account: "Coinbase", proceeds: "10", basis: "30" }),
      lot({
        id: "c",
        account: "Kraken",
        proceeds: "10",
        basis: "30",
        adjustments: [{ code: "W", amount: usd("5") }],
      }),
    ]);
    const [part] = form.parts;
    const rows = part === undefined ? [] : summaryRows(part, (row) => row.parts[0]?.account ?? "");
    expect(
      rows.map((row) => [
        row.description,
        row.codes,
        ...[row.proceeds, row.basis, row.adjustment, row.gain].map(usdText),
      ]),
    ).toEqual([
      ["Kraken see attached statement", "MW", "110", "70", "5", "45"],
      ["Coinbase see attached statement", "M", "10", "30", "0", "-20"],
    ]);
  });
});

describe("whole dollars (i1040sd, Rounding Off; rules.md 11.8)", () => {
  it("1.39 becomes 1 and 2.50 becomes 3; (h) is made of the rounded columns", () => {
    const form = formOf([lot({ proceeds: "2.50", basis: "1.39" })], { rounding: "dollars" });
    // Exact gain 1.11 would be 1; the row must foot: 3 - 1 = 2.
    expect(printed(rowsOf(form))).toEqual([["I", "3", "1", "", "0", "2"]]);
  });

  it("49.6 cents stay under 50 cents: an amount is rounded once", () => {
    const form = formOf([lot({ proceeds: "0.496", basis: "0" })], { rounding: "dollars" });
    expect(printed(rowsOf(form))[0]?.[1]).toBe("0");
  });
});
