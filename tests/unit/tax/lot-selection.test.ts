import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { price } from "@/lib/money/price";
import { quantity, quantityText } from "@/lib/money/quantity";
import { compareRate, LOWEST_RATE, rateKey, type UnitRate, unitRate } from "@/lib/money/unit-rate";
import { type Usd, usd } from "@/lib/money/usd";
import { saleOrder } from "@/lib/tax/harvest/sale";
import { KeyedHeap } from "@/lib/tax/lot-selection/keyed-heap";
import type { LotMethod } from "@/lib/tax/settings";
import { accountId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, ledgerOf, leg, sell, told } from "./make";

const under = (method: LotMethod) => ({
  standingOrders: [
    {
      id: "o",
      account: null,
      method,
      effectiveFrom: instant("2000-01-01T00:00:00Z"),
      madeAt: instant("2000-01-01T00:00:00Z"),
      toldBrokerAt: null,
    },
  ],
});

const RUNS = { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 300) };

describe("lowest basis first", () => {
  const lots = [
    buy("2023-01-10", "1", "20", { id: "middle" }),
    buy("2023-02-10", "1", "9", { id: "fee", fee: "2" }),
    buy("2023-03-10", "2", "20", { id: "low" }),
    buy("2023-04-10", "1", "10", { id: "low-later" }),
  ];

  it("takes the lowest basis per unit, fees included, then the older lot", () => {
    const { closedLots } = ledgerOf([...lots, sell("2024-12-01", "5", "500")], under("lofo"));
    // 10 a unit (the older first), then 9 + 2 = 11, then 20.
    expect(closedLots.map(({ lot, method }) => [lot, method])).toEqual([
      ["low", "lofo"],
      ["low-later", "lofo"],
      ["fee", "lofo"],
      ["middle", "lofo"],
    ]);
  });

  it("takes a lot whose basis is not known last, as the highest basis first does", () => {
    const unknown: Transaction = {
      ...told("2022-01-01", { id: "unknown" }),
      kind: "deposit",
      received: leg("BTC", "1"),
      value: null,
    };
    const later: Transaction = { ...unknown, ...told("2022-02-01", { id: "unknown-later" }) };
    for (const method of ["lofo", "hifo"] as const) {
      const sold = ledgerOf([unknown, later, ...lots, sell("2024-12-01", "7", "7")], under(method));
      expect(sold.closedLots.slice(-2).map(({ lot }) => lot)).toEqual(["unknown", "unknown-later"]);
    }
  });

  it("knows lots that come in after the first sale, and older ones that arrive by transfer", () => {
    const arrives: Transaction = {
      ...told("2024-02-01", { account: "B" }),
      kind: "transfer",
      toAccount: accountId("A"),
      sent: leg("BTC", "1"),
      received: leg("BTC", "1"),
      feeValue: null,
    };
    const { closedLots } = ledgerOf(
      [
        ...lots,
        buy("2022-01-01", "1", "1", { id: "moved", account: "B" }),
        sell("2024-01-01", "1", "50"),
        arrives,
        buy("2024-02-02", "1", "2", { id: "new" }),
        sell("2024-03-01", "3", "150"),
      ],
      under("lofo"),
    );
    expect(closedLots.map(({ lot }) => lot)).toEqual(["low", "moved", "new", "low"]);
  });

  it("the order a harvest counts on is the order a sale takes, by every method", () => {
    const row = fc.record({
      cost: fc.integer({ min: 0, max: 50 }),
      units: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 15 }),
        fc.constantFrom<LotMethod>("fifo", "lifo", "hifo", "lofo", "lowest-gain"),
        (rows, method) => {
          const bought = rows.map(({ cost, units }, index) =>
            buy(`2024-01-${String(index + 1).padStart(2, "0")}`, String(units), String(cost), {
              id: `t${index}`,
            }),
          );
          const all = rows.reduce((sum, { units }) => sum + units, 0);
          const { openLots } = ledgerOf(bought, under(method));
          const { closedLots } = ledgerOf(
            [...bought, sell("2024-06-01", String(all), String(all * 3))],
            under(method),
          );
          expect(closedLots.map(({ lot }) => lot)).toEqual(
            saleOrder(openLots, method, price("3"), calendarDate("2024-06-01")).map(
              ({ lot }) => lot,
            ),
          );
        },
      ),
      RUNS,
    );
  });
});

describe("the machine number of a rate", () => {
  const amount = fc
    .tuple(
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.bigInt({ min: 1n, max: 10n ** 30n }),
    )
    .map(([dollars, units]) => unitRate(dollars as unknown as Usd, quantity(String(units))));

  it("never contradicts the exact comparison", () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [left, right] = [rateKey(a), rateKey(b)];
        if (left !== right) {
          expect(compareRate(a, b)).toBe(left < right ? -1 : 1);
        }
      }),
      RUNS,
    );
  });

  it("says nothing of rates closer than it can tell: these are compared exactly", () => {
    const a = unitRate(usd("10000000000"), quantity("1"));
    const b = unitRate(usd("10000000000.000000000000000001"), quantity("1"));
    expect(rateKey(a)).toBe(rateKey(b));
    expect(compareRate(a, b)).toBe(-1);
    expect(rateKey(LOWEST_RATE)).toBeLessThan(rateKey(unitRate(usd("-1"), quantity("1"))));
    const { closedLots } = ledgerOf(
      [
        buy("2023-01-01", "1", "10000000000", { id: "a" }),
        buy("2023-01-02", "1", "10000000000.000000000000000001", { id: "b" }),
        buy("2023-01-03", "1", "10000000000", { id: "c" }),
        sell("2024-01-01", "3", "3"),
      ],
      under("hifo"),
    );
    expect(closedLots.map(({ lot }) => lot)).toEqual(["b", "a", "c"]);
  });
});

describe("a heap with numbers beside its items", () => {
  it("gives items in the order of their numbers, equal ones in the order of the rule", () => {
    const item = fc.record({ key: fc.integer({ min: 0, max: 5 }), rank: fc.integer() });
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 60 }),
        fc.array(item, { maxLength: 20 }),
        (first, second) => {
          const heap = new KeyedHeap<{ key: number; rank: number }>((a, b) => a.rank < b.rank);
          for (const each of first) {
            heap.push(each, each.key);
          }
          const half = first.length >> 1;
          const out = [];
          for (let taken = 0; taken < half; taken++) {
            out.push(heap.pop());
          }
          for (const each of second) {
            heap.push(each, each.key);
          }
          const order = (a: { key: number; rank: number }, b: { key: number; rank: number }) =>
            a.key - b.key || a.rank - b.rank;
          const sorted = [...first].sort(order);
          expect(out).toEqual(sorted.slice(0, half));
          const rest = [...sorted.slice(half), ...second].sort(order);
          for (const each of rest) {
            expect(heap.peek()).toEqual(each);
            expect(heap.pop()).toEqual(each);
          }
          expect(heap.peek()).toBeNull();
          expect(heap.pop()).toBeNull();
        },
      ),
      RUNS,
    );
  });
});

it("rates are exact: equal fractions are equal however they are written", () => {
  const rates: UnitRate[] = [
    unitRate(usd("1"), quantity("3")),
    unitRate(usd("2"), quantity("6")),
    unitRate(usd("0.5"), quantity("1.5")),
  ];
  expect(rates.map((rate) => compareRate(rate, rates[0] ?? LOWEST_RATE))).toEqual([0, 0, 0]);
  expect(quantityText(quantity("1.50"))).toBe("1.5");
});
