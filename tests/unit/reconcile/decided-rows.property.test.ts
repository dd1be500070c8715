import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addQuantity, quantity } from "@/lib/money/quantity";
import { addUsd, subtractUsd, sumUsd, type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { choicesOf, type Decision } from "@/lib/reconcile/decisions";
import { disposalsOf } from "@/lib/reconcile/disposals-of";
import type { FormLine } from "@/lib/reconcile/form-line";
import { reconcile } from "@/lib/reconcile/reconcile";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { computeYears } from "@/lib/tax/compute";
import type { FormInput } from "@/lib/tax/forms/form-facts";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { wagesOnly } from "../../support/year-profile";
import { AS_OF, buy, ledgerOf, sell } from "../tax/make";

/** One sale of whole units at whole dollars, and how a broker tells it. */
const saleOf = fc.record({
  units: fc.integer({ min: 1, max: 4 }),
  price: fc.integer({ min: 1, max: 900 }),
  fee: fc.integer({ min: 0, max: 9 }),
  bought: fc.constantFrom("2023-05-05", "2024-11-11"),
  cost: fc.integer({ min: 1, max: 900 }),
  month: fc.integer({ min: 1, max: 12 }),
  told: fc.constantFrom("not", "right", "gross", "less"),
  basis: fc.constantFrom("blank", "right", "wrong"),
  reported: fc.boolean(),
  term: fc.constantFrom("short", "long", "ordinary", null),
  wash: fc.constantFrom("0", "3"),
});

/** A line no sale answers: its units are of no sale. */
const strayOf = fc.record({
  cents: fc.integer({ min: 0, max: 900_000 }),
  basis: fc.option(fc.integer({ min: 0, max: 900_000 }), { nil: null }),
  reported: fc.boolean(),
  term: fc.constantFrom("short", "long", "ordinary", null),
  year: fc.constantFrom(2025, 2026),
});

const booksOf = fc.record({
  sales: fc.array(saleOf, { maxLength: 5 }),
  strays: fc.array(strayOf, { maxLength: 3 }),
  pick: fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }),
  rounding: fc.constantFrom("cents", "dollars"),
  exception1: fc.constantFrom("list", "direct"),
  various: fc.boolean(),
});

type Case = typeof booksOf extends fc.Arbitrary<infer T> ? T : never;

const day = (month: number) => `2025-${String(month).padStart(2, "0")}-15`;
const cents = (amount: number) => usd((amount / 100).toFixed(2));

const BLANK = {
  payer: "Harbor Exchange",
  account: "",
  name: "Bitcoin BTC",
  asset: assetId("BTC"),
  acquired: null,
  washDisallowed: null,
} as const;

function ledgerOfCase({ sales }: Case): LedgerResult {
  const told: Transaction[] = sales.flatMap(({ units, price, fee, bought, cost, month }, index) => [
    buy(bought, String(units), String(units * cost), { asset: `A${index}` }),
    sell(day(month), String(units), String(units * price + 10), {
      id: `sale${index}`,
      asset: `A${index}`,
      fee: String(fee),
    }),
  ]);
  return ledgerOf(told);
}

function linesOf({ sales, strays }: Case): readonly FormLine[] {
  const ofSales = sales.flatMap((sale, index): readonly FormLine[] => {
    const { told, units, price, fee, cost, month, basis, reported, term, wash } = sale;
    const net = units * price + 10 - fee;
    const shown = told === "gross" ? net + fee + 1 : told === "less" ? net - 1 : net;
    const own = units * cost;
    return told === "not"
      ? []
      : [
          {
            ...BLANK,
            id: `line${index}`,
            name: `A${index}`,
            asset: assetId(`A${index}`),
            taxYear: 2025,
            units: quantity(String(units)),
            sold: calendarDate(day(month)),
            proceeds: usd(String(shown)),
            basis: basis === "blank" ? null : usd(String(basis === "right" ? own : own + 7)),
            washDisallowed: wash === "0" ? null : usd(wash),
            term,
            covered: reported,
            box: null,
            firstSale: false,
          },
        ];
  });
  const stray = strays.map(
    (one, index): FormLine => ({
      ...BLANK,
      id: `stray${index}`,
      taxYear: one.year,
      units: addQuantity(quantity("0.123"), quantity(String(index + 10))),
      sold: calendarDate(`${one.year}-03-03`),
      proceeds: cents(one.cents),
      basis: one.basis === null ? null : cents(one.basis),
      term: one.term,
      covered: one.reported,
      box: null,
      firstSale: false,
    }),
  );
  return [...ofSales, ...stray];
}

function reconciled(one: Case, ledger: LedgerResult, decisions: readonly Decision[]) {
  return reconcile({
    lines: linesOf(one),
    closedLots: ledger.closedLots,
    accounts: new Map([[accountId("A"), "Harbor Exchange"]]),
    sayings: { decisions, matches: [] },
    told: new Set(),
  });
}

/** Some decision for each difference, or none. */
function decisionsOf(one: Case, ledger: LedgerResult): readonly Decision[] {
  const differences = reconciled(one, ledger, []).forms.flatMap((form) => form.differences);
  return differences.flatMap((difference, index) => {
    const choices = choicesOf(difference);
    const choice = choices[(one.pick[index % one.pick.length] ?? 0) % (choices.length + 1)];
    return choice === undefined
      ? []
      : [{ difference: difference.key, choice: choice.choice, note: "" }];
  });
}

const PROFILES = [wagesOnly(2025, "60000", "15000"), wagesOnly(2026, "60000", "15000")];

function years(one: Case, ledger: LedgerResult, forms: FormInput): readonly YearResult[] {
  const { rounding, exception1, various } = one;
  return computeYears({
    ledger,
    profiles: PROFILES,
    asOf: AS_OF,
    rounding,
    exception1,
    various,
    ...forms,
  });
}

const partsOf = (year: YearResult) => [...year.parts, ...year.directParts];
const rowsOf = (year: YearResult) => partsOf(year).flatMap(({ rows }) => rows);

describe("Form 8949 under whatever was decided of brokers' lines", () => {
  // Amounts are whole dollars, so that no row is rounded and the law can be held to the cent: (h) of all rows = the gains of the closed lots.
  it("adds up in (h) to the gain of the lots, row by row (d) - (e) + (g), and no decision moves tax or carryover", () => {
    fc.assert(
      fc.property(booksOf, (one) => {
        const ledger = ledgerOfCase(one);
        const { reports, answers } = reconciled(one, ledger, decisionsOf(one, ledger));
        const decided = years(one, ledger, { brokerReports: reports, brokerLines: answers });
        const alone = years(one, ledger, {});
        for (const year of decided) {
          expect(usdText(gainIn(year))).toBe(usdText(gainOf(ledger.closedLots, year.year)));
          for (const row of rowsOf(year)) {
            const h = addUsd(subtractUsd(row.proceeds, row.basis), row.adjustment);
            expect(row.gain).toBe(h);
          }
          const bare = alone.find((other) => other.year === year.year);
          expect([year.line7, year.line15, year.line16, year.line21]).toEqual(
            bare === undefined ? [] : [bare.line7, bare.line15, bare.line16, bare.line21],
          );
          expect(year.tax?.total).toEqual(bare?.tax?.total);
          expect([year.shortCarryoverOut, year.longCarryoverOut]).toEqual(
            bare === undefined ? [] : [bare.shortCarryoverOut, bare.longCarryoverOut],
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  // What the IRS can match: (d) of the payer's boxes is what its forms report, more where more was received, and less only by lines nobody has
  // decided, that are missing or are on a Form 1099-B.
  it("has every line of the form in (d): rows that follow it, and a row of its own for each line that is no sale", () => {
    fc.assert(
      fc.property(booksOf, (one) => {
        const cents = { ...one, rounding: "cents" as const };
        const ledger = ledgerOfCase(cents);
        const { forms, reports, answers } = reconciled(cents, ledger, decisionsOf(cents, ledger));
        const all = years(cents, ledger, { brokerReports: reports, brokerLines: answers });
        const followed = all.flatMap(rowsOf).filter(({ report, line }) => report ?? line);
        const inD = sumUsd(followed.map(({ proceeds }) => proceeds));
        const differences = forms.flatMap((form) => form.differences);
        const more = differences.filter(({ kind, apart }) => kind === "proceeds" && below(apart));
        const noRow = differences.filter(
          ({ kind, decided }) =>
            kind === "no-sale" &&
            decided?.choice !== "self-transfer" &&
            decided?.choice !== "not-mine",
        );
        const reported = sumUsd(forms.map((form) => form.proceeds.reported));
        const expected = subtractUsd(
          subtractUsd(reported, sumUsd(noRow.map(({ shown }) => shown ?? ZERO_USD))),
          sumUsd(more.map(({ apart }) => apart ?? ZERO_USD)),
        );
        expect(usdText(inD)).toBe(usdText(expected));
        expect(all.flatMap(rowsOf).filter(({ line }) => line !== null)).toHaveLength(
          answers.length,
        );
      }),
      { numRuns: 300 },
    );
  });

  it("has disposals for the cases above: the generator makes matched, differing and stray lines", () => {
    const seen = { matched: 0, stray: 0, kinds: new Set<string>() };
    for (const one of fc.sample(booksOf, { numRuns: 300, seed: 1 })) {
      const ledger = ledgerOfCase(one);
      const { forms } = reconciled(one, ledger, []);
      expect(disposalsOf(ledger.closedLots)).toHaveLength(one.sales.length);
      for (const form of forms) {
        seen.matched += form.matches.length;
        for (const { kind } of form.differences) {
          seen.kinds.add(kind);
        }
      }
    }
    expect(seen.matched).toBeGreaterThan(300);
    expect([...seen.kinds].sort()).toEqual(["basis", "no-sale", "proceeds", "term", "wash"]);
  });
});

const below = (amount: Usd | null): boolean => amount !== null && amount < ZERO_USD;

function gainIn(year: YearResult): Usd {
  return sumUsd(partsOf(year).map(({ gain }) => gain));
}

function gainOf(lots: readonly ClosedLot[], year: number): Usd {
  return sumUsd(
    lots.filter(({ sold }) => sold.startsWith(`${year}`)).map(({ gain }) => gain ?? ZERO_USD),
  );
}
