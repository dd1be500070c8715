import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { toCents } from "@/lib/money/round";
import { addUsd, subtractUsd, sumUsd, usd, usdText } from "@/lib/money/usd";
import { calendarDate } from "@/lib/time/calendar-date";
import { formOf, lot, printed, report, rowsOf } from "./make-rows";

describe("one broker form over several lots", () => {
  it("falls on them by units in whole cents, and adds up to the form", () => {
    const lots = [
      lot({ units: "1", proceeds: "33.333333333333333333", basis: "10" }),
      lot({ units: "1", proceeds: "33.333333333333333333", basis: "10" }),
      lot({ units: "1", proceeds: "33.333333333333333334", basis: "10.01" }),
    ];
    const form = formOf(lots, { brokerReports: [report({ basis: null, basisReported: false })] });
    expect(printed(rowsOf(form))).toEqual([
      ["H", "33.33", "10", "", "0", "23.33"],
      ["H", "33.34", "10", "", "0", "23.34"],
      ["H", "33.33", "10.01", "", "0", "23.32"],
    ]);
    expect(form.parts.map(({ proceeds }) => usdText(proceeds))).toEqual(["100"]);
  });

  it("a reported basis that is right in all keeps each lot's own basis without a code", () => {
    const lots = [lot({ proceeds: "50", basis: "5" }), lot({ proceeds: "50", basis: "35" })];
    expect(printed(rowsOf(formOf(lots, { brokerReports: [report()] })))).toEqual([
      ["G", "50", "5", "", "0", "45"],
      ["G", "50", "35", "", "0", "15"],
    ]);
  });

  it("a wrong one is split by units, each row corrected by its own B: the form's 60, the true 40", () => {
    const lots = [lot({ proceeds: "50", basis: "10" }), lot({ proceeds: "50", basis: "30" })];
    const form = formOf(lots, { brokerReports: [report({ basis: "60" })] });
    expect(printed(rowsOf(form))).toEqual([
      ["G", "50", "30", "B", "20", "40"],
      ["G", "50", "30", "", "0", "20"],
    ]);
    expect(form.parts.map(({ basis, gain }) => [usdText(basis), usdText(gain)])).toEqual([
      ["60", "60"],
    ]);
  });

  it("short and long lots of one sale stand in both Parts under one form", () => {
    const lots = [
      lot({ proceeds: "50", basis: "20", term: "long", acquired: "2020-01-01" }),
      lot({ proceeds: "50", basis: "20" }),
    ];
    const form = formOf(lots, { brokerReports: [report({ term: "short" })] });
    expect(printed(rowsOf(form))).toEqual([
      ["G", "50", "20", "", "0", "30"],
      ["J", "50", "20", "T", "0", "30"],
    ]);
  });

  it("a lot that is not known takes its share of the form's amounts and gives no row", () => {
    const lots = [lot({ proceeds: "50", basis: "20" }), lot({ proceeds: "50", basis: null })];
    const form = formOf(lots, { brokerReports: [report({ basis: null, basisReported: false })] });
    expect(printed(rowsOf(form))).toEqual([["H", "50", "20", "", "0", "30"]]);
    expect(form.unknownRows).toHaveLength(1);
  });

  it("a fee in the same units belongs to the form only when its units say so", () => {
    const lots = [
      lot({ units: "9", proceeds: "90", basis: "9" }),
      lot({ units: "1", proceeds: "10", basis: "1", kind: "fee" }),
    ];
    const form = (units: string | null) =>
      printed(
        rowsOf(
          formOf(lots, {
            brokerReports: [
              report({
                proceeds: units === "10" ? "100" : "90",
                basis: null,
                basisReported: false,
                units: units === null ? null : quantity(units),
              }),
            ],
          }),
        ),
      ).map(([box, proceeds]) => [box, proceeds]);
    expect(form("10")).toEqual([
      ["H", "90"],
      ["H", "10"],
    ]);
    expect(form("9")).toEqual([
      ["H", "90"],
      ["I", "10"],
    ]);
    expect(form(null)).toEqual([
      ["H", "90"],
      ["I", "10"],
    ]);
  });

  it("a form for a fee alone falls on the fee", () => {
    const form = formOf([lot({ kind: "transfer-fee" })], { brokerReports: [report()] });
    expect(printed(rowsOf(form))).toEqual([["G", "100", "40", "", "0", "60"]]);
  });
});

// i1099da (2026), customer Bill: one form each for covered short, covered long and noncovered units of one sale.
describe("several forms for one sale", () => {
  const lots = [
    lot({ units: "4", proceeds: "400", basis: "40", term: "long", acquired: "2022-04-10" }),
    lot({ units: "3", proceeds: "300", basis: "90", term: "long", acquired: "2026-04-10" }),
    lot({ units: "2", proceeds: "200", basis: "150", acquired: "2026-08-10" }),
  ].map((each) => ({ ...each, sold: calendarDate("2026-12-01") }));
  const shown = (units: string, change: Parameters<typeof report>[0]) =>
    report({ units: quantity(units), ...change });

  it("by the date the form shows, then by its term and whether its basis was reported, then what is left", () => {
    const form = formOf(lots, {
      brokerReports: [
        shown("4", { proceeds: "400", basis: null, basisReported: false }),
        shown("2", {
          proceeds: "200",
          basis: "150",
          term: "short",
          acquired: calendarDate("2026-08-10"),
        }),
        shown("3", { proceeds: "300", basis: "90", term: "long" }),
      ],
    });
    expect(printed(rowsOf(form))).toEqual([
      ["G", "200", "150", "", "0", "50"],
      ["J", "300", "90", "", "0", "210"],
      ["K", "400", "40", "", "0", "360"],
    ]);
    expect(usdText(sumUsd(form.parts.map(({ gain }) => gain)))).toBe("620");
  });

  it("by term where no form says whether its units are covered, and what is left to the rest", () => {
    const bond = { form: "1099-B", basis: null } as const;
    const form = formOf(lots, {
      brokerReports: [
        shown("3", { ...bond, proceeds: "300", term: "short" }),
        shown("6", { ...bond, proceeds: "600", term: "long" }),
      ],
    });
    // Two short units and one long one are left to the first form, which calls that one short.
    expect(printed(rowsOf(form)).map(([box, proceeds, , codes]) => [box, proceeds, codes])).toEqual(
      [
        ["B", "200", ""],
        ["E", "400", ""],
        ["E", "100", "T"],
        ["E", "200", ""],
      ],
    );
  });

  it("units no form speaks of are rows without one; forms without units are named", () => {
    const form = formOf(lots, {
      brokerReports: [
        shown("3", {
          proceeds: "300",
          basis: "90",
          term: "long",
          acquired: calendarDate("2026-04-10"),
        }),
        shown("0", { proceeds: "5", basis: null }),
      ],
    });
    expect(printed(rowsOf(form)).map(([box, proceeds]) => [box, proceeds])).toEqual([
      ["I", "200"],
      ["J", "300"],
      ["L", "400"],
    ]);
    expect(form.unmatchedReports.map(({ proceeds }) => usdText(proceeds))).toEqual(["5"]);
  });

  it("a form without units takes all that is left, and a lot may be cut between two", () => {
    const form = formOf(
      [
        lot({
          units: "3",
          proceeds: "30",
          basis: "10",
          adjustments: [{ code: "W", amount: usd("1") }],
        }),
      ],
      {
        brokerReports: [
          shown("1", { proceeds: "10", basis: null }),
          report({ proceeds: "20", basis: null }),
        ],
      },
    );
    expect(printed(rowsOf(form))).toEqual([
      ["H", "10", "3.33", "W", "0.33", "7"],
      ["H", "20", "6.67", "W", "0.67", "14"],
    ]);
    expect(rowsOf(form).map(({ description }) => description)).toEqual(["1 BTC", "2 BTC"]);
  });

  it("cuts a lot whose amounts are not known too", () => {
    const form = formOf([lot({ units: "3", basis: null })], {
      brokerReports: [
        shown("1", { proceeds: "10", basis: null }),
        shown("2", { proceeds: "20", basis: null }),
      ],
    });
    expect([rowsOf(form), form.unknownRows.length]).toEqual([[], 1]);
  });
});

describe("laws of the rows", () => {
  const cents = fc.integer({ min: 0, max: 900_000 }).map((value) => (value / 100).toFixed(2));
  const odd = fc.integer({ min: 0, max: 90_000_000 }).map((value) => (value / 100_000).toFixed(5));
  const lots = fc.array(
    fc.record({
      units: fc.integer({ min: 1, max: 9999 }).map((value) => (value / 100).toFixed(2)),
      proceeds: odd,
      basis: odd,
      term: fc.constantFrom("short" as const, "long" as const),
      id: fc.constantFrom("s1", "s2", "s3"),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const broker = fc.record({
    proceeds: cents,
    basis: fc.option(cents),
    basisReported: fc.boolean(),
  });

  it("every row foots across and every total down, in cents and in whole dollars", () => {
    fc.assert(
      fc.property(
        lots,
        broker,
        fc.constantFrom("cents" as const, "dollars" as const),
        (specs, form, rounding) => {
          const result = formOf(specs.map(lot), { brokerReports: [report(form)], rounding });
          for (const part of result.parts) {
            for (const row of part.rows) {
              expect(row.gain).toBe(addUsd(subtractUsd(row.proceeds, row.basis), row.adjustment));
              expect(usdText(row.gain)).toMatch(
                rounding === "cents" ? /^-?\d+(\.\d{1,2})?$/ : /^-?\d+$/,
              );
            }
            expect(part.gain).toBe(addUsd(subtractUsd(part.proceeds, part.basis), part.adjustment));
            expect(part.gain).toBe(sumUsd(part.rows.map(({ gain }) => gain)));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("rows under a form keep its proceeds (or the higher true ones) and the true gain, to the cent", () => {
    fc.assert(
      fc.property(lots, broker, (specs, form) => {
        const closed = specs.map((spec) => lot({ ...spec, id: "s1" }));
        const rows = rowsOf(formOf(closed, { brokerReports: [report(form)] }));
        const total = (of: "proceeds" | "basis" | "gain") => sumUsd(rows.map((row) => row[of]));
        const net = toCents(sumUsd(closed.map(({ proceeds }) => proceeds ?? usd("0"))));
        const own = toCents(sumUsd(closed.map(({ basis }) => basis ?? usd("0"))));
        const shown = usd(form.proceeds);
        expect(usdText(total("proceeds"))).toBe(usdText(net > shown ? net : shown));
        expect(usdText(total("gain"))).toBe(usdText(subtractUsd(net, own)));
        if (form.basisReported && form.basis !== null) {
          expect(usdText(total("basis"))).toBe(usdText(usd(form.basis)));
        }
      }),
      { numRuns: 500 },
    );
  });
});
