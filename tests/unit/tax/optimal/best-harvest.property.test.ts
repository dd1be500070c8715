import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { subtractUsd, usd, usdText } from "@/lib/money/usd";
import type { Situation } from "@/lib/tax/harvest/saving";
import { type BestHarvest, bestHarvest } from "@/lib/tax/optimal/best-harvest";
import { harvestForGoal, isReached } from "@/lib/tax/optimal/goals";
import type { HarvestCosts, HarvestPool } from "@/lib/tax/optimal/harvest-input";
import { single2026, situation } from "../harvest/make-harvest";
import { plainLots, poolOf, SOLD } from "./make-optimal";
import { money, runs, years } from "./random-year";
import { HarvestByHand, refineBox } from "./try-harvest";

const lots = (name: string, most: number) => plainLots(name, most, { min: 300, max: 2800 });

const answer = (year: Situation, pools: readonly HarvestPool[], costs: HarvestCosts): BestHarvest =>
  bestHarvest({ situation: year, pools, sold: SOLD, costs });

const costsOf = (fixed: string, fixedPer: "order" | "lot" = "lot") =>
  fc.constantFrom("0", "0.01", "0.2").map((rate) => ({ rate, fixed: usd(fixed), fixedPer }));

/** Nothing tried is better than what was found by more than it says, and nothing as good sells less. */
function expectBest(found: BestHarvest, hand: HarvestByHand): void {
  const { best, proof } = found;
  const figure = Number(
    usdText(subtractUsd(best.saving.after.tax.total, subtractUsd(usd("0"), best.saving.fees))),
  );
  const within = proof.proven ? 0 : Number(usdText(proof.within));
  expect(figure).toBeLessThanOrEqual(hand.least + within + 1e-6);
  if (found.isLeastValue) {
    const value = Number(usdText(best.soldValue));
    for (const tried of hand.tries) {
      if (tried.figure <= figure + 1e-9) {
        expect(value).toBeLessThanOrEqual(tried.value + 1e-3);
      }
    }
  }
}

/** Each pair of lots in any parts, the others whole or not at all. */
function tryPairs(hand: HarvestByHand): void {
  const { lots: all } = hand;
  for (let pick = 0; pick < 2 ** all.length; pick += 1) {
    const units = all.map((lot, at) => (Math.floor(pick / 2 ** at) % 2 === 1 ? lot.units : 0));
    hand.try(units);
    for (let i = 0; i < all.length; i += 1) {
      for (let j = i + 1; j < all.length; j += 1) {
        const [a, b] = [all[i]?.units ?? 0, all[j]?.units ?? 0];
        if ((units[i] ?? 0) + (units[j] ?? 0) === 0) {
          refineBox(
            [
              [0, a],
              [0, b],
            ],
            ([x = 0, y = 0]) =>
              hand.try(units.map((many, at) => (at === i ? x : at === j ? y : many))),
          );
        }
      }
    }
  }
}

describe("the best harvest", () => {
  it("out of lots that can be named is proven and no worse than anything tried", () => {
    fc.assert(
      fc.property(
        years,
        lots("A", 3),
        costsOf("0"),
        fc.boolean(),
        (year, of, costs, collectible) => {
          const pools = [poolOf("A", of.slice(0, 2)), poolOf("B", of.slice(2), { collectible })];
          const found = answer(year, pools, costs);
          expect(found.proof).toEqual({ proven: true });
          const hand = new HarvestByHand(year, pools, costs, 1000);
          tryPairs(hand);
          expectBest(found, hand);
          expect(Number(usdText(found.best.saving.netSaving))).toBeGreaterThanOrEqual(-1e-9);
          const missed = subtractUsd(found.best.saving.netSaving, found.orderable.saving.netSaving);
          expect(Number(usdText(missed))).toBeLessThan(0.005);
        },
      ),
      runs(15),
    );
  });

  it("with a fixed cost of each lot or order is no worse than anything tried, by more than it says", () => {
    const fixed = fc
      .constantFrom("15", "150", "700")
      .chain((amount) =>
        fc.constantFrom("lot" as const, "order" as const).chain((per) => costsOf(amount, per)),
      );
    fc.assert(
      fc.property(years, lots("A", 3), fixed, (year, of, costs) => {
        const pools = [poolOf("A", of.slice(0, 2)), poolOf("B", of.slice(2))];
        const found = answer(year, pools, costs);
        const hand = new HarvestByHand(year, pools, costs, 1000);
        tryPairs(hand);
        expectBest(found, hand);
        expect(costs.fixedPer === "order" || found.proof.proven).toBe(true);
      }),
      runs(15),
    );
  });

  it("out of accounts that sell first in, first out is proven and no worse than any two quantities tried", () => {
    fc.assert(
      fc.property(
        years,
        lots("A", 4),
        lots("B", 3),
        lots("C", 2),
        costsOf("0"),
        (year, a, b, c, costs) => {
          const pools = [
            poolOf("A", a, { order: "fifo" }),
            poolOf("B", b, { order: "fifo" }),
            poolOf("C", c),
          ];
          const found = answer(year, pools, costs);
          expect(found.proof).toEqual({ proven: true });
          const hand = new HarvestByHand(year, pools, costs, 1000);
          const [first, second, free] = [a, b, c].map((list, at) =>
            hand.lots.filter((lot) => lot.pool === at && list.length > 0),
          );
          const prefix = (of: typeof first, many: number) => {
            let left = many;
            return (of ?? []).map((lot) => {
              const units = Math.min(left, lot.units);
              left -= units;
              return units;
            });
          };
          const ends = (of: typeof first) =>
            (of ?? []).map(
              (lot, at) =>
                [
                  (of ?? []).slice(0, at).reduce((sum, each) => sum + each.units, 0),
                  lot.units,
                ] as const,
            );
          for (const [from, units] of ends(first)) {
            for (const [low, more] of ends(second)) {
              for (const all of [0, 1]) {
                refineBox(
                  [
                    [from, from + units],
                    [low, low + more],
                  ],
                  ([x = 0, y = 0]) =>
                    hand.try([
                      ...prefix(first, x),
                      ...prefix(second, y),
                      ...(free ?? []).map((lot) => all * lot.units),
                    ]),
                  4,
                  7,
                );
              }
            }
          }
          expectBest(found, hand);
        },
      ),
      runs(10),
    );
  });
});

describe("a harvest for a goal with fixed costs", () => {
  it("costs no more, by more than it says, than any eighths of lots in three accounts that reach it", () => {
    const accounts = fc.tuple(lots("A", 1), lots("B", 1), lots("C", 1));
    let known = 0;
    fc.assert(
      fc.property(accounts, costsOf("7", "order"), money(500, 30_000), (held, costs, gain) => {
        const year = situation(single2026("150000"), { short: usdText(gain) });
        const pools = held.map((of, at) => poolOf(`${at}`, of));
        const found = harvestForGoal({ situation: year, pools, sold: SOLD, costs }, "use-up-gains");
        if (!isReached(found)) {
          return;
        }
        known += 1;
        const within = found.proof.proven ? 0 : Number(usdText(found.proof.within));
        const least = Number(usdText(found.best.costs)) - within;
        const plain = held.flat().map(({ quantity, basis }) => ({
          units: Number(quantityText(quantity)),
          basis: Number(usdText(basis)),
        }));
        for (let pick = 0; pick < 9 ** 3; pick += 1) {
          const parts = plain.map((_, at) => (Math.floor(pick / 9 ** at) % 9) / 8);
          const sold = plain.map(({ units, basis }, at) => {
            const part = parts[at] ?? 0;
            const gross = part * units * 1000;
            const fees = part === 0 ? 0 : gross * Number(costs.rate) + 7;
            return { gain: gross - fees - part * basis, fees };
          });
          if (sold.reduce((sum, each) => sum + each.gain, 0) <= -Number(usdText(gain))) {
            const paid = sold.reduce((sum, { fees }) => sum + fees, 0);
            expect(least).toBeLessThanOrEqual(paid + 1e-6);
          }
        }
      }),
      runs(40),
    );
    expect(known).toBeGreaterThan(5);
  });
});
