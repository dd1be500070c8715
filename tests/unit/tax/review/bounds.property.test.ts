import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { addUsd, compareUsd, type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import { inOrder } from "@/lib/tax/order";
import type { LotMethod, YearProfile } from "@/lib/tax/settings";
import type { Deposit, Transaction, Withdrawal } from "@/lib/tax/transaction";
import { yearOf } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { AS_OF, buy, leg, profile, sell, settings, told } from "../make";
import { reviewed } from "./reviewed";
import { deposit, withdrawal } from "./rows";

/**
 * What the review promises, held against really computing the books again: whatever each open item turns out to be (a deposit a
 * purchase for nothing or at its value, or income; a withdrawal a sale or none; missing units bought for nothing), the tax of
 * every year lies in the range given before anybody knew.
 */
interface Draw {
  readonly day: number;
  readonly kind: "buy" | "sell" | "deposit" | "withdrawal";
  readonly units: number;
  readonly price: number;
}

const draws = fc.array(
  fc.record<Draw>({
    day: fc.integer({ min: 0, max: 1090 }),
    kind: fc.constantFrom("buy", "sell", "deposit", "withdrawal"),
    units: fc.integer({ min: 1, max: 9 }),
    price: fc.integer({ min: 1, max: 60 }),
  }),
  { minLength: 2, maxLength: 14 },
);

const START = Date.parse("2023-01-01T12:00:00Z");

function rowsOf(all: readonly Draw[]): readonly Transaction[] {
  return all.map(({ day, kind, units, price }, index) => {
    const at = new Date(START + day * 86_400_000).toISOString();
    const value = String(units * price * 1000);
    const change = { id: `r${index}` };
    const make = { buy, sell, deposit, withdrawal }[kind];
    return make(at, String(units), value, change);
  });
}

const PROFILES = [2023, 2024, 2025].map((year) =>
  profile(year, { ordinaryIncome: usd("90000"), deduction: usd("15000") }),
);

type Choice = 0 | 1 | 2;

/** The books as one way of everything makes them, with income that would be on the return. */
function settled(
  rows: readonly Transaction[],
  choices: readonly Choice[],
): { readonly rows: readonly Transaction[]; readonly profiles: readonly YearProfile[] } {
  const income = new Map<number, Usd>();
  const made = rows.map((row, index) => {
    const choice = choices[index % choices.length] ?? 0;
    if (row.kind === "deposit") {
      if (choice === 2 && row.value !== null) {
        const year = yearOf(row.at.slice(0, 10) as Parameters<typeof yearOf>[0]);
        income.set(year, addUsd(income.get(year) ?? ZERO_USD, row.value));
      }
      return asAcquired(row, choice);
    }
    return row.kind === "withdrawal" && choice > 0 ? asSold(row) : row;
  });
  const profiles = PROFILES.map((each) => ({
    ...each,
    ordinaryIncome: addUsd(each.ordinaryIncome, income.get(each.year) ?? ZERO_USD),
  }));
  return { rows: made, profiles };
}

function asAcquired({ chain: _, ...row }: Deposit, choice: Choice): Transaction {
  return choice === 2
    ? { ...row, kind: "income", incomeKind: "other" }
    : { ...row, kind: "buy", value: choice === 1 ? row.value : ZERO_USD };
}

function asSold({ chain: _, ...row }: Withdrawal): Transaction {
  return { ...row, kind: "sell" };
}

/** Adds purchases for nothing just before every sale that still lacks units. */
function filled(rows: readonly Transaction[], method: LotMethod): readonly Transaction[] {
  const { ledger } = computed(rows, PROFILES, method);
  const lacking = ledger.closedLots.filter(({ lot }) => lot === null);
  return [
    ...rows,
    ...lacking.map(({ disposal, quantity }, index) => {
      const at = rows.find(({ id }) => id === disposal)?.at ?? instant("2023-01-01T00:00:00Z");
      return {
        ...told(at, { id: `fill${index}` }),
        kind: "buy" as const,
        received: leg("BTC", quantityText(quantity)),
        value: ZERO_USD,
      };
    }),
  ];
}

const orderOf = (method: LotMethod) =>
  method === "fifo"
    ? {}
    : {
        standingOrders: [
          {
            id: "o",
            account: null,
            method,
            effectiveFrom: instant("2020-01-01T00:00:00Z"),
            madeAt: instant("2020-01-01T00:00:00Z"),
            toldBrokerAt: null,
          },
        ],
      };

function computed(
  rows: readonly Transaction[],
  profiles: readonly YearProfile[],
  method: LotMethod,
) {
  const ledger = computeLedger({
    transactions: inOrder(rows),
    settings: settings(orderOf(method)),
    asOf: AS_OF,
  });
  return {
    ledger,
    years: computeYears({ ledger, profiles, asOf: AS_OF, method: "schedule" }),
  };
}

function expectWithin(
  tax: Usd | undefined,
  range: { readonly low: Usd; readonly high: Usd },
  what: string,
): void {
  const found = tax ?? ZERO_USD;
  const words = `${what}: ${usdText(found)} in ${usdText(range.low)} to ${usdText(range.high)}`;
  expect([compareUsd(found, range.low) >= 0, compareUsd(found, range.high) <= 0, words]).toEqual([
    true,
    true,
    words,
  ]);
}

const choicesOf = fc.array(fc.constantFrom<Choice>(0, 1, 2), { minLength: 14, maxLength: 14 });

describe("the range of a year", () => {
  it.each(["fifo", "lifo"] as const)(
    "holds whatever everything open turns out to be (%s)",
    (method) => {
      fc.assert(
        fc.property(draws, choicesOf, fc.boolean(), (all, choices, isFilled) => {
          const rows = rowsOf(all);
          const { years } = reviewed(rows, PROFILES, orderOf(method));
          const way = settled(rows, choices);
          const concrete = computed(
            isFilled ? filled(way.rows, method) : way.rows,
            way.profiles,
            method,
          );
          for (const range of years) {
            const year = concrete.years.find((each) => each.year === range.year);
            if (range.tax !== null && year?.tax) {
              expect(range.isBound).toBe(true);
              expectWithin(year.tax.total, range.tax, String(range.year));
            }
          }
          // A year nothing is open for keeps its tax.
          const ranged = new Set(years.map(({ year }) => year));
          const now = computed(rows, PROFILES, method).years;
          for (const year of concrete.years.filter((each) => !ranged.has(each.year))) {
            const before = now.find((each) => each.year === year.year);
            expect(year.tax?.total ?? null).toEqual(before?.tax?.total ?? null);
          }
        }),
        { numRuns: 400 },
      );
    },
  );

  it.each(["hifo", "lofo", "lowest-gain"] as const)(
    "of one item by itself holds where lots are drawn by what they cost (%s)",
    (method) => {
      fc.assert(
        fc.property(draws, choicesOf, fc.nat({ max: 13 }), (all, choices, which) => {
          const rows = rowsOf(all);
          const { items } = reviewed(rows, PROFILES, orderOf(method));
          const row = rows[which % rows.length];
          const item = items.find(
            ({ rows: [first], kind }) => first === row?.id && kind.startsWith("unmatched"),
          );
          if (row === undefined || item?.stake.is !== "known") {
            return;
          }
          const only = settled([row], choices);
          const others = rows.map((each) => (each === row ? (only.rows[0] ?? each) : each));
          const concrete = computed(others, only.profiles, method).years;
          const now = computed(rows, PROFILES, method).years;
          // The year's own lines: what one year carries into the next is in the year's range, not in the item's.
          for (const { year, tax } of item.stake.years) {
            const base = now.find((each) => each.year === year);
            const found = concrete.find((each) => each.year === year);
            const isSameCarry =
              base?.shortCarryoverIn === found?.shortCarryoverIn &&
              base?.longCarryoverIn === found?.longCarryoverIn;
            if (tax !== null && base?.tax && found?.tax && isSameCarry) {
              expectWithin(
                found.tax.total,
                { low: addUsd(base.tax.total, tax.low), high: addUsd(base.tax.total, tax.high) },
                `${item.key} ${year}`,
              );
            }
          }
        }),
        { numRuns: 300 },
      );
    },
  );
});
