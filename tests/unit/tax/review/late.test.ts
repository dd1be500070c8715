import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { compareUsd, subtractUsd, type Usd, usd, usdText } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import { inOrder } from "@/lib/tax/order";
import { yearsNow } from "@/lib/tax/review/stake";
import { wayTaxes } from "@/lib/tax/review/way-taxes";
import type { Identification, LedgerSettings, LotMethod, StandingOrder } from "@/lib/tax/settings";
import { accountId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import { AS_OF, buy, profile, sell, settings } from "../make";
import { reviewed } from "./reviewed";

// As in stakes.test.ts: single, taxable 44,250 in 2025, tax 5,071.50.
const PROFILES = [
  profile(2024, { ordinaryIncome: usd("60000"), deduction: usd("14600") }),
  profile(2025, { ordinaryIncome: usd("60000"), deduction: usd("15750") }),
];

const text = (tax: { low: Usd; high: Usd } | null | undefined) =>
  tax === null || tax === undefined ? null : [usdText(tax.low), usdText(tax.high)];

const named = (
  transaction: string,
  lot: string,
  units: string,
  madeAt: string,
): Identification => ({
  transaction: transactionId(transaction),
  madeAt: instant(madeAt),
  toldBrokerAt: null,
  lots: [{ lot, quantity: quantity(units) }],
});

const order = (method: LotMethod, madeAt: string): StandingOrder => ({
  id: "o",
  account: null,
  method,
  effectiveFrom: instant("2020-01-01T00:00:00Z"),
  madeAt: instant(madeAt),
  toldBrokerAt: null,
});

const BOUGHT = [
  buy("2023-01-05", "1", "10000", { id: "old" }),
  buy("2025-01-05", "1", "39000", { id: "new" }),
];
const SOLD = sell("2025-06-02", "1", "40000", { id: "out" });

function stakeOf(rows: readonly Transaction[], change: Partial<LedgerSettings>, kind: string) {
  const item = reviewed(rows, PROFILES, change).items.find((each) => each.kind === kind);
  return item?.stake.is === "known" ? text(item.stake.years[0]?.tax) : item?.stake;
}

describe("what is not on record in time", () => {
  // FIFO, as the law has it: long gain 30,000, 3,885 of tax. In time: short gain 1,000, 12 % is 120. The stake bounds both class by
  // class: at least 29,000 less of long gain, so 1,000 at 0 %: -3,885; at most 1,000 of the 30,000 short: 120 + 15 % of 25,900, 120 more.
  it("an identification: as it stands, or as if it had been in time", () => {
    const identifications = [named("out", "new", "1", "2025-06-03T00:00:00Z")];
    const rows = [...BOUGHT, SOLD];
    expect(stakeOf(rows, { identifications }, "identification")).toEqual(["-3885", "120"]);
    const ledger = computeLedger({
      transactions: inOrder(rows),
      settings: settings({ identifications }),
      asOf: AS_OF,
    });
    const years = computeYears({ ledger, profiles: PROFILES, asOf: AS_OF, method: "schedule" });
    const item = reviewed(rows, PROFILES, { identifications }).items[0];
    invariant(item !== undefined, "the identification is an item");
    // Each way by itself is exact: 120 - 3,885 = -3,765.
    expect(
      wayTaxes(item, 2025, yearsNow(years)).map(({ as, tax }) => [
        as,
        tax === null ? null : usdText(tax),
      ]),
    ).toEqual([
      ["left-out", "0"],
      ["in-time", "-3765"],
    ]);
  });

  it("a standing order of all accounts: every asset it governs, and other items of an asset make the range an estimate", () => {
    const standingOrders = [order("hifo", "2026-01-01T00:00:00Z")];
    const eth = [
      buy("2023-01-05", "1", "1000", { asset: "ETH" }),
      buy("2025-01-05", "1", "2900", { asset: "ETH" }),
      sell("2025-06-03", "1", "3000", { asset: "ETH" }),
    ];
    const rows = [...BOUGHT, SOLD, ...eth];
    // FIFO: long gain 32,000; taxable 44,250: 0 % on 4,100, 15 % on 27,900 = 4,185. In time: short gain 1,100, 12 % is 132.
    // Bounds class by class, as above: 1,100 of long gain at 0 %, and 132 more with 1,100 of it short.
    expect(stakeOf(rows, { standingOrders }, "identification")).toEqual(["-4185", "132"]);
    const lacking = sell("2025-07-01", "3", "9000", { asset: "ETH" });
    const { years } = reviewed([...rows, lacking], PROFILES, { standingOrders });
    expect(years.find(({ year }) => year === 2025)?.isBound).toBe(false);
  });

  it("an allocation of 2025 that came too late: the lots where they were traced to, or where it puts them", () => {
    const rows = [
      buy("2023-01-05", "1", "10000", { id: "old", account: "A" }),
      buy("2024-12-05", "1", "39000", { id: "new", account: "B" }),
      sell("2025-06-02", "1", "40000", { id: "out", account: "A" }),
    ];
    const allocation2025 = {
      kind: "specific" as const,
      completedAt: instant("2025-08-01T00:00:00Z"),
      rows: [
        { account: accountId("A"), lot: "new", quantity: quantity("1") },
        { account: accountId("B"), lot: "old", quantity: quantity("1") },
      ],
    };
    const change = { pool: "universal-until-2024" as const, allocation2025 };
    // Traced: the old lot in A, 3,885. Allocated: the new one, short gain 1,000, 120. Bounds as for the identification.
    expect(stakeOf(rows, change, "identification")).toEqual(["-3885", "120"]);
  });

  it("that would change nothing says so", () => {
    const identifications = [named("out", "old", "1", "2025-06-03T00:00:00Z")];
    expect(stakeOf([...BOUGHT, SOLD], { identifications }, "identification")).toEqual({
      is: "none",
      why: "no-difference",
    });
  });
});

describe("a quantity below zero", () => {
  it("has no effect as it stands, and may be a size with a sign", () => {
    const minus = sell("2025-06-02", "-1", "40000", { id: "out" });
    const { items } = reviewed([...BOUGHT, minus], PROFILES);
    const item = items.find(({ code }) => code === "bad-quantity");
    expect(item?.stake.is === "known" && text(item.stake.years[0]?.tax)).toEqual(["0", "3885"]);
  });

  it("of zero is not known, with its reason", () => {
    const zero = sell("2025-06-02", "0", "40000", { id: "out" });
    const { items } = reviewed([...BOUGHT, zero], PROFILES);
    expect(items.find(({ code }) => code === "bad-quantity")?.stake).toEqual({
      is: "unknown",
      why: "no-quantity",
    });
  });
});

const draws = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 700 }),
    isSale: fc.boolean(),
    units: fc.integer({ min: 1, max: 5 }),
    price: fc.integer({ min: 1, max: 60 }),
  }),
  { minLength: 3, maxLength: 12 },
);

const START = Date.parse("2024-01-01T12:00:00Z");

function rowsOf(all: typeof draws extends fc.Arbitrary<infer T> ? T : never): Transaction[] {
  const bought = buy("2023-01-01", "60", "600000", { id: "first" });
  const rest = all.map(({ day, isSale, units, price }, index) => {
    const at = new Date(START + day * 86_400_000).toISOString();
    const make = isSale ? sell : buy;
    return make(at, String(units), String(units * price * 1000), { id: `r${index}` });
  });
  return [bought, ...rest];
}

function taxes(rows: readonly Transaction[], change: Partial<LedgerSettings>) {
  const ledger = computeLedger({
    transactions: inOrder(rows),
    settings: settings(change),
    asOf: AS_OF,
  });
  const years = computeYears({ ledger, profiles: PROFILES, asOf: AS_OF, method: "schedule" });
  return new Map(years.map(({ year, tax }) => [year, tax?.total ?? null]));
}

describe("the range of a year with an order that came too late", () => {
  it.each(["lifo", "hifo", "lowest-gain"] as const)(
    "holds the books computed with it and without it, whole (%s)",
    (method) => {
      let ranged = 0;
      fc.assert(
        fc.property(draws, (all) => {
          const rows = rowsOf(all);
          const late = [order(method, "2026-06-01T00:00:00Z")];
          const inTime = [order(method, "2020-01-01T00:00:00Z")];
          const { years } = reviewed(rows, PROFILES, { standingOrders: late });
          const ways = [
            taxes(rows, { standingOrders: late }),
            taxes(rows, { standingOrders: inTime }),
          ];
          for (const { year, tax, isBound } of years) {
            for (const way of ways) {
              const found = way.get(year) ?? null;
              if (tax !== null && found !== null && isBound) {
                ranged += 1;
                expect(compareUsd(subtractUsd(found, tax.low), usd("0"))).toBeGreaterThanOrEqual(0);
                expect(compareUsd(subtractUsd(tax.high, found), usd("0"))).toBeGreaterThanOrEqual(
                  0,
                );
              }
            }
          }
        }),
        { numRuns: 150 },
      );
      // The law is about something: most draws have sales that another order changes.
      expect(ranged).toBeGreaterThan(100);
    },
  );
});
