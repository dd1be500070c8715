import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { price } from "@/lib/money/price";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import type { KnownLot } from "@/lib/tax/harvest/sale";
import type { Situation } from "@/lib/tax/harvest/saving";
import type { HarvestPool } from "@/lib/tax/optimal/harvest-input";
import type { Harvest } from "@/lib/tax/optimal/harvest-result";
import {
  type AnywhereQuestion,
  type AnywhereSale,
  sellAnywhere,
} from "@/lib/tax/optimal/sell-anywhere";
import { single2026, situation, unknownLot } from "../harvest/make-harvest";
import { long, plainLots, poolOf, SOLD, short } from "./make-optimal";
import { runs, years } from "./random-year";
import { HarvestByHand, refineBox } from "./try-harvest";

const pool: typeof poolOf = (account, lots, change = {}) =>
  poolOf(account, lots, { price: price("100000"), ...change });
const ask = (change: Partial<AnywhereQuestion>) =>
  sellAnywhere({
    situation: situation(single2026("10000")),
    pools: [],
    sold: SOLD,
    quantity: quantity("1"),
    ...change,
  });
const answer = (change: Partial<AnywhereQuestion>): AnywhereSale => {
  const found = ask(change);
  if (!found.ok) {
    throw new Error(found.error.message);
  }
  return found.value;
};
const split = (harvest: Harvest) =>
  Object.fromEntries(
    harvest.sales.map(({ pool: { account }, orders }) => [
      account,
      Object.fromEntries(
        orders.flatMap(({ lots }) =>
          lots.map(({ lot, quantity: units }) => [lot, quantityText(units)]),
        ),
      ),
    ]),
  );
const saving = (harvest: Harvest) => usdText(harvest.saving.saving);

const FREE = { rate: "0", fixed: usd("0"), fixedPer: "order" as const };
const A = long("A", "40000");
const B = short("B", "70000");

describe("a sale of an asset out of any account", () => {
  it("finds the published split over two accounts: 0.315 and 0.685, 2,418 of tax", () => {
    const found = answer({ pools: [pool("one", [A]), pool("two", [B])] });
    expect([split(found.best), saving(found.best), found.proof]).toEqual([
      { one: { A: "0.315" }, two: { B: "0.685" } },
      "-2418",
      { proven: true },
    ]);
    expect(split(found.orderable)).toEqual(split(found.best));
  });

  it("an account first in, first out gives its old lot first, so the rest comes from elsewhere", () => {
    // Without 'two' in order, its dear second lot (gain 1,000) would be best. Now 60,000 of gain stand before it.
    const two = [long("old", "40000"), long("dear", "99000")];
    const of = situation(single2026("150000"));
    const free = answer({ situation: of, pools: [pool("one", [B]), pool("two", two)] });
    // 1,000 x 15%.
    expect([split(free.best), saving(free.best)]).toEqual([{ two: { dear: "1" } }, "-150"]);
    const fifo = answer({
      situation: of,
      pools: [pool("one", [B]), pool("two", two, { order: "fifo" })],
    });
    // B: 30,000 short at 24% = 7,200; old: 60,000 long at 15% = 9,000, and NIIT on both: MAGI 166,100 + 30,000 stays below
    // 200,000, + 60,000 is 26,100 above: 991.80 more. Half and half cannot be better: both straight, B first.
    expect([split(fifo.best), saving(fifo.best), fifo.proof]).toEqual([
      { one: { B: "1" } },
      "-7200",
      { proven: true },
    ]);
  });

  it("of two accounts with the same lots sells from the one that charges less, and that is proven", () => {
    const costs = (rate: string) => ({ costs: { rate, fixed: usd("0") } });
    const cheap = pool("cheap", [A], costs("0.001"));
    const dear = pool("dear", [long("D", "40000")], costs("0.01"));
    for (const pools of [
      [dear, cheap],
      [cheap, dear],
    ]) {
      const found = answer({ pools });
      // 100 of costs: (10,000 + 59,900 - 49,450) at 15% = 3,067.50.
      expect([
        split(found.best),
        saving(found.best),
        usdText(found.best.costs),
        found.proof,
      ]).toEqual([{ cheap: { A: "1" } }, "-3067.5", "100", { proven: true }]);
    }
    // A dearer account with a loss: of x units sold cheaply each brings 59,900 of long gain, each of the others loses 2,000 and costs
    // 1,000. The 0% band takes 49,450 - 10,000 = 39,450: 59,900x - 2,000(1 - x) = 39,450, x = 41,450 / 61,900 = 0.669628. One unit
    // more there costs 15% of 61,900 to spare 900; one less spares nothing and costs 900.
    const loss = answer({ pools: [pool("dear", [short("L", "101000")], costs("0.01")), cheap] });
    const x = 41_450 / 61_900;
    const units = Object.fromEntries(
      loss.best.sales.map(({ pool: { account }, orders }) => [
        account,
        Number(quantityText(orders[0]?.quantity ?? quantity("0"))),
      ]),
    );
    expect(units["cheap"]).toBeCloseTo(x, 6);
    expect(units["dear"]).toBeCloseTo(1 - x, 6);
    // Found to a tenth of a cent of tax and costs together.
    const { saving: saved } = loss.best.saving;
    const figure = Number(usdText(loss.best.costs)) - Number(usdText(saved));
    expect(Math.abs(figure - (100 * x + 1000 * (1 - x)))).toBeLessThan(0.001);
    expect(loss.proof).toEqual({ proven: true });
  });

  it("over accounts that charge different shares is proven, and no more than any split tried", () => {
    fc.assert(
      fc.property(
        years,
        plainLots("A", 2),
        plainLots("B", 2),
        fc.constantFrom(["0.001", "0.01"], ["0.02", "0"], ["0.005", "0.006"]),
        fc.integer({ min: 5, max: 95 }),
        fc.boolean(),
        (year, a, b, [first = "0", second = "0"], percent, collectible) => {
          const at = (rate: string) => ({ collectible, costs: { rate, fixed: usd("0") } });
          const pools = [poolOf("A", a, at(first)), poolOf("B", b, at(second))];
          const wanted = shareOfAll([...a, ...b], percent);
          const found = answer({ situation: year, pools, quantity: quantity(String(wanted)) });
          expect(found.proof).toEqual({ proven: true });
          const hand = new HarvestByHand(year, pools, FREE, 1000);
          tryEighths(hand, wanted);
          // Half a cent is not told apart.
          expect(figureOf(found)).toBeLessThanOrEqual(hand.least + 0.005);
        },
      ),
      runs(60),
    );
  });

  it("over three accounts that charge different shares is proven, and no more than any split tried", () => {
    const rates = fc.shuffledSubarray(["0", "0.001", "0.004", "0.006", "0.015", "0.06"], {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(
        years,
        fc.tuple(plainLots("A", 2), plainLots("B", 2), plainLots("C", 1)),
        rates,
        fc.integer({ min: 5, max: 95 }),
        (year, lists, shares, percent) => {
          const pools = lists.map((lots, at) =>
            poolOf(`${at}`, lots, { costs: { rate: shares[at] ?? "0", fixed: usd("0") } }),
          );
          const wanted = shareOfAll(lists.flat(), percent);
          const found = answer({ situation: year, pools, quantity: quantity(String(wanted)) });
          expect(found.proof).toEqual({ proven: true });
          const hand = new HarvestByHand(year, pools, FREE, 1000);
          tryParts(hand, wanted, 4);
          expect(figureOf(found)).toBeLessThanOrEqual(hand.least + 0.005);
        },
      ),
      runs(20),
    );
  });

  it("out of accounts in order that charge different shares is proven, and no more than any split tried", () => {
    fc.assert(
      fc.property(
        years,
        plainLots("A", 3),
        plainLots("B", 2),
        fc.constantFrom(["0.001", "0.01"], ["0.02", "0"], ["0.005", "0.006"]),
        fc.integer({ min: 5, max: 95 }),
        (year, a, b, [first = "0", second = "0"], percent) => {
          const at = (rate: string) => ({ costs: { rate, fixed: usd("0") } });
          const pools = [
            poolOf("A", a, { ...at(first), order: "fifo" }),
            poolOf("B", b, at(second)),
          ];
          const wanted = shareOfAll([...a, ...b], percent);
          const found = answer({ situation: year, pools, quantity: quantity(String(wanted)) });
          expect(found.proof).toEqual({ proven: true });
          expect(figureOf(found)).toBeLessThanOrEqual(
            leastByTrying(year, pools, [a, b], wanted) + 0.005,
          );
        },
      ),
      runs(10),
    );
  });

  it("with a fixed cost of each order is no more than any split tried, by more than it says", () => {
    const charges = fc.tuple(
      fc.constantFrom("0", "0.001", "0.01"),
      fc.constantFrom("0", "5", "150", "700"),
    );
    fc.assert(
      fc.property(
        years,
        plainLots("A", 2),
        plainLots("B", 2),
        fc.tuple(charges, charges),
        fc.integer({ min: 5, max: 95 }),
        (year, a, b, [one, two], percent) => {
          const at = ([rate, fixed]: readonly [string, string]) => ({
            costs: { rate, fixed: usd(fixed) },
          });
          const pools = [poolOf("A", a, at(one)), poolOf("B", b, at(two))];
          const wanted = shareOfAll([...a, ...b], percent);
          const found = answer({ situation: year, pools, quantity: quantity(String(wanted)) });
          const hand = new HarvestByHand(year, pools, FREE, 1000);
          tryEighths(hand, wanted);
          const within = found.proof.proven ? 0.005 : Number(usdText(found.proof.within));
          expect(figureOf(found) - within).toBeLessThanOrEqual(hand.least);
        },
      ),
      runs(30),
    );
  });

  it("knows that all of it goes one way only, whatever the accounts charge", () => {
    // Smallest case a property run found: A in a dear account, B in a cheap one, two units of two.
    const dear = pool("dear", [A], { costs: { rate: "0.02", fixed: usd("0") } });
    const cheap = pool("cheap", [B], { costs: { rate: "0", fixed: usd("0") } });
    const found = answer({ pools: [dear, cheap], quantity: quantity("2") });
    expect([split(found.best), usdText(found.best.costs), found.proof]).toEqual([
      { dear: { A: "1" }, cheap: { B: "1" } },
      "2000",
      { proven: true },
    ]);
  });

  it("counts the fixed cost of a second order", () => {
    // Only A: (60,000 - 1,000 - 39,450) at 15% = 2,932.50, and 1,000 = 3,932.50. Both: 30,000(1 - x) + 60,000x - 2,000 = 39,450,
    // 17,550 short: 1,240 + 15,150 x 12% - 1,000 = 2,058, and 2,000 = 4,058.
    const costs = { rate: "0", fixed: usd("1000"), fixedPer: "order" as const };
    const found = answer({ costs, pools: [pool("one", [A]), pool("two", [B])] });
    expect([split(found.best), saving(found.best), found.proof]).toEqual([
      { one: { A: "1" } },
      "-2932.5",
      { proven: true },
    ]);
  });

  it("refuses more than is held with a known basis, and names what was left out", () => {
    const pools = [{ ...pool("one", []), lots: [unknownLot("?"), A] }];
    expect(ask({ pools, quantity: quantity("1.5") })).toMatchObject({
      ok: false,
      error: { code: "not-enough-known-lots" },
    });
    expect(ask({ pools, quantity: quantity("0") }).ok).toBe(false);
    expect(answer({ pools }).leftOut.map(({ lot }) => lot)).toEqual(["?"]);
  });

  it("is proven and no more than any split tried, with accounts in order beside one that can name", () => {
    fc.assert(
      fc.property(
        years,
        plainLots("A", 3),
        plainLots("B", 3),
        fc.integer({ min: 5, max: 95 }),
        (year, a, b, percent) => {
          const pools = [poolOf("A", a, { order: "fifo" }), poolOf("B", b)];
          const wanted = shareOfAll([...a, ...b], percent);
          const found = answer({ situation: year, pools, quantity: quantity(String(wanted)) });
          expect(found.proof).toEqual({ proven: true });
          const least = leastByTrying(year, pools, [a, b], wanted);
          expect(Number(usdText(found.best.saving.after.tax.total))).toBeLessThanOrEqual(
            least + 1e-6,
          );
        },
      ),
      runs(20),
    );
  });
});

/** Tax and costs together. */
const figureOf = ({ best }: AnywhereSale): number =>
  Number(usdText(best.saving.after.tax.total)) + Number(usdText(best.costs));

/** So many percent of all units, in whole units, at least one. */
function shareOfAll(lots: readonly KnownLot[], percent: number): number {
  const held = lots.reduce((sum, lot) => sum + Number(quantityText(lot.quantity)), 0);
  return Math.max(1, Math.round((held * percent) / 100));
}

/** The first account gives a prefix of x; of the second each pair of lots in any parts, the others whole or not at all. */
function leastByTrying(
  year: Situation,
  pools: readonly HarvestPool[],
  [a = [], b = []]: readonly (readonly KnownLot[])[],
  wanted: number,
): number {
  const hand = new HarvestByHand(year, pools, FREE, 1000);
  const [first, second] = [a, b].map((lots) =>
    lots.map((lot) => Number(quantityText(lot.quantity))),
  );
  const held = (first ?? []).reduce((sum, units) => sum + units, 0);
  const prefix = (many: number) => {
    let left = many;
    return (first ?? []).map((units) => {
      const part = Math.min(left, units);
      left -= part;
      return part;
    });
  };
  const caps = second ?? [];
  const fill = (order: readonly number[], x: number, share: number) => {
    let left = wanted - x;
    const units = caps.map(() => 0);
    // The first of the order in part, the others in turn as far as they go.
    for (const [place, at] of order.entries()) {
      const cap = caps[at] ?? 0;
      units[at] = Math.max(0, Math.min(left, place === 0 ? share * cap : cap));
      left -= units[at] ?? 0;
    }
    return left > 1e-9 ? null : [...prefix(x), ...units];
  };
  for (const order of orders(caps.map((_, at) => at))) {
    refineBox(
      [
        [0, Math.min(held, wanted)],
        [0, 1],
      ],
      ([x = 0, share = 0]) => {
        const units = fill(order, x, share);
        return units === null ? Number.POSITIVE_INFINITY : hand.try(units);
      },
      8,
      6,
    );
  }
  return hand.least;
}

function orders(list: readonly number[]): readonly (readonly number[])[] {
  return list.length <= 1
    ? [list]
    : list.flatMap((each) =>
        orders(list.filter((other) => other !== each)).map((rest) => [each, ...rest]),
      );
}

/** Many splits: all but one lot in eighths, the last one gives the rest. */
const tryEighths = (hand: HarvestByHand, wanted: number): void => tryParts(hand, wanted, 8);

function tryParts(hand: HarvestByHand, wanted: number, many: number): void {
  const held = hand.lots.map(({ units }) => units);
  for (const rest of held.keys()) {
    const others = held.map((_, at) => at).filter((at) => at !== rest);
    const walk = (place: number, units: readonly number[]): void => {
      const at = others[place];
      if (at === undefined) {
        const left = wanted - units.reduce((sum, count) => sum + count, 0);
        if (left >= 0 && left <= (held[rest] ?? 0)) {
          hand.try(units.with(rest, left));
        }
        return;
      }
      for (let part = 0; part <= many; part += 1) {
        walk(place + 1, units.with(at, ((held[at] ?? 0) * part) / many));
      }
    };
    walk(
      0,
      held.map(() => 0),
    );
  }
}
