import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addUsd, subtractUsd, type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { chainOf, type YearToAmend } from "@/lib/tax/amend/amend-years";
import {
  ASKED_LINES,
  amendedReturn,
  type OriginalLine,
  unevenBy,
} from "@/lib/tax/amend/amended-return";
import { asFiled } from "@/lib/tax/amend/as-filed";
import { type AmendYear, type Cascade, cascade, figuresOf } from "@/lib/tax/amend/cascade";
import { yearDifference } from "@/lib/tax/amend/difference";
import { draftExplanation } from "@/lib/tax/amend/explanation";
import { filedYearOf } from "@/lib/tax/amend/filed-year";
import { packetOf } from "@/lib/tax/amend/packet";
import { computeFiled, type YearInputs } from "@/lib/tax/amend/year-inputs";
import type { Transaction } from "@/lib/tax/transaction";
import { outcomeOf } from "@/lib/tax/worksheets/year-return";
import { calendarDate } from "@/lib/time/calendar-date";
import { rulesOf } from "../forms/make-rows";
import { AS_OF, buy, profile, sell, settings } from "../make";

const asOf = calendarDate("2026-11-21");

/** 90,000 of wages, standard deduction; 1 BTC bought for 20,000 in 2020. */
const PROFILES = [2023, 2024, 2025].map((year) =>
  profile(year, {
    ordinaryIncome: usd("90000"),
    deduction: rulesOf(year).standardDeduction.single,
  }),
);
const BOUGHT = buy("2020-01-10", "2", "40000", { id: "bought" });
const SOLD = sell("2024-06-03", "0.5", "30000", { id: "sold" });
/** Left out of the 2023 return: a loss of 15,000, held nine months. */
const LEFT_OUT = [
  buy("2023-01-05", "10", "25000", { id: "eth", asset: "ETH" }),
  sell("2023-10-05", "10", "10000", { id: "eth-sold", asset: "ETH" }),
];

const inputs = (transactions: readonly Transaction[]): YearInputs => ({
  transactions,
  settings: settings(),
  profiles: PROFILES,
  forms: {},
  asOf: AS_OF,
});

/** What was filed without `LEFT_OUT`, beside the books with it. */
function toAmend(year: number, before: readonly Transaction[], after: readonly Transaction[]) {
  const [frozen, current] = [inputs(before), inputs(after)];
  const was = computeFiled(frozen).years.find((each) => each.year === year);
  const now = computeFiled(current).years.find((each) => each.year === year);
  if (was === undefined || now === undefined) {
    throw new Error(`no year ${year}`);
  }
  const filed = asFiled(filedYearOf(was), []);
  const difference = yearDifference({ filed, frozen, current, now: filedYearOf(now) });
  const due = calendarDate(`${year + 1}-04-15`);
  const amendable: YearToAmend = {
    filed,
    filing: {
      dueDate: due,
      extensionMonths: 0,
      filedDate: due,
      payments: [{ kind: "withholding", date: due, amount: usd("20000") }],
    },
    isEqual: difference.isEqual,
    now,
  };
  return { amendable, difference };
}

const before = [BOUGHT, SOLD];
const after = [BOUGHT, SOLD, ...LEFT_OUT];
const years = [2023, 2024, 2025].map((year) => toAmend(year, before, after));

function run(): Cascade {
  const { years: chain, hurdle } = chainOf(years.map(({ amendable }) => amendable));
  expect(hurdle).toBeNull();
  const ran = cascade(chain, asOf, "table");
  if (!ran.ok) {
    throw new Error(ran.error.message);
  }
  return ran.value;
}

const lines = (change: Readonly<Partial<Record<string, string>>> = {}): readonly OriginalLine[] =>
  ASKED_LINES.map((line) => ({ line, original: usd(change[line] ?? "0"), change: ZERO_USD }));

describe("a loss left out in 2023 with a gain in 2024", () => {
  // 2023: 15,000 short loss, 3,000 allowed, 12,000 carried on. 2024: gain 30,000 - 10,000 = 20,000 long, less 12,000 = 8,000.
  it("runs from the first wrong year on, and carries what is left", () => {
    const cascaded = run();
    expect(
      cascaded.years.map(({ year, action, carryoverIn, change }) => [
        year,
        action,
        usdText(carryoverIn.short),
        usdText(change.line16),
      ]),
    ).toEqual([
      [2023, "amend-refund", "0", "-15000"],
      [2024, "amend-refund", "12000", "-12000"],
      [2025, "none", "0", "0"],
    ]);
    // 2023: 3,000 x 22 %; table rows 76,150-76,200 and 73,150-73,200 lie 3,000 apart. 2024: 12,000 less at 15 %.
    expect(cascaded.years.map(({ change }) => usdText(change.totalTax))).toEqual([
      "-660",
      "-1800",
      "0",
    ]);
    expect(cascaded.filingOrder).toEqual([2023, 2024]);
  });

  it("asks for the lines these books cannot know, one by one, and takes none for zero", () => {
    const [corrected] = run().years;
    const filed = years[0]?.amendable.filed.amounts;
    if (corrected === undefined || filed === undefined) {
      throw new Error("2023");
    }
    const ask = (originals: readonly OriginalLine[]) =>
      amendedReturn({ filed, corrected, originals, appliedToEstimated: ZERO_USD });
    expect(ask([])).toEqual({
      ok: false,
      error: {
        code: "missing-figures",
        lines: ["4a", "7", "10", "12", "13", "14", "15", "16", "18"],
      },
    });
    const nothing = { ...filed, agi: null, incomeTax: null, taxableIncomeSigned: null };
    expect(
      amendedReturn({
        filed: nothing,
        corrected,
        originals: lines(),
        appliedToEstimated: ZERO_USD,
      }),
    ).toMatchObject({ error: { lines: ["1", "2", "6"] } });
    const made = ask(lines({ "4a": "1000", "10": "500", "12": "14000" }));
    if (!made.ok) {
      throw new Error("made");
    }
    const at = (name: string) => {
      const line = made.value.lines.find((each) => each.line === name);
      return [line?.a ?? null, line?.b ?? null, line?.c ?? null].map((amount) =>
        amount === null ? null : usdText(amount),
      );
    };
    // Deductions of 13,850 in all, 1,000 of them on line 4a.
    expect(at("1")).toEqual(["90000", "-3000", "87000"]);
    expect(at("2")).toEqual(["12850", "0", "12850"]);
    expect(at("4a")).toEqual(["1000", "0", "1000"]);
    expect(at("5")).toEqual(["76150", "-3000", "73150"]);
    expect(at("10")).toEqual(["500", "0", "500"]);
    const [a, , c] = at("11");
    // 14,000 withheld less the corrected total tax.
    expect(at("21")[2]).toBe(usdText(subtractUsd(usd("14000"), usd(c ?? ""))));
    expect(usdText(subtractUsd(usd(c ?? ""), usd(a ?? "")))).toBe("-660");
    expect(made.value.method).toBe("Table");
    // As filed: 14,000 withheld, tax 12,066 + 500 = 12,566; the 1,434 it brought back are not told on line 18.
    expect(usdText(unevenBy(made.value))).toBe("1434");
    const even = ask(lines({ "4a": "1000", "10": "500", "12": "14000", "18": "1434" }));
    expect(even.ok && usdText(unevenBy(even.value))).toBe("0");
    const unpaid = ask(lines({ "10": "500", "12": "12000", "16": "500" }));
    expect(unpaid.ok && usdText(unevenBy(unpaid.value))).toBe("-66");
  });

  // Tax of 2023 on 76,150 by the table: middle 76,175; 1,100 + 4,047 + 22 % x 31,450 = 12,066.
  it("drafts Part II from what changed, and says where a carryover comes from", () => {
    const [first, second] = run().years;
    const [of2023, of2024] = years;
    if (!(first && second && of2023 && of2024)) {
      throw new Error("two years");
    }
    expect(
      draftExplanation({
        amended: first,
        filed: of2023.amendable.filed.amounts,
        difference: of2023.difference,
        before: null,
      }),
    ).toEqual([
      "Form 8949, sales of digital assets: 1 transaction left out of the original return is added (net gain or (loss) \u2212$15,000.00). The corrected form is attached.",
      "Reason: transactions that were not recorded when the return was prepared.",
      "Schedule D: net short-term gain or (loss) (line 7) changes from $0.00 to \u2212$15,000.00; the combined amount (line 16) changes from $0.00 to \u2212$15,000.00.",
      expect.stringMatching(
        /^The capital gain line changes from \$0\.00 to \u2212\$3,000\.00; tax changes from \$12,066\.00 to \$11,406\.00\.$/,
      ),
      "Capital loss carried to 2024, corrected: short-term $12,000.00, long-term $0.00.",
    ]);
    expect(
      draftExplanation({
        amended: second,
        filed: of2024.amendable.filed.amounts,
        difference: of2024.difference,
        before: { year: 2023, action: first.action },
      }).join(" "),
    ).toContain(
      "The capital loss carried over from 2023 changes from $0.00 to $12,000.00: the Capital Loss Carryover Worksheet of 2023 is corrected. 2023 is amended by a Form 1040-X of its own.",
    );
  });

  it("is electronic for the present return year and the two before, on paper for older ones", () => {
    const [first] = run().years;
    if (first === undefined) {
      throw new Error("2023");
    }
    expect(packetOf(first, asOf)).toMatchObject({ delivery: "e-file" });
    expect(packetOf(first, calendarDate("2027-02-01"))).toMatchObject({ delivery: "paper" });
    const packet = packetOf(first, asOf);
    expect(packet.attach.map(({ what }) => what).join(" | ")).not.toContain("8960");
    expect(packet.keep[0]?.what).toContain("2023 to 2024");
    expect(packet.leaveOut[0]?.what).toBe("The original return");
  });

  // Due April 15, 2024 without an extension: a second return until then replaces the first (rules.md 14.9).
  it("says when a return filed again replaces the first, and what runs on tax and refund", () => {
    const [first] = run().years;
    if (first === undefined) {
      throw new Error("2023");
    }
    const notes = (year: typeof first, day: string) => packetOf(year, calendarDate(day)).notes;
    expect(notes(first, "2024-04-15").join(" ")).toContain("Until Apr 15, 2024");
    expect(notes(first, "2024-04-16").join(" ")).not.toContain("replaces the first");
    expect(notes(first, "2026-11-21")).toEqual(["The IRS adds interest to a refund."]);
    expect(notes({ ...first, action: "amend-pay" }, "2026-11-21").join(" ")).toContain(
      "Reg. 1.6664-2(c)(2)",
    );
    // IRC 6501(a), (b)(1): three years from April 15, 2024, when a return filed before counts as filed.
    const owed = (day: string) => notes({ ...first, action: "amend-pay" }, day).join(" ");
    expect(owed("2027-04-15")).not.toContain("6501(a)");
    expect(owed("2027-04-16")).toContain("passed on Apr 15, 2027 (IRC 6501(a))");
    expect(notes({ ...first, action: "refund-closed" }, "2026-11-21").join(" ")).toContain(
      "declared disaster",
    );
    expect(notes({ ...first, action: "record-only" }, "2026-11-21")).toEqual([]);
  });
});

describe("the chain of filed years", () => {
  it("stops before a year nobody filed, at one without income, and where figures as filed are not known", () => {
    const [a, b, c] = years.map(({ amendable }) => amendable);
    if (!(a && b && c)) {
      throw new Error("three years");
    }
    expect(chainOf([a, c])).toMatchObject({ hurdle: { year: 2024, code: "not-filed" } });
    expect(chainOf([a, c]).years).toHaveLength(1);
    expect(chainOf([a, { ...b, now: null }]).hurdle).toEqual({ year: 2024, code: "no-profile" });
    const unknown = {
      ...a,
      filed: { ...a.filed, amounts: { ...a.filed.amounts, totalTax: null } },
    };
    expect(chainOf([unknown, b]).hurdle).toEqual({
      year: 2023,
      code: "missing-figures",
      figures: ["totalTax"],
    });
    expect(
      chainOf([
        { ...a, isEqual: true },
        { ...b, isEqual: true },
      ]),
    ).toEqual({
      years: [],
      hurdle: null,
    });
  });
});

describe("laws of every cascade", () => {
  const cents = (low: number, high: number) =>
    fc.integer({ min: low * 100, max: high * 100 }).map((whole) => usd((whole / 100).toFixed(2)));
  const gains = fc.record({ short: cents(-40000, 40000), long: cents(-40000, 40000) });
  const oneYear = fc.record({ filed: gains, now: gains, income: cents(0, 150000) });
  const NONE = { short: ZERO_USD, long: ZERO_USD };

  function yearsOf(told: readonly { filed: Gains; now: Gains; income: Usd }[]): AmendYear[] {
    let carried = NONE;
    return told.map(({ filed, now, income }, index) => {
      const year = 2021 + index;
      const of = profile(year, {
        ordinaryIncome: income,
        deduction: rulesOf(year).standardDeduction.single,
      });
      const outcome = outcomeOf({
        gains: { ...filed, collectible: ZERO_USD },
        carryoverIn: carried,
        profile: of,
        rules: rulesOf(year),
        method: "table",
      });
      const filedCarryoverIn = carried;
      carried = { short: outcome.shortCarryoverOut, long: outcome.longCarryoverOut };
      const due = calendarDate(`${year + 1}-04-15`);
      return {
        profile: of,
        filedCarryoverIn,
        filed: figuresOf(outcome),
        filing: { dueDate: due, extensionMonths: 0, filedDate: due, payments: [] },
        gains: { ...now, collectible: ZERO_USD },
      };
    });
  }
  interface Gains {
    readonly short: Usd;
    readonly long: Usd;
  }

  it("what is corrected is what was filed and the change, line by line; a year's carryover out is the next one's in", () => {
    fc.assert(
      fc.property(fc.array(oneYear, { minLength: 1, maxLength: 5 }), (told) => {
        const chain = yearsOf(told);
        const ran = cascade(chain, asOf, "table");
        if (!ran.ok) {
          throw new Error(ran.error.message);
        }
        for (const [index, { corrected, change, carryoverIn }] of ran.value.years.entries()) {
          const filed = chain[index]?.filed;
          for (const name of Object.keys(corrected) as (keyof typeof corrected)[]) {
            expect(addUsd(filed?.[name] ?? ZERO_USD, change[name])).toEqual(corrected[name]);
          }
          const last = ran.value.years[index - 1]?.corrected;
          if (last !== undefined) {
            expect(carryoverIn).toEqual({
              short: last.shortCarryoverOut,
              long: last.longCarryoverOut,
            });
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  // IRC 1212(b): what is carried on is the year's net loss less what the year used, which is the allowed loss, less the part income below zero protects.
  it("conserves losses: net loss = used + carried on, and nothing is carried out of a net gain", () => {
    fc.assert(
      fc.property(fc.array(oneYear, { minLength: 1, maxLength: 5 }), (told) => {
        const ran = cascade(yearsOf(told), asOf, "table");
        if (!ran.ok) {
          throw new Error(ran.error.message);
        }
        for (const { corrected } of ran.value.years) {
          const out = addUsd(corrected.shortCarryoverOut, corrected.longCarryoverOut);
          const loss = Number(usdText(corrected.line16));
          const used = Math.min(
            Number(usdText(corrected.line21)),
            Math.max(
              0,
              Number(usdText(corrected.taxableIncomeSigned)) + Number(usdText(corrected.line21)),
            ),
          );
          expect(Number(usdText(out))).toBeCloseTo(loss < 0 ? -loss - used : 0, 6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("columns of Form 1040-X add up on every line: C = A + B", () => {
    fc.assert(
      fc.property(oneYear, cents(0, 9000), cents(0, 9000), (told, credits, withheld) => {
        const chain = yearsOf([told]);
        const ran = cascade(chain, asOf, "table");
        const [corrected] = ran.ok ? ran.value.years : [];
        const [year] = chain;
        if (corrected === undefined || year === undefined) {
          throw new Error("one year");
        }
        const made = amendedReturn({
          filed: {
            ...year.filed,
            shortCarryoverIn: ZERO_USD,
            longCarryoverIn: ZERO_USD,
            agi: addUsd(year.profile.ordinaryIncome, year.filed.capitalGainLine),
          },
          corrected,
          originals: lines({ "7": usdText(credits), "12": usdText(withheld) }),
          appliedToEstimated: ZERO_USD,
        });
        if (!made.ok) {
          throw new Error("made");
        }
        for (const { a, b, c } of made.value.lines) {
          if (a !== null && b !== null) {
            expect(addUsd(a, b)).toEqual(c);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
