import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { price } from "@/lib/money/price";
import { quantity, quantityText } from "@/lib/money/quantity";
import { compareUsd, usd, usdText } from "@/lib/money/usd";
import { type KnownLot, type SalePart, simulateSale } from "@/lib/tax/harvest/sale";
import { afterSale, type Situation } from "@/lib/tax/harvest/saving";
import { totalsOf } from "@/lib/tax/optimal/choice";
import { type IntendedSale, type OptimalLots, optimalLots } from "@/lib/tax/optimal/optimal-lots";
import { taxSurface } from "@/lib/tax/optimal/surface";
import { outcomeOf } from "@/lib/tax/worksheets/year-return";
import { SOLD, saleOf, smallLots } from "./make-optimal";
import { runs, years } from "./random-year";

const PRICE = "1000";
const COSTS = { rate: "0.01", fixed: usd("7") };
const unitsOf = (lot: KnownLot) => Number(quantityText(lot.quantity));
const dollars = (amount: Parameters<typeof usdText>[0]) => Number(usdText(amount));

const answer = (
  situation: Situation,
  sales: readonly IntendedSale[],
  costs = COSTS,
): OptimalLots => {
  const found = optimalLots({ situation, sales, sold: SOLD, costs });
  if (!found.ok) {
    throw new Error(found.error.message);
  }
  return found.value;
};

/** The tax of the year with units of lots sold in one order at 1,000, by the real sale and the worksheets. */
const taxOf = (year: Situation, sales: readonly (readonly SalePart[])[], costs = COSTS) => {
  const sold = sales.map((parts) => simulateSale(parts, price(PRICE), SOLD, costs));
  return dollars(outcomeOf(afterSale(year, totalsOf(sold))).tax.total);
};

const parts = (lots: readonly KnownLot[], units: readonly number[], collectible = false) =>
  lots.flatMap((lot, at) => {
    const many = units[at] ?? 0;
    return many > 0 ? [{ lot, quantity: quantity(many.toFixed(12)), collectible }] : [];
  });

/**
 * The least tax of one pool without a word of theory: lots whole or not at all but for each pair of them, whose split is
 * looked for on a grid and then more and more finely around its best points. With one pool a least tax needs no third part.
 */
function leastByTrying(year: Situation, lots: readonly KnownLot[], wanted: number): number {
  let least = Number.POSITIVE_INFINITY;
  const surface = taxSurface(year);
  const one = lots.map(
    (lot) =>
      simulateSale(parts([lot], [unitsOf(lot)]), price(PRICE), SOLD, {
        rate: "0.01",
        fixed: usd("0"),
      }).totals,
  );
  // A fixed cost of 7 over the units: each unit carries 7 / wanted of it.
  const unit = one.map((totals, at) => ({
    short: dollars(totals.short) / unitsOf(lots[at] as KnownLot),
    long: dollars(totals.long) / unitsOf(lots[at] as KnownLot),
  }));
  const tax = (units: readonly number[]) => {
    const sum = (of: "short" | "long") =>
      units.reduce((total, many, at) => total + many * (unit[at]?.[of] ?? 0), 0);
    const gains = {
      short: usd((dollars(year.gains.short) + sum("short")).toFixed(9)),
      long: usd((dollars(year.gains.long) + sum("long")).toFixed(9)),
      collectible: year.gains.collectible,
    };
    const { byParts, whole } = surface.at(gains);
    const total = Math.min(dollars(byParts), dollars(whole));
    least = Math.min(least, total);
    return total;
  };
  for (let pick = 0; pick < 2 ** lots.length; pick += 1) {
    const units = lots.map((lot, at) => (Math.floor(pick / 2 ** at) % 2 === 1 ? unitsOf(lot) : 0));
    eachPair(lots.length, (i, j) => {
      const others = units.map((many, at) => (at === i || at === j ? 0 : many));
      const left = wanted - others.reduce((a, b) => a + b, 0);
      const [a, b] = [unitsOf(lots[i] as KnownLot), unitsOf(lots[j] as KnownLot)];
      const [from, to] = [Math.max(0, left - b), Math.min(a, left)];
      if (from <= to) {
        refine(from, to, (x) =>
          tax(others.map((many, at) => (at === i ? x : at === j ? left - x : many))),
        );
      }
    });
  }
  return least;
}

function eachPair(count: number, visit: (i: number, j: number) => void): void {
  for (let i = 0; i < count; i += 1) {
    for (let j = i + 1; j < count; j += 1) {
      visit(i, j);
    }
  }
}

/** Looks for the least of a function on a span: a grid, then finer ones around the best of it. */
function refine(from: number, to: number, of: (x: number) => number): void {
  let [low, high] = [from, to];
  for (let round = 0; round < 7 && high - low > 1e-9; round += 1) {
    const step = (high - low) / 16;
    let [best, least] = [low, Number.POSITIVE_INFINITY];
    for (let at = 0; at <= 16; at += 1) {
      const figure = of(low + at * step);
      if (figure < least) {
        [best, least] = [low + at * step, figure];
      }
    }
    [low, high] = [Math.max(from, best - step), Math.min(to, best + step)];
  }
}

describe("the least tax of an intended sale", () => {
  it("is no more than anything tried by hand, and no more than FIFO, LIFO and HIFO", () => {
    const FREE = { rate: "0.01", fixed: usd("0") };
    fc.assert(
      fc.property(years, smallLots("L"), fc.integer({ min: 1, max: 99 }), (year, lots, percent) => {
        const held = lots.reduce((sum, lot) => sum + unitsOf(lot), 0);
        const wanted = Math.max(1, Math.round((held * percent) / 100));
        const found = answer(year, [saleOf(lots, String(wanted), PRICE)], FREE);
        expect(found.proof).toEqual({ proven: true });
        const least = dollars(found.best.after.tax.total);
        if (lots.length > 1) {
          expect(least).toBeLessThanOrEqual(leastByTrying(year, lots, wanted) + 1e-6);
        }
        for (const other of [found.fifo, found.lifo, found.hifo]) {
          expect(
            (other !== null &&
              compareUsd(found.best.after.tax.total, other.after.tax.total) <= 0) ||
              least - dollars(other?.after.tax.total ?? usd("0")) < 1e-9,
          ).toBe(true);
        }
        expect(dollars(found.orderable.after.tax.total) - least).toBeLessThan(0.005);
      }),
      runs(30),
    );
  });

  it("out of several accounts, coins and collectibles together, is no more than any split in whole units", () => {
    const picks = fc.array(fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 }), {
      minLength: 30,
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        years,
        smallLots("A"),
        smallLots("B", 3),
        smallLots("C", 4),
        picks,
        (year, a, b, c, random) => {
          const pools = [a, b, c];
          const wanted = pools.map((lots) =>
            Math.max(1, Math.floor(lots.reduce((sum, lot) => sum + unitsOf(lot), 0) / 2)),
          );
          const sales = pools.map((lots, at) =>
            saleOf(lots, String(wanted[at]), PRICE, { collectible: at === 2 }),
          );
          const found = answer(year, sales);
          expect(found.proof).toEqual({ proven: true });
          const least = dollars(found.best.after.tax.total);
          for (const keys of random) {
            const split = pools.map((lots, at) =>
              parts(lots, takeBy(lots, keys, wanted[at] ?? 0), at === 2),
            );
            expect(least).toBeLessThanOrEqual(taxOf(year, split) + 1e-6);
          }
          for (const other of [found.fifo, found.lifo, found.hifo]) {
            expect(least).toBeLessThanOrEqual(dollars(other?.after.tax.total ?? usd("-1")) + 1e-9);
          }
        },
      ),
      runs(25),
    );
  });
});

/** Takes the wanted units from lots in an order the keys give, a part of each by the key as well. */
function takeBy(
  lots: readonly KnownLot[],
  keys: readonly number[],
  wanted: number,
): readonly number[] {
  const order = lots.map((_, at) => at).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  const taken = lots.map(() => 0);
  let left = wanted;
  for (const share of [0.5, 1]) {
    for (const at of order) {
      const room = unitsOf(lots[at] as KnownLot) - (taken[at] ?? 0);
      const units = Math.min(
        left,
        share === 1 ? room : Math.floor((room * (keys[at] ?? 0)) / 1000),
      );
      taken[at] = (taken[at] ?? 0) + units;
      left -= units;
    }
  }
  return taken;
}
