import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heightAt, type Plane, summitOf } from "@/lib/money/summit";
import { addUsd, compareUsd, minUsd, type Usd, usd, usdText } from "@/lib/money/usd";

const plane = (height: string, alongX: string, alongY: string): Plane => ({
  height: usd(height),
  alongX: usd(alongX),
  alongY: usd(alongY),
});
const FLAT = plane("0", "0", "0");
const number = (amount: Usd) => Number(usdText(amount));
const lowest = (planes: readonly Plane[], x: Usd, y: Usd): Usd => {
  const [first = usd("0"), ...rest] = planes.map((each) => heightAt(each, { x, y }));
  return rest.reduce(minUsd, first);
};

describe("the highest point under planes", () => {
  it("of one plane is a corner of the square", () => {
    const { x, y, height } = summitOf([plane("1", "2", "-3")], [FLAT]);
    expect([x, y, height].map(usdText)).toEqual(["1", "0", "3"]);
  });

  it("of a roof is its ridge, with the parts in which its sides are level", () => {
    // 3x and 1 - x meet at x = 1/4, height 3/4: one part of the first balances three of the second.
    const { x, height, parts, whole } = summitOf(
      [plane("0", "3", "0"), plane("1", "-1", "0")],
      [FLAT],
    );
    expect([x, height].map(usdText)).toEqual(["0.25", "0.75"]);
    const shares = parts.map(({ plane: at, part }) => [at, Number((part * 100n) / whole)]);
    expect(shares.sort()).toEqual([
      [0, 25],
      [1, 75],
    ]);
  });

  it("of a tent is where three meet, whichever list they stand in", () => {
    // x, y and 1 - x - y: all are 1/3 at (1/3, 1/3).
    const sides = [plane("0", "1", "0"), plane("0", "0", "1"), plane("1", "-1", "-1")];
    for (const { x, y, height } of [summitOf(sides, [FLAT]), summitOf([FLAT], sides)]) {
      expect(number(x)).toBeCloseTo(1 / 3, 10);
      expect(number(y)).toBeCloseTo(1 / 3, 10);
      expect(number(height)).toBeCloseTo(1 / 3, 10);
    }
  });

  it("refuses to look under nothing", () => {
    expect(() => summitOf([], [FLAT])).toThrow("planes");
  });

  it("is no lower than any point tried, no higher than the planes there, and its parts are level", () => {
    // Few whole numbers, so that many planes meet in one point or line.
    const amount = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -5000, max: 5000 }));
    const planes = fc.array(
      fc
        .tuple(amount, amount, amount)
        .map(([height, x, y]) => plane(String(height), String(x), String(y))),
      { minLength: 1, maxLength: 7 },
    );
    fc.assert(
      fc.property(planes, planes, (first, second) => {
        const found = summitOf(first, second);
        const { x, y, height, parts, whole } = found;
        expect(number(x)).toBeGreaterThanOrEqual(0);
        expect(number(x)).toBeLessThanOrEqual(1);
        expect(number(y)).toBeGreaterThanOrEqual(0);
        expect(number(y)).toBeLessThanOrEqual(1);
        const there = addUsd(lowest(first, x, y), lowest(second, x, y));
        expect(Math.abs(number(there) - number(height))).toBeLessThan(1e-9);
        for (let across = 0; across <= 8; across += 1) {
          for (let along = 0; along <= 8; along += 1) {
            const [a, b] = [usd(String(across / 8)), usd(String(along / 8))];
            const tried = addUsd(lowest(first, a, b), lowest(second, a, b));
            expect(compareUsd(tried, addUsd(height, usd("0.000000001")))).toBeLessThanOrEqual(0);
          }
        }
        expect(parts.reduce((sum, { part }) => sum + part, 0n)).toBe(whole);
        expect(parts.every(({ part }) => part > 0n)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
