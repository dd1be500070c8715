import { describe, expect, it } from "vitest";
import { usd, usdText } from "@/lib/money/usd";
import type { BrokerReport } from "@/lib/tax/facts";
import { ADJUSTMENT_CODES, codesText, type StatedCode, signedAmount } from "@/lib/tax/forms/codes";
import { transactionId } from "@/lib/tax/transaction";
import { collectible, formOf, type LotSpec, lot, printed, report, rowsOf } from "./make-rows";

const under = (spec: LotSpec, ...brokerReports: BrokerReport[]) =>
  printed(rowsOf(formOf([lot(spec)], { brokerReports })));

describe("codes and amounts of columns (f) and (g) (i8949 2025, rules.md 11.4)", () => {
  it("B, basis reported to the IRS: i8949 column (h) Example 4, 1,000 / 900 / B / 800 / 900", () => {
    expect(
      under({ proceeds: "1000", basis: "100" }, report({ proceeds: "1000", basis: "900" })),
    ).toEqual([["G", "1000", "900", "B", "800", "900"]]);
  });

  it("B, reported basis too low: what is missing is taken off (worksheet line 3)", () => {
    expect(under({ basis: "70" }, report({ basis: "40" }))).toEqual([
      ["G", "100", "40", "B", "-30", "30"],
    ]);
  });

  it("B, basis shown but not reported: the correct one in (e), nothing in (g)", () => {
    expect(under({ basis: "70" }, report({ basis: "40", basisReported: false }))).toEqual([
      ["H", "100", "70", "B", "0", "30"],
    ]);
  });

  it("no code for a noncovered sale whose form shows no basis: nothing is corrected", () => {
    expect(under({ basis: "70" }, report({ basis: null, basisReported: false }))).toEqual([
      ["H", "100", "70", "", "0", "30"],
    ]);
  });

  it("no code when the form agrees with the books", () => {
    expect(under({}, report())).toEqual([["G", "100", "40", "", "0", "60"]]);
  });

  it("E: Pub. 550, Commissions, Example 2: 10,000 on the form, 100 of costs not reflected", () => {
    expect(
      under({ proceeds: "9900", basis: "4000" }, report({ proceeds: "10000", basis: "4000" })),
    ).toEqual([["G", "10000", "4000", "E", "-100", "5900"]]);
  });

  it("proceeds higher than the form shows go into (d) without a code (i8949 column (d))", () => {
    expect(under({ proceeds: "110" }, report({ proceeds: "100" }))).toEqual([
      ["G", "110", "40", "", "0", "70"],
    ]);
  });

  it("T: the form says long, the books say short: the right Part, nothing in (g)", () => {
    expect(under({ term: "short" }, report({ term: "long" }))).toEqual([
      ["G", "100", "40", "T", "0", "60"],
    ]);
    expect(under({ term: "long" }, report({ term: "ordinary" }))).toEqual([
      ["J", "100", "40", "T", "0", "60"],
    ]);
    expect(under({ term: "long" }, report({ term: "long" }))[0]?.[3]).toBe("");
  });

  it("W: a loss of 250 denied is added in (g), so (h) is zero (Pub. 550, Wash Sales, Example 1)", () => {
    const denied = { code: "W", amount: usd("250") } as const;
    expect(under({ proceeds: "750", basis: "1000", adjustments: [denied] })).toEqual([
      ["I", "750", "1000", "W", "250", "0"],
    ]);
  });

  it("W with nothing in (g) when the form shows a wash sale the books deny (i8949 code W)", () => {
    const lost = { proceeds: "30", basis: "40" };
    expect(under(lost, report({ proceeds: "30", wash: "10" }))).toEqual([
      ["G", "30", "40", "W", "0", "-10"],
    ]);
    const agreed = { code: "W", amount: usd("10") } as const;
    expect(
      under({ ...lost, adjustments: [agreed] }, report({ proceeds: "30", wash: "10" })),
    ).toEqual([["G", "30", "40", "W", "10", "0"]]);
    expect(under(lost, report({ proceeds: "30", wash: "0" }))[0]?.[3]).toBe("");
  });

  it("L: i1040sd, Certain Nondeductible Losses, Example 1: 10,000 / 15,000 / L / 5,000 / 0", () => {
    const denied = { code: "L", amount: usd("5000") } as const;
    expect(
      under({ proceeds: "10000", basis: "15000", term: "long", adjustments: [denied] }),
    ).toEqual([["L", "10000", "15000", "L", "5000", "0"]]);
  });

  it("C: a collectible is marked in both Parts and is otherwise a sale like others", () => {
    const form = formOf([lot({ asset: "PUNK" }), lot({ id: "b", asset: "PUNK", term: "long" })], {
      assets: [collectible("PUNK")],
    });
    expect(printed(rowsOf(form))).toEqual([
      ["I", "100", "40", "C", "0", "60"],
      ["L", "100", "40", "C", "0", "60"],
    ]);
  });

  it("several codes: alphabetical without separators, (g) is their net (i8949: 5,000 and (1,000) give 4,000)", () => {
    const spec = { proceeds: "9000", basis: "1000", asset: "PUNK" };
    const form = formOf([lot(spec)], {
      brokerReports: [report({ proceeds: "10000", basis: "6000", term: "long" })],
      assets: [collectible("PUNK")],
    });
    // (10,000) - 6,000 + 5,000 - 1,000 = 8,000 = 9,000 - 1,000
    expect(printed(rowsOf(form))).toEqual([["G", "10000", "6000", "BCET", "4000", "8000"]]);
    expect(codesText(["W", "B", "E", "B"])).toBe("BEW");
  });
});

describe("adjustments a person states", () => {
  const stated = (code: StatedCode, amount: string, spec: LotSpec = {}) =>
    printed(
      rowsOf(
        formOf([lot(spec)], {
          adjustments: [{ disposal: transactionId("s1"), code, amount: usd(amount) }],
        }),
      ),
    );

  it("S: i1040sd, section 1244 example: 1,000 / 60,000 / S / 50,000 / (9,000)", () => {
    expect(stated("S", "50000", { proceeds: "1000", basis: "60000" })).toEqual([
      ["I", "1000", "60000", "S", "50000", "-9000"],
    ]);
  });

  it("H with E: i8949 column (g) example: 320,000 / 100,000 / EH / (220,000) / 0", () => {
    const form = formOf([lot({ proceeds: "300000", basis: "100000", term: "long" })], {
      brokerReports: [
        report({ form: "1099-B", proceeds: "320000", basis: null, basisReported: false }),
      ],
      adjustments: [{ disposal: transactionId("s1"), code: "H", amount: usd("200000") }],
    });
    expect(printed(rowsOf(form))).toEqual([["E", "320000", "100000", "EH", "-220000", "0"]]);
  });

  it("N brings (h) to zero, for a gain and for a loss", () => {
    expect(stated("N", "0")).toEqual([["I", "100", "40", "N", "-60", "0"]]);
    expect(stated("N", "0", { basis: "130" })).toEqual([["I", "100", "130", "N", "30", "0"]]);
  });

  // Signs of the table: exclusions and deferrals are taken off, denied losses are added, O, P and Y are as told.
  it.each([
    ["D", "10", "-10"],
    ["H", "-10", "-10"],
    ["L", "-10", "10"],
    ["O", "-10", "-10"],
    ["P", "10", "10"],
    ["Q", "10", "-10"],
    ["R", "10", "-10"],
    ["S", "10", "10"],
    ["X", "10", "-10"],
    ["Y", "10", "10"],
    ["Z", "10", "-10"],
    ["N", "10", "-60"],
  ] as const)("%s of %s is %s in (g)", (code, amount, column) => {
    expect(stated(code, amount)[0]?.[4]).toBe(column);
    expect(ADJUSTMENT_CODES[code].when).not.toBe("");
  });

  it("C, M and T never bring an amount", () => {
    for (const code of ["C", "M", "T"] as const) {
      expect(usdText(signedAmount(code, usd("5"), usd("1")))).toBe("0");
    }
  });

  it("is split over the rows of the sale by units, in cents, and says nothing where no row is known", () => {
    const lots = [lot({ units: "1" }), lot({ units: "2", basis: "10" })];
    const input = {
      adjustments: [{ disposal: transactionId("s1"), code: "O", amount: usd("10") }],
    } as const;
    expect(rowsOf(formOf(lots, input)).map(({ adjustment }) => usdText(adjustment))).toEqual([
      "3.33",
      "6.67",
    ]);
    expect(rowsOf(formOf([lot({ basis: null })], input))).toEqual([]);
  });
});
