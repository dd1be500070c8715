import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NumberTable } from "@/lib/importers/number-table";

const key = fc.oneof(fc.nat(50), fc.maxSafeNat(), fc.constant(0), fc.constant(2 ** 53 - 1));

describe("a table of numbers", () => {
  it("holds what a Map holds, whatever is set in whatever order", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.maxSafeNat()), { maxLength: 3000 }), (entries) => {
        const [table, map] = [new NumberTable(), new Map<number, number>()];
        for (const [name, value] of entries) {
          expect(table.get(name)).toBe(map.get(name));
          table.set(name, value);
          map.set(name, value);
        }
        expect(table.size).toBe(map.size);
        for (const [name, value] of map) {
          expect(table.get(name)).toBe(value);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("keeps apart keys that differ in one half only, over many growths", () => {
    const table = new NumberTable();
    for (let at = 0; at < 100_000; at += 1) {
      table.set(at * 4_294_967_296 * 16 + 7, at);
      table.set(at + 8, -at);
    }
    expect(table.size).toBe(200_000);
    for (let at = 1; at < 100_000; at += 997) {
      expect(table.get(at * 4_294_967_296 * 16 + 7)).toBe(at);
      expect(table.get(at + 8)).toBe(-at);
    }
  });
});
