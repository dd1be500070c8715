import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import type { Identification, StandingOrder } from "@/lib/tax/settings";
import { accountId, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, ledgerOf, sell } from "./make";

const A = accountId("A");
const LATER = { at: instant("2028-06-01T00:00:00Z"), date: calendarDate("2028-06-01") };

function order(id: string, change: Partial<StandingOrder> = {}): StandingOrder {
  return {
    id,
    account: null,
    method: "lifo",
    effectiveFrom: instant("2020-01-01T00:00:00Z"),
    madeAt: instant("2020-01-01T00:00:00Z"),
    toldBrokerAt: null,
    ...change,
  };
}

/** Three lots of one unit: the first cheapest, the second dearest, the third last. */
const LOTS = [
  buy("2023-01-01", "1", "10", { id: "first" }),
  buy("2023-02-01", "1", "40", { id: "dear" }),
  buy("2023-03-01", "1", "20", { id: "last" }),
];

/** One unit sold at noon UTC of a day, under orders in any order of the list. */
function sold(
  date: string,
  orders: readonly StandingOrder[],
  identifications: readonly Identification[] = [],
) {
  const rows = [...LOTS, sell(date, "1", "50", { id: "sale" })];
  const run = (standingOrders: readonly StandingOrder[]) =>
    ledgerOf(rows, { standingOrders, identifications }, LATER);
  const result = run(orders);
  expect(run([...orders].reverse())).toEqual(result);
  return result;
}

const lot = (result: ReturnType<typeof sold>) => result.closedLots[0]?.lot;
const late = ({ issues }: ReturnType<typeof sold>) =>
  issues.filter(({ code }) => code === "late-identification").map(({ message }) => message);

describe("which standing order is in force (Reg. 1.1012-1(j)(2)-(3))", () => {
  it("one counts from its very moment on, and not a millisecond before", () => {
    const from = (moment: string) =>
      lot(
        sold("2024-06-01", [
          order("o", { effectiveFrom: instant(moment), madeAt: instant(moment) }),
        ]),
      );
    expect(from("2024-06-01T12:00:00.000Z")).toBe("last");
    expect(from("2024-06-01T12:00:00.001Z")).toBe("first");
  });

  it("of two the one that takes effect later, though it was written down earlier", () => {
    const early = order("early", {
      method: "hifo",
      effectiveFrom: instant("2024-01-01T00:00:00Z"),
      madeAt: instant("2023-12-01T00:00:00Z"),
    });
    const next = order("next", {
      effectiveFrom: instant("2024-05-01T00:00:00Z"),
      madeAt: instant("2023-01-01T00:00:00Z"),
    });
    expect(lot(sold("2024-04-30", [early, next]))).toBe("dear");
    expect(lot(sold("2024-05-01", [early, next]))).toBe("last");
  });

  it("of two of one moment the one written down later, whatever they are called", () => {
    const from = { effectiveFrom: instant("2024-01-01T00:00:00Z") };
    const before = order("z", { ...from, method: "hifo", madeAt: instant("2023-05-01T00:00:00Z") });
    const after = order("a", { ...from, madeAt: instant("2023-06-01T00:00:00Z") });
    expect(lot(sold("2024-06-01", [before, after]))).toBe("last");
  });

  it("from 2027 one the broker knows by the very moment of the sale", () => {
    const told = (moment: string) =>
      lot(sold("2027-06-01", [order("o", { toldBrokerAt: instant(moment) })]));
    expect(told("2027-06-01T12:00:00.000Z")).toBe("last");
    expect(told("2027-06-01T12:00:00.001Z")).toBe("first");
  });
});

describe("an order that came too late is said, whichever others there are", () => {
  it("beside one that was in time", () => {
    const inTime = order("in-time", { method: "hifo" });
    const tooLate = order("late", {
      effectiveFrom: instant("2024-01-01T00:00:00Z"),
      madeAt: instant("2024-07-01T00:00:00Z"),
    });
    const result = sold("2024-06-01", [inTime, tooLate]);
    expect(lot(result)).toBe("dear");
    expect(late(result)).toEqual([
      "The standing order for LIFO from 2024-01-01T00:00:00.000Z was written down only on 2024-07-01T00:00:00.000Z: what happened before that does not follow it (IRS FAQ 39-41 on virtual currency); HIFO was used.",
    ]);
  });

  it("for one account, never told to its broker", () => {
    const result = sold("2027-06-01", [
      order("o", { account: A, madeAt: instant("2027-06-01T12:00:00Z") }),
    ]);
    expect(lot(result)).toBe("first");
    // On the books at the very moment of the sale: it is the broker who did not know.
    expect(late(result)).toEqual([
      "The standing order for LIFO from 2020-01-01T00:00:00.000Z was not told to the broker by 2027-06-01T12:00:00.000Z: what happens before that does not follow it (Reg. 1.1012-1(j)(3)(ii)); FIFO was used.",
    ]);
  });

  it("nothing is said of one whose very moment was the sale, and nothing while no broker has to know", () => {
    const moment = instant("2024-06-01T12:00:00Z");
    expect(
      sold("2024-06-01", [order("o", { effectiveFrom: moment, madeAt: moment })]).issues,
    ).toEqual([]);
    expect(sold("2026-06-01", [order("o")]).issues).toEqual([]);
  });
});

describe("several identifications of one sale", () => {
  const named = (
    id: string,
    madeAt: string,
    toldBrokerAt: string | null = null,
  ): Identification => ({
    transaction: transactionId("sale"),
    madeAt: instant(madeAt),
    toldBrokerAt: toldBrokerAt === null ? null : instant(toldBrokerAt),
    lots: [{ lot: id, quantity: quantity("1") }],
  });

  it("the latest in time counts in whatever order they are told", () => {
    const [one, two, three] = [
      named("last", "2024-01-01T00:00:00Z"),
      named("first", "2024-02-01T00:00:00Z"),
      named("dear", "2024-03-01T00:00:00Z"),
    ];
    const orders = [
      [one, two, three],
      [one, three, two],
      [two, one, three],
      [two, three, one],
      [three, one, two],
      [three, two, one],
    ];
    for (const each of orders) {
      const result = sold("2024-06-01", [], each);
      expect([lot(result), result.issues]).toEqual(["dear", []]);
    }
  });

  it("of two of one moment the one the broker was told of last", () => {
    const two = [
      named("first", "2027-01-01T00:00:00Z", "2027-05-02T00:00:00Z"),
      named("last", "2027-01-01T00:00:00Z", "2027-05-01T00:00:00Z"),
    ];
    expect(lot(sold("2027-06-01", [], two))).toBe("first");
    expect(lot(sold("2027-06-01", [], [...two].reverse()))).toBe("first");
  });

  it("one made at the very moment, but unknown to the broker: the broker is the reason", () => {
    const result = sold("2027-06-01", [], [named("dear", "2027-06-01T12:00:00Z")]);
    expect(lot(result)).toBe("first");
    // First in first out gains 40, the lot named 10.
    expect(late(result)).toEqual([
      "The broker was not told of the identification by 2027-06-01T12:00:00.000Z, so it does not count (Reg. 1.1012-1(j)(3)(ii)); FIFO was used. The gain is $30.00 more than with the lots named.",
    ]);
  });
});
