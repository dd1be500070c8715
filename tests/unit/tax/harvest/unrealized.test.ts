import { describe, expect, it } from "vitest";
import { priceText } from "@/lib/money/price";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { latestQuotes, openPositions } from "@/lib/tax/harvest/unrealized";
import type { Quote } from "@/lib/tax/settings";
import { assetId } from "@/lib/tax/transaction";
import { ledgerOf } from "../make";
import { date, day, lotOf, quote, text, unknownLot } from "./make-harvest";

const TODAY = day("2026-11-21");

function of(lot: OpenLot, quotes: readonly Quote[] = []) {
  const ledger = { ...ledgerOf([]), openLots: [lot] };
  const [position] = openPositions({ ledger, quotes, asOf: TODAY });
  if (position === undefined) {
    throw new Error("a position");
  }
  const { value, gain, termIfSold, firstLongDate, daysToLong } = position;
  return { value: text(value), gain: text(gain), termIfSold, firstLongDate, daysToLong };
}

describe("an open lot against today's price", () => {
  it("inherited: long term at once, with a price or without (IRC 1223(9))", () => {
    const inherited = lotOf({ acquired: "inherited", units: "2" });
    const dates = { termIfSold: "long", firstLongDate: null, daysToLong: 0 };
    expect(of(inherited)).toEqual({ value: null, gain: null, ...dates });
    expect(of(inherited, [quote("BTC", "70")])).toEqual({ value: "140", gain: "40", ...dates });
  });

  it("of unknown origin: a value, no gain, short term, no days to count", () => {
    const unknown = { ...unknownLot("x"), acquired: null };
    const dates = { termIfSold: "short", firstLongDate: null, daysToLong: null };
    expect(of(unknown)).toEqual({ value: null, gain: null, ...dates });
    expect(of(unknown, [quote("BTC", "70")])).toEqual({ value: "70", gain: null, ...dates });
  });

  it("of unknown basis, but known day: the term is known all the same", () => {
    const lot = { ...unknownLot("x"), acquired: date("2024-01-01") };
    expect(of(lot, [quote("BTC", "70")])).toMatchObject({ gain: null, termIfSold: "long" });
  });

  it.each([
    // Bought 2025-11-20: more than a year from 2026-11-21 on (IRC 1222(3); Rev. Rul. 66-7).
    ["2025-11-20", "2026-11-21", 0, "long"],
    ["2025-11-21", "2026-11-22", 1, "short"],
    ["2026-01-31", "2027-02-01", 72, "short"],
    ["2020-01-01", "2021-01-02", 0, "long"],
  ])("bought on %s: long from %s, in %i days, %s today", (acquired, first, days, term) => {
    const lot = lotOf({ acquired: date(acquired) });
    const expected = { firstLongDate: first, daysToLong: days, termIfSold: term };
    expect(of(lot)).toMatchObject(expected);
    expect(of(lot, [quote("BTC", "100")])).toMatchObject({ ...expected, gain: "0" });
  });

  it("a gift at a loss counts from the gift, whatever the giver's days (IRC 1015(a))", () => {
    const gift = lotOf({ acquired: date("2020-05-05"), lossBasis: "60" });
    expect(of(gift)).toMatchObject({ termIfSold: "long", daysToLong: 0 });
    expect(of(gift, [quote("BTC", "50")])).toMatchObject({ gain: "-10", termIfSold: "short" });
    expect(of(gift, [quote("BTC", "80")])).toMatchObject({ gain: "0", termIfSold: "long" });
  });
});

describe("the latest quotes", () => {
  const latest = (...quotes: readonly Quote[]) => {
    const known = latestQuotes(quotes).get(assetId("BTC"));
    return known === undefined ? null : `${priceText(known.price)} ${known.quote.source}`;
  };
  const later = quote("BTC", "9", "2026-11-21T00:00:00Z");

  it("is the later one in whatever order they come; the first of two of the same moment", () => {
    expect(latest(quote("BTC", "8"), later)).toBe("9 test");
    expect(latest(later, quote("BTC", "8"))).toBe("9 test");
    expect(latest(later, { ...later, source: "second" })).toBe("9 test");
  });

  it("is never a text that is no price, however late", () => {
    expect(latest(quote("BTC", "8"), { ...later, price: "n/a" })).toBe("8 test");
    expect(latest({ ...later, price: "" })).toBeNull();
  });

  it("is that of each asset", () => {
    const quotes = latestQuotes([quote("BTC", "8"), quote("ETH", "3", "2026-11-21T00:00:00Z")]);
    expect([...quotes].map(([asset, { price }]) => `${asset} ${priceText(price)}`)).toEqual([
      "BTC 8",
      "ETH 3",
    ]);
  });
});
