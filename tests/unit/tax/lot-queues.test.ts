import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { type Usd, usd, ZERO_USD } from "@/lib/money/usd";
import type { Lot, Part } from "@/lib/tax/lot";
import { LotPool } from "@/lib/tax/lot-pool";
import { ByOrder } from "@/lib/tax/lot-selection/by-order";
import { Heap } from "@/lib/tax/lot-selection/heap";
import type { LotMethod, StandingOrder } from "@/lib/tax/settings";
import { accountId, assetId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, ledgerOf, leg, sell, told } from "./make";

const RUNS = { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 300) };
const BTC = assetId("BTC");
const DAY = calendarDate("2024-01-01");

/** A unit of a lot of that rank. */
function part(order: number, basis: Usd | null = ZERO_USD): Part {
  const lot: Lot = {
    id: `lot${order}`,
    acquisition: transactionId(`lot${order}`),
    asset: BTC,
    acquired: DAY,
    opened: DAY,
    order,
    firstLong: null,
    parts: null,
  };
  return {
    lot,
    pool: new LotPool(accountId("A"), BTC),
    quantity: quantity("1"),
    basis,
    lossBasis: null,
    rate: null,
    ripe: false,
    sibling: null,
  };
}

const ranks = (parts: readonly Part[]) => parts.map(({ lot }) => lot.order);

describe("lots by time of opening, whenever they come in and however they are taken", () => {
  it("always gives the oldest and the newest that is left", () => {
    const deed = fc.oneof(
      fc.record({ what: fc.constant("add" as const), order: fc.integer({ min: 0, max: 1000 }) }),
      fc.record({ what: fc.constantFrom("oldest" as const, "newest" as const, "look" as const) }),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(deed, {
          maxLength: 60,
          selector: (each) => ("order" in each ? each.order : each),
        }),
        (deeds) => {
          const queue = new ByOrder();
          let left: Part[] = [];
          for (const each of deeds) {
            if (each.what === "add") {
              const next = part(each.order);
              queue.add(next);
              left = [...left, next].sort((a, b) => a.lot.order - b.lot.order);
              continue;
            }
            expect(ranks(queue.live()).sort((a, b) => a - b)).toEqual(ranks(left));
            expect([queue.oldest(), queue.newest()]).toEqual([
              left[0] ?? null,
              left.at(-1) ?? null,
            ]);
            const taken =
              each.what === "oldest" ? left[0] : each.what === "newest" ? left.at(-1) : undefined;
            if (taken !== undefined) {
              taken.quantity = ZERO_QUANTITY;
              left = left.filter((one) => one !== taken);
            }
          }
          expect([queue.oldest(), queue.newest()]).toEqual([left[0] ?? null, left.at(-1) ?? null]);
        },
      ),
      RUNS,
    );
  });

  it("first in after last in: a stack emptied to below where the queue stood goes on with what comes next", () => {
    const queue = new ByOrder();
    const parts = [part(0), part(1), part(2)];
    for (const each of parts) {
      queue.add(each);
    }
    for (const each of parts) {
      each.quantity = ZERO_QUANTITY;
      expect(queue.oldest()?.lot.order ?? null).toBe(
        each.lot.order === 2 ? null : each.lot.order + 1,
      );
    }
    expect(queue.newest()).toBeNull();
    const next = part(3);
    queue.add(next);
    expect([queue.oldest(), queue.newest(), ranks(queue.live())]).toEqual([next, next, [3]]);
  });

  it("a late lot is the newest as soon as the newer ones are gone, and the oldest before those it is older than", () => {
    const queue = new ByOrder();
    const [first, last, late] = [part(0), part(5), part(3)];
    for (const each of [first, last, late]) {
      queue.add(each);
    }
    expect([queue.oldest(), queue.newest()]).toEqual([first, last]);
    last.quantity = ZERO_QUANTITY;
    expect([queue.oldest(), queue.newest()]).toEqual([first, late]);
    first.quantity = ZERO_QUANTITY;
    expect([queue.oldest(), queue.newest()]).toEqual([late, late]);
  });

  it("a pool tells its lots oldest first, an older one that came later in its place", () => {
    const pool = new LotPool(accountId("A"), BTC);
    for (const order of [2, 5, 1, 3]) {
      pool.add(part(order));
    }
    expect(ranks(pool.live())).toEqual([1, 2, 3, 5]);
    expect(pool.next("fifo", { rate: null, sold: DAY })?.lot.order).toBe(1);
    expect(pool.next("lifo", { rate: null, sold: DAY })?.lot.order).toBe(5);
  });

  it("a method nobody knows is a fault, never another method", () => {
    const pool = new LotPool(accountId("A"), BTC);
    pool.add(part(1));
    const unheard = "random" as LotMethod;
    expect(() => pool.next(unheard, { rate: null, sold: DAY })).toThrow();
  });
});

it("a heap gives everything back in order, and nothing when it is empty", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 }), (items) => {
      const heap = new Heap<{ readonly key: number }>((a, b) => a.key < b.key);
      for (const key of items) {
        heap.push({ key });
      }
      expect(heap.all()).toHaveLength(items.length);
      const sorted = [...items].sort((a, b) => a - b);
      for (const key of sorted) {
        expect(heap.peek()).toEqual({ key });
        expect(heap.pop()).toEqual({ key });
      }
      expect([heap.peek(), heap.pop(), heap.all()]).toEqual([null, null, []]);
    }),
    RUNS,
  );
});

const order = (method: LotMethod): { standingOrders: StandingOrder[] } => ({
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

const sold = (method: LotMethod, rows: readonly Transaction[]) =>
  ledgerOf(rows, order(method)).closedLots.map(({ lot }) => lot);

describe("rates closer than a machine number can tell", () => {
  it("are told apart to the last digit by the lowest basis first too", () => {
    const rows = [
      buy("2023-01-01", "1", "10000000000.000000000000000001", { id: "a" }),
      buy("2023-01-02", "1", "10000000000", { id: "b" }),
      buy("2023-01-03", "1", "10000000000.000000000000000001", { id: "c" }),
      sell("2024-01-01", "3", "3"),
    ];
    expect(sold("lofo", rows)).toEqual(["b", "a", "c"]);
  });
});

describe("lowest gain on the day a period becomes long", () => {
  /** Bought by the giver on January 10, 2023: long from January 11, 2024 (rules.md 1.8); worth at least what it cost. */
  const gift: Transaction = {
    ...told("2023-07-01", { id: "gift" }),
    kind: "gift-received",
    received: leg("BTC", "1"),
    value: usd("100"),
    donorBasis: usd("100"),
    donorAcquired: calendarDate("2023-01-10"),
    giftTaxShare: usd("0"),
  };
  const own = buy("2023-06-01", "1", "100", { id: "own" });
  const nobody: Transaction = {
    ...told("2023-05-01", { id: "nobody-knows" }),
    kind: "deposit",
    received: leg("BTC", "1"),
    value: null,
  };

  it.each([
    ["2024-01-10", "150", "own"],
    ["2024-01-11", "150", "gift"],
    ["2024-01-11", "50", "own"],
    ["2024-06-02", "150", "own"],
    ["2024-06-01", "50", "own"],
  ])("sold on %s for %s: %s", (date, proceeds, expected) => {
    expect(sold("lowest-gain", [own, gift, sell(date, "1", proceeds)])).toEqual([expected]);
    // Units of which nothing is known never become long, and stand in nobody's way.
    expect(sold("lowest-gain", [nobody, own, gift, sell(date, "1", proceeds)])).toEqual([expected]);
  });

  it("without proceeds there is neither gain nor loss to prefer a term for: the oldest", () => {
    expect(sold("lowest-gain", [own, gift, sell("2024-01-11", "1", null)])).toEqual(["own"]);
    expect(
      sold("lowest-gain", [gift, buy("2023-08-01", "1", "100"), sell("2024-01-11", "1", null)]),
    ).toEqual(["gift"]);
  });

  it.each([
    // Two gifts worth less than their givers paid. A gain counts from the giver's day, a loss from the gift's.
    ["2024-01-10", "150", "first"],
    ["2024-01-11", "150", "second"],
    ["2024-02-01", "50", "first"],
    ["2024-02-02", "50", "second"],
  ])("of two gifts below cost, sold on %s for %s: the %s", (date, proceeds, expected) => {
    const below = (day: string, id: string, donorAcquired: string): Transaction => ({
      ...gift,
      ...told(day, { id }),
      value: usd("60"),
      donorAcquired: calendarDate(donorAcquired),
    });
    const first = below("2023-02-01", "first", "2023-01-20");
    const second = below("2023-07-01", "second", "2023-01-10");
    expect(sold("lowest-gain", [first, second, sell(date, "1", proceeds)])).toEqual([expected]);
  });
});
