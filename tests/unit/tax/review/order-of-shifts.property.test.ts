import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareUsd, usd, ZERO_USD } from "@/lib/money/usd";
import { computeYears } from "@/lib/tax/compute";
import { carryoverIn, carryoverWith, type End, taxWith } from "@/lib/tax/review/return-with";
import { joinShift, meetShift, NO_SHIFT, type Shift } from "@/lib/tax/review/shift";
import type { YearProfile } from "@/lib/tax/settings";
import type { YearResult } from "@/lib/tax/year-result";
import { AS_OF, buy, ledgerOf, profile, sell } from "../make";

/**
 * The bounds of the review rest on one law of the return: a dollar more of anything never lowers the tax, nor does a dollar that
 * moves from long-term to collectible to short-term gain to ordinary income (IRC 1(h), 1211(b), 1411). Held here against the
 * worksheets themselves, over incomes across all brackets, both signs of every gain, carryovers and every filing status.
 */
const dollars = (low: number, high: number) =>
  fc.integer({ min: low, max: high }).map((amount) => usd(String(amount)));

const CLASSES = ["income", "short", "collectible", "long"] as const;

const arbitraryYear = fc
  .record({
    filingStatus: fc.constantFrom("single", "mfj", "mfs", "hoh", "qss"),
    ordinaryIncome: dollars(0, 700_000),
    deduction: dollars(0, 30_000),
    qualifiedDividends: fc.oneof(fc.constant(ZERO_USD), dollars(0, 80_000)),
    otherInvestmentIncome: fc.oneof(fc.constant(ZERO_USD), dollars(0, 50_000)),
    otherShort: dollars(-60_000, 120_000),
    otherLong: dollars(-60_000, 300_000),
    shortCarryoverIn: fc.oneof(fc.constant(ZERO_USD), dollars(0, 40_000)),
    longCarryoverIn: fc.oneof(fc.constant(ZERO_USD), dollars(0, 40_000)),
    year: fc.constantFrom(2019, 2022, 2024, 2025, 2026),
    art: dollars(-40_000, 90_000),
  })
  .map(({ art, year, ...told }) => yearOf(profile(year, told as Partial<YearProfile>), art));

/** A year with a long-term collectible gain or loss in the books: the 28 % group. */
function yearOf(of: YearProfile, art: typeof ZERO_USD): YearResult {
  const cost = "100000";
  const proceeds = String(BigInt(cost) + BigInt(String(art)) / 10n ** 18n);
  const rows = [
    buy(`${of.year - 3}-01-02`, "1", cost, { asset: "ART" }),
    sell(`${of.year}-05-05`, "1", proceeds, { asset: "ART" }),
  ];
  const [asset] = [rows[0]?.kind === "buy" ? rows[0].received.asset : null];
  if (asset === null) {
    throw new Error("the first row is a purchase");
  }
  const assets = [{ asset, class: "digital", collectible: true, identicalTo: null } as const];
  const years = computeYears({
    ledger: ledgerOf(rows, { assets }),
    profiles: [of],
    asOf: AS_OF,
    method: "schedule",
    assets,
  });
  const found = years.find(({ year }) => year === of.year);
  if (found === undefined) {
    throw new Error("the year is computed");
  }
  return found;
}

const arbitraryShift: fc.Arbitrary<Shift> = fc.record({
  income: dollars(0, 50_000),
  short: dollars(-80_000, 80_000),
  collectible: dollars(-50_000, 50_000),
  long: dollars(-80_000, 80_000),
});

function tax(year: YearResult, shift: Shift, end: End = "low") {
  const total = taxWith(year, shift, end);
  if (total === null) {
    throw new Error("the year has a profile and rules");
  }
  return total;
}

const step = (of: Partial<Shift>): Shift => ({ ...NO_SHIFT, ...of });

const RUNS = { numRuns: 400 } as const;

describe("the order of shifts", () => {
  it("a dollar more of any class never lowers the tax", () => {
    fc.assert(
      fc.property(
        arbitraryYear,
        arbitraryShift,
        fc.constantFrom(...CLASSES),
        dollars(1, 60_000),
        (year, at, name, more) => {
          const above = {
            ...at,
            [name]: usd(
              String(BigInt(String(at[name])) / 10n ** 18n + BigInt(String(more)) / 10n ** 18n),
            ),
          };
          expect(compareUsd(tax(year, above), tax(year, at))).toBeGreaterThanOrEqual(0);
        },
      ),
      RUNS,
    );
  });

  it("a dollar that moves from a class to the one above never lowers the tax", () => {
    fc.assert(
      fc.property(
        arbitraryYear,
        arbitraryShift,
        fc.constantFrom(
          ["long", "collectible", "low"] as const,
          ["collectible", "short", "low"] as const,
          ["long", "collectible", "high"] as const,
          ["collectible", "short", "high"] as const,
          // Only where income is net investment income as gain is.
          ["short", "income", "high"] as const,
        ),
        dollars(1, 60_000),
        (year, at, [from, to, end], moved) => {
          const whole = (amount: typeof moved) => BigInt(String(amount)) / 10n ** 18n;
          const above = {
            ...at,
            [from]: usd(String(whole(at[from]) - whole(moved))),
            [to]: usd(String(whole(at[to]) + whole(moved))),
          };
          expect(compareUsd(tax(year, above, end), tax(year, at, end))).toBeGreaterThanOrEqual(0);
        },
      ),
      RUNS,
    );
  });

  it("so tax lies between the meet and the join of any two", () => {
    fc.assert(
      fc.property(arbitraryYear, arbitraryShift, arbitraryShift, (year, a, b) => {
        const [least, most] = [meetShift(a, b), joinShift(a, b)];
        for (const each of [a, b]) {
          for (const end of ["low", "high"] as const) {
            const total = tax(year, each, end);
            expect(compareUsd(tax(year, most, "high"), total)).toBeGreaterThanOrEqual(0);
            expect(compareUsd(tax(year, least, "low"), total)).toBeLessThanOrEqual(0);
          }
        }
      }),
      RUNS,
    );
  });

  it("more of any class never carries more out, short or long", () => {
    fc.assert(
      fc.property(
        arbitraryYear,
        arbitraryShift,
        fc.constantFrom(...CLASSES),
        dollars(1, 60_000),
        (year, at, name, more) => {
          const whole = (amount: typeof more) => BigInt(String(amount)) / 10n ** 18n;
          const above = { ...at, [name]: usd(String(whole(at[name]) + whole(more))) };
          const [less, most] = [above, at].map((shift) =>
            carryoverWith(year, shift, carryoverIn(year)),
          );
          expect(compareUsd(less?.short ?? ZERO_USD, most?.short ?? ZERO_USD)).toBeLessThanOrEqual(
            0,
          );
          expect(compareUsd(less?.long ?? ZERO_USD, most?.long ?? ZERO_USD)).toBeLessThanOrEqual(0);
        },
      ),
      RUNS,
    );
  });

  it("a step of nothing is nothing: the year's own tax", () => {
    fc.assert(
      fc.property(arbitraryYear, (year) => {
        expect(tax(year, step({}))).toEqual(year.tax?.total);
      }),
      RUNS,
    );
  });
});
