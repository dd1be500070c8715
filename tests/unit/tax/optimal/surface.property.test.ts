import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addUsd, compareUsd, signUsd, subtractUsd, timesRate, usdText } from "@/lib/money/usd";
import { sideOf } from "@/lib/tax/optimal/planes";
import { figureOf, taxSurface } from "@/lib/tax/optimal/surface";
import { outcomeOf, type YearGains } from "@/lib/tax/worksheets/year-return";
import { gainsOf, money, runs, years } from "./random-year";

const plus = (a: YearGains, b: YearGains): YearGains => ({
  short: addUsd(a.short, b.short),
  long: addUsd(a.long, b.long),
  collectible: addUsd(a.collectible, b.collectible),
});
const half = (a: YearGains): YearGains => ({
  short: timesRate(a.short, "0.5"),
  long: timesRate(a.long, "0.5"),
  collectible: timesRate(a.collectible, "0.5"),
});

describe("the tax of a year as a function of its gains", () => {
  it("is the tax of the worksheets to the last digit", () => {
    fc.assert(
      fc.property(years, gainsOf, (year, gains) => {
        const { total } = outcomeOf({ ...year, gains }).tax;
        expect(usdText(figureOf(taxSurface(year).at(gains)))).toBe(usdText(total));
      }),
      runs(200),
    );
  });

  it("never falls when the gain of a class rises", () => {
    // The worksheets themselves are asked: every proof of a minimum stands on this.
    const rise = fc.oneof(money(0, 3), money(0, 4_000), money(0, 300_000));
    const rises = fc.record({ short: rise, long: rise, collectible: rise });
    fc.assert(
      fc.property(years, gainsOf, rises, (year, gains, more) => {
        const [before, after] = [gains, plus(gains, more)].map(
          (each) => outcomeOf({ ...year, gains: each }).tax.total,
        );
        expect(before !== undefined && after !== undefined && compareUsd(before, after) <= 0).toBe(
          true,
        );
      }),
      runs(200),
    );
  });

  it("rises by less than the gain: no marginal rate reaches one", () => {
    // What proves that a fixed cost is never worth paying for its own deduction. The most is ordinary rate, NIIT and long gains
    // pushed into the next band together.
    const rise = fc.oneof(money(0, 3), money(0, 4_000), money(0, 300_000));
    const rises = fc.record({ short: rise, long: rise, collectible: rise });
    fc.assert(
      fc.property(years, gainsOf, rises, (year, gains, more) => {
        const [before, after] = [gains, plus(gains, more)].map((each) =>
          Number(usdText(outcomeOf({ ...year, gains: each }).tax.total)),
        );
        const added = [more.short, more.long, more.collectible].reduce(
          (sum, each) => sum + Number(usdText(each)),
          0,
        );
        expect((after ?? 0) - (before ?? 0)).toBeLessThanOrEqual(0.6 * added + 1e-9);
      }),
      runs(200),
    );
  });

  it("is straight between its planes: the middle of a way that crosses none costs the mean of its ends", () => {
    const step = fc.oneof(money(-400, 400), money(-9_000, 9_000));
    const steps = fc.record({ short: step, long: step, collectible: step });
    let straight = 0;
    fc.assert(
      fc.property(years, gainsOf, steps, (year, from, by) => {
        const { at, planes } = taxSurface(year);
        const to = plus(from, by);
        // The planes are sums of classes, so a box no plane crosses is told by its corners; the way by its two ends.
        if (planes.some((each) => signUsd(sideOf(each, from)) * signUsd(sideOf(each, to)) < 0)) {
          return;
        }
        straight += 1;
        const [a, b, middle] = [at(from), at(to), at(plus(from, half(by)))];
        for (const piece of ["byParts", "whole"] as const) {
          const twice = addUsd(middle[piece], middle[piece]);
          const off = subtractUsd(addUsd(a[piece], b[piece]), twice);
          expect(Math.abs(Number(usdText(off)))).toBeLessThan(1e-12);
        }
      }),
      runs(600),
    );
    expect(straight).toBeGreaterThan(runs(600).numRuns / 10);
  });
});
