import { describe, expect, it } from "vitest";
import { price } from "@/lib/money/price";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import {
  closeAt,
  firstUnits,
  isKnown,
  knownFront,
  NO_COSTS,
  saleOrder,
  sellWhole,
  simulateSale,
} from "@/lib/tax/harvest/sale";
import type { LotMethod } from "@/lib/tax/settings";
import { date, lotOf, text, unknownLot } from "./make-harvest";

const SOLD = date("2026-11-21");

describe("a gift sold (IRC 1015(a): the lower of the giver's basis and the value at the gift for a loss)", () => {
  // The giver paid 100 in 2020; worth 60 when given on 2026-02-01.
  const gift = lotOf({ acquired: date("2020-05-05"), lossBasis: "60" });

  it.each([
    ["120", "100", "20", "long", "2020-05-05"], // a gain from the giver's basis and date (IRC 1223(2))
    ["100", "100", "0", "long", "2020-05-05"],
    ["80", "80", "0", "long", "2020-05-05"], // between the two: neither gain nor loss (Reg. 1.1015-1(a)(2))
    ["60", "60", "0", "long", "2020-05-05"],
    ["59", "60", "-1", "short", "2026-02-01"], // a loss from the value at the gift, held since the gift
  ])("for %s: basis %s, gain %s, %s since %s", (proceeds, basis, gain, term, acquired) => {
    const closed = closeAt({ lot: gift, quantity: quantity("1") }, usd(proceeds), SOLD);
    expect([text(closed.basis), text(closed.gain), closed.term, closed.acquired]).toEqual([
      basis,
      gain,
      term,
      acquired,
    ]);
    expect(text(sellWhole(gift, price(proceeds), SOLD).gain)).toBe(gain);
  });

  it("half of it has half of both bases", () => {
    const two = lotOf({ units: "2", basis: "200", lossBasis: "120" });
    const half = (proceeds: string) =>
      closeAt({ lot: two, quantity: quantity("1") }, usd(proceeds), SOLD);
    expect([text(half("130").gain), text(half("50").gain)]).toEqual(["30", "-10"]);
    expect([quantityText(half("50").quantity), quantityText(half("50").lotQuantity)]).toEqual([
      "1",
      "2",
    ]);
  });
});

describe("one order over several lots", () => {
  const old = lotOf({ lot: "old", acquired: date("2024-02-01"), basis: "90" });
  const recent = lotOf({ lot: "recent", basis: "50" });
  const parts = [
    { lot: old, quantity: quantity("1") },
    { lot: recent, quantity: quantity("1") },
  ];

  it("costs lower what the units brought, by units (Reg. 1.1001-7(b))", () => {
    // 200 less 1% and 5 = 193: 96.50 a unit.
    const sale = simulateSale(parts, price("100"), SOLD, { rate: "0.01", fixed: usd("5") });
    expect(sale.lots.map(({ lot, value, gain }) => [lot, text(value), text(gain)])).toEqual([
      ["old", "96.5", "6.5"],
      ["recent", "96.5", "46.5"],
    ]);
    expect([text(sale.gross), quantityText(sale.quantity)]).toEqual(["200", "2"]);
    expect(sale.totals).toEqual({
      short: usd("46.5"),
      long: usd("6.5"),
      collectible: usd("0"),
      fees: usd("7"),
    });
  });

  it("uneven shares add up to the last decimal", () => {
    // 3 units for 3, less 2 = 1: a third and the rest.
    const [one] = parts;
    const three = [
      ...(one === undefined ? [] : [one]),
      { lot: lotOf({ units: "2", basis: "0" }), quantity: quantity("2") },
    ];
    const sale = simulateSale(three, price("1"), SOLD, { rate: "0", fixed: usd("2") });
    expect(sale.lots.map(({ value }) => text(value))).toEqual([
      "0.333333333333333333",
      "0.666666666666666667",
    ]);
  });

  it("nothing sold costs nothing", () => {
    const nothing = simulateSale([], price("1"), SOLD, { rate: "0.01", fixed: usd("5") });
    expect(nothing.totals).toEqual({
      short: usd("0"),
      long: usd("0"),
      collectible: usd("0"),
      fees: usd("0"),
    });
    expect([nothing.lots, text(nothing.gross)]).toEqual([[], "0"]);
  });

  it("collectibles held over a year are a class of their own, held less they are short (IRC 1(h)(5))", () => {
    const sale = simulateSale(
      parts.map((part) => ({ ...part, collectible: true })),
      price("100"),
      SOLD,
      NO_COSTS,
    );
    expect([
      text(sale.totals.short),
      text(sale.totals.long),
      text(sale.totals.collectible),
    ]).toEqual(["50", "0", "10"]);
    const plain = simulateSale(
      parts.map((part) => ({ ...part, collectible: false })),
      price("100"),
      SOLD,
    );
    expect([text(plain.totals.long), text(plain.totals.collectible)]).toEqual(["10", "0"]);
  });
});

describe("the order of a sale", () => {
  const LONG = date("2024-02-01");
  const names = (lots: readonly OpenLot[], method: LotMethod, at = "100") =>
    saleOrder(lots, method, price(at), SOLD)
      .map(({ lot }) => lot)
      .join(" ");
  const lots = [
    lotOf({ lot: "first", basis: "80" }),
    unknownLot("unknown"),
    lotOf({ lot: "dear", units: "2", basis: "400" }),
    lotOf({ lot: "cheap", basis: "10" }),
    lotOf({ lot: "same", basis: "80" }),
  ];

  it.each([
    ["fifo", "first unknown dear cheap same"],
    ["lifo", "same cheap dear unknown first"],
    ["hifo", "dear first same cheap unknown"],
    ["lofo", "cheap first same dear unknown"],
    ["lowest-gain", "dear first same cheap unknown"],
  ] as const)("%s: %s", (method, expected) => {
    const before = lots.map(({ lot }) => lot);
    expect(names(lots, method)).toBe(expected);
    expect(lots.map(({ lot }) => lot)).toEqual(before);
  });

  it("two lots of unknown basis stay in order of opening", () => {
    const two = [unknownLot("a"), unknownLot("b"), lotOf({ lot: "known" })];
    expect(names(two, "hifo")).toBe("known a b");
    expect(names(two, "lofo")).toBe("known a b");
  });

  it("lowest gain: among equals a gain is better long and a loss better short; without either the older goes first", () => {
    const pair = (basis: string) => [
      lotOf({ lot: "short", basis }),
      lotOf({ lot: "long", basis, acquired: LONG }),
    ];
    expect(names(pair("60"), "lowest-gain")).toBe("long short");
    expect(names(pair("160"), "lowest-gain")).toBe("short long");
    expect(names([...pair("160")].reverse(), "lowest-gain")).toBe("short long");
    // The highest basis first asks for no term: the older goes first.
    expect(names(pair("60"), "hifo")).toBe("short long");
    expect(names(pair("100"), "lowest-gain")).toBe("short long");
    expect(names([...pair("100")].reverse(), "lowest-gain")).toBe("long short");
  });

  it("lowest gain counts a gift's basis of this sale: at a loss the lower one and the days since the gift", () => {
    const gift = lotOf({ lot: "gift", acquired: LONG, basis: "300", lossBasis: "140" });
    // At 100 the gift loses 40, the other 50.
    expect(names([gift, lotOf({ lot: "other", basis: "150" })], "lowest-gain")).toBe("other gift");
    // Both lose 40: the gift counts from February 2026, so it is short too and stays first.
    expect(names([gift, lotOf({ lot: "other", basis: "140" })], "lowest-gain")).toBe("gift other");
    // At 200 the gift has neither gain nor loss, the other gains 20.
    expect(names([lotOf({ lot: "other", basis: "180" }), gift], "lowest-gain", "200")).toBe(
      "gift other",
    );
  });
});

describe("the first units in an order", () => {
  const ordered = [lotOf({ lot: "a" }), lotOf({ lot: "b", units: "2" }), lotOf({ lot: "c" })];
  const taken = (lots: readonly OpenLot[], units: string) =>
    firstUnits(lots, quantity(units)).map(
      ({ lot, quantity: part }) => `${lot.lot} ${quantityText(part)}`,
    );

  it("are whole lots and a part of the last", () => {
    expect(taken(ordered, "0")).toEqual([]);
    expect(taken(ordered, "1")).toEqual(["a 1"]);
    expect(taken(ordered, "2.5")).toEqual(["a 1", "b 1.5"]);
    expect(taken(ordered, "9")).toEqual(["a 1", "b 2", "c 1"]);
  });

  it("are collectibles only where that is said", () => {
    const classes = (collectible?: boolean) =>
      firstUnits(ordered, quantity("1"), collectible).map((part) => part.collectible);
    expect([classes(), classes(true)]).toEqual([[false], [true]]);
  });

  it("stop at a lot whose basis is not known", () => {
    const [a, b, c] = ordered;
    const lots = [a, unknownLot("x"), b, c].filter((lot) => lot !== undefined);
    expect(taken(lots, "9")).toEqual(["a 1"]);
    expect(knownFront(lots).map(({ lot }) => lot)).toEqual(["a"]);
    expect(knownFront(ordered)).toHaveLength(3);
    expect(lots.map(isKnown)).toEqual([true, false, true, true]);
  });
});
