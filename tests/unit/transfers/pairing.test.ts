import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestPairs, type Edge } from "@/lib/transfers/pairing";

/** The greatest total by trying everything. */
function greatest(edges: readonly Edge[], from = 0, lefts = 0, rights = 0): number {
  const edge = edges[from];
  if (edge === undefined) return 0;
  const without = greatest(edges, from + 1, lefts, rights);
  const [left, right] = [1 << edge.left, 1 << edge.right];
  if ((lefts & left) !== 0 || (rights & right) !== 0) return without;
  return Math.max(without, edge.weight + greatest(edges, from + 1, lefts | left, rights | right));
}

const totalOf = (pairs: readonly (Edge | undefined)[]) =>
  pairs.reduce((sum, edge) => sum + (edge?.weight ?? 0), 0);

describe("pairs of greatest total weight", () => {
  it("gives up a good pair for two that are better together", () => {
    // Taking 0-0 first (10) leaves 1 with nothing: 10 against 9 + 8.
    const edges = [
      { left: 0, right: 0, weight: 10 },
      { left: 0, right: 1, weight: 9 },
      { left: 1, right: 0, weight: 8 },
    ];
    expect(bestPairs(2, edges)).toEqual([edges[1], edges[2]]);
  });

  it("lets one go unpaired when another gains more", () => {
    const edges = [
      { left: 0, right: 0, weight: 5 },
      { left: 1, right: 0, weight: 7 },
    ];
    expect(bestPairs(2, edges)).toEqual([undefined, edges[1]]);
  });

  it("is as good as trying everything, on 3,000 graphs", () => {
    const edge = fc.record({
      left: fc.nat(4),
      right: fc.nat(4),
      weight: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(edge, { maxLength: 11, selector: (each) => `${each.left} ${each.right}` }),
        (edges) => {
          const pairs = bestPairs(5, edges);
          const taken = pairs.filter((each) => each !== undefined);
          expect(new Set(taken.map(({ right }) => right)).size).toBe(taken.length);
          for (const [left, each] of pairs.entries()) expect(each?.left ?? left).toBe(left);
          expect(totalOf(pairs)).toBe(greatest(edges));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("ten thousand lefts in a chain stay quick", () => {
    const edges = Array.from({ length: 10_000 }, (_, left) => [
      { left, right: left, weight: 5 },
      { left, right: left + 1, weight: 6 },
    ]).flat();
    const began = process.cpuUsage();
    expect(totalOf(bestPairs(10_000, edges))).toBe(60_000);
    const { user } = process.cpuUsage(began);
    expect(user / 1e6).toBeLessThan(2);
  });
});
