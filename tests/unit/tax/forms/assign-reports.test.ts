import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import { calendarDate } from "@/lib/time/calendar-date";
import { formOf, lot, printed, report, rowsOf } from "./make-rows";

type Reports = readonly ReturnType<typeof report>[];

/** Rows in order of the form: box and units. */
const rows = (lots: Parameters<typeof formOf>[0], brokerReports: Reports, year = 2026) =>
  rowsOf(formOf(lots, { brokerReports }, year)).map((row) => [row.box, quantityText(row.quantity)]);

const day = (text: string) => calendarDate(text);
const noncovered = { basisReported: false, basis: null } as const;

describe("which units a broker's form speaks of", () => {
  it("one form takes every unit of the sale, also where it shows fewer", () => {
    const lots = [lot({ proceeds: "50", basis: "20" }), lot({ proceeds: "50", basis: "20" })];
    expect(rows(lots, [report({ units: quantity("1") })], 2025)).toEqual([
      ["G", "1"],
      ["G", "1"],
    ]);
  });

  it("a form without any units of a known amount gives no row and is not called unmatched", () => {
    const form = formOf([lot({ basis: null })], { brokerReports: [report()] });
    expect([form.parts, form.unmatchedReports, form.unknownRows.length]).toEqual([[], [], 1]);
    const bare = formOf([lot({ proceeds: null })], {});
    expect([bare.parts, bare.unknownRows.length]).toEqual([[], 1]);
  });

  it("units no form speaks of and whose basis is not known give no row either", () => {
    const lots = [lot({ proceeds: "60" }), lot({ proceeds: "40", basis: null })];
    const form = formOf(lots, {
      brokerReports: [
        report({ proceeds: "60", units: quantity("1") }),
        report({ proceeds: "1", units: quantity("0") }),
      ],
    });
    expect(printed(rowsOf(form))).toEqual([["G", "60", "40", "", "0", "20"]]);
    expect(form.unmatchedReports).toHaveLength(1);
  });

  it.each(["sell", "spend", "swap"] as const)(
    "%s: a fee in the same units stays outside a form that shows the sale alone, and is in one that shows both",
    (kind) => {
      const lots = [
        lot({ kind, proceeds: "60" }),
        lot({ kind: "fee", units: "0.5", proceeds: "40" }),
      ];
      const alone = report({ proceeds: "60", units: quantity("1") });
      const both = report({ proceeds: "100", basis: "80", units: quantity("1.5") });
      expect(rows(lots, [alone], 2025)).toEqual([
        ["G", "1"],
        ["I", "0.5"],
      ]);
      expect(rows(lots, [both], 2025)).toEqual([
        ["G", "1"],
        ["G", "0.5"],
      ]);
      // A form that does not say how many units it shows settles nothing.
      const open = [
        report({ proceeds: "60", basis: "80", units: quantity("1.5") }),
        report({ proceeds: "1" }),
      ];
      expect(rows(lots, open, 2025)).toEqual([
        ["G", "1"],
        ["I", "0.5"],
      ]);
    },
  );

  it("a fee in another asset is never in it", () => {
    const lots = [
      lot({ proceeds: "60" }),
      lot({ kind: "fee", asset: "ETH", units: "0.5", proceeds: "40" }),
    ];
    const shown = report({ proceeds: "100", basis: "80", units: quantity("1.5") });
    expect(rows(lots, [shown], 2025)).toEqual([
      ["G", "1"],
      ["I", "0.5"],
    ]);
  });

  // i1099da 2026: one form for covered short-term units, one for all noncovered ones.
  const old = lot({ term: "long", acquired: "2024-03-01", sold: "2026-06-01", proceeds: "50" });
  const young = lot({ term: "short", acquired: "2026-02-01", sold: "2026-06-01", proceeds: "50" });
  const covered = report({ term: "short", proceeds: "50" });
  const rest = report({ ...noncovered, proceeds: "50" });

  it.each([
    ["covered first", [covered, rest]],
    ["noncovered first", [rest, covered]],
  ] as const)("%s: bought in 2026 is the covered form's, earlier the other's", (_, reports) => {
    const expected = [
      ["G", "1"],
      ["K", "1"],
    ];
    expect(rows([young, old], reports)).toEqual(expected);
    expect(rows([old, young], reports)).toEqual(expected);
  });

  it("forms of noncovered units that show a term take units of that term, so none needs code T", () => {
    const short = lot({ acquired: "2025-12-01", sold: "2026-06-01", proceeds: "50" });
    const forms = (["long", "short"] as const).map((term) =>
      report({ ...noncovered, term, proceeds: "50" }),
    );
    const found = rowsOf(formOf([short, old], { brokerReports: forms }, 2026));
    expect(found.map(({ box, codes, report: form }) => [box, codes, form?.term])).toEqual([
      ["H", "", "short"],
      ["K", "", "long"],
    ]);
  });

  it("Forms 1099-B go by their term alone", () => {
    const b = { form: "1099-B", proceeds: "50" } as const;
    const forms = [report({ ...b, term: "long" }), report({ ...b, term: "short" })];
    expect(rows([young, old], forms)).toEqual([
      ["A", "1"],
      ["D", "1"],
    ]);
  });

  it.each(["1099-DA", "1099-B"] as const)(
    "%s: a form with a day no unit has waits for the others",
    (form) => {
      const shown = { ...noncovered, form, term: "long", proceeds: "50" } as const;
      const wrongDay = report({ ...shown, acquired: day("2020-01-01") });
      const found = formOf([old], { brokerReports: [wrongDay, report(shown)] }, 2026);
      expect(found.unmatchedReports).toEqual([wrongDay]);
    },
  );

  it("units of a day nobody knows are not those of a form without a day", () => {
    const unknown = lot({ acquired: null, sold: "2026-06-01", proceeds: "50" });
    const forms = [report({ term: "long", proceeds: "50", units: quantity("1") }), covered];
    // The long form has no day, as the unknown lot has none: it takes the long units all the same.
    expect(rows([unknown, old], forms)).toEqual([
      ["G", "1"],
      ["J", "1"],
    ]);
  });

  it("rows of one sale under forms of different days stay apart as VARIOUS", () => {
    const lots = [
      lot({ acquired: "2025-01-02", proceeds: "50" }),
      lot({ acquired: "2025-02-03", proceeds: "50" }),
    ];
    const brokerReports = ["2025-01-02", "2025-02-03"].map((acquired) =>
      report({ proceeds: "50", acquired: day(acquired) }),
    );
    const form = formOf(lots, { various: true, brokerReports });
    expect(rowsOf(form).map(({ acquired }) => acquired)).toEqual(["01/02/2025", "02/03/2025"]);
  });

  it("rows are in order of date sold, then asset, then date acquired, whatever the order told", () => {
    const lots = [
      lot({ id: "d", sold: "2025-07-01" }),
      lot({ id: "c", asset: "ETH" }),
      lot({ id: "b", acquired: "2025-03-01" }),
      lot({ id: "a", acquired: "2025-01-01" }),
    ];
    const order = (told: typeof lots) =>
      rowsOf(formOf(told)).map(({ parts: [lot] }) => lot?.disposal);
    expect(order(lots)).toEqual(["a", "b", "c", "d"]);
    const later = lot({ id: "e", asset: "AAVE", sold: "2025-08-01", acquired: "2024-12-01" });
    expect(order([...lots].reverse().concat(later))).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("a wash sale the form shows is code W with nothing in (g), beside one the books deny as well", () => {
    const shown = report({ wash: "5" });
    const own = lot({
      proceeds: "100",
      basis: "140",
      adjustments: [{ code: "W", amount: usd("40") }],
    });
    const [row] = rowsOf(formOf([own], { brokerReports: [{ ...shown, basis: usd("140") }] }));
    expect([row?.codes, row && usdText(row.adjustment), row && usdText(row.gain)]).toEqual([
      "W",
      "40",
      "0",
    ]);
    expect(printed(rowsOf(formOf([lot()], { brokerReports: [shown] })))).toEqual([
      ["G", "100", "40", "W", "0", "60"],
    ]);
  });
});
