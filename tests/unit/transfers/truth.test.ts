import { describe, expect, it } from "vitest";
import { matchSides } from "@/lib/transfers/match";
import { isTrue, type Made, makeBooks } from "./truth";

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);

/** Of all moves and matches of twenty books: how many links are right, and how many moves are found. */
function measure(made: Made) {
  const count = { clear: 0, clearTrue: 0, allTrue: 0, moves: 0 };
  for (const seed of SEEDS) {
    const books = makeBooks(seed, made);
    count.moves += books.moves;
    for (const match of matchSides({ ...books, settled: new Map() })) {
      const right = isTrue(match, books) ? 1 : 0;
      count.allTrue += right;
      count.clear += match.isClear ? 1 : 0;
      count.clearTrue += match.isClear ? right : 0;
      if (match.isClear && right === 0)
        console.log(match.confidence, match.reason, match.nextBest?.confidence);
    }
  }
  return {
    falseClear: count.clear - count.clearTrue,
    linked: count.clearTrue / count.moves,
    found: count.allTrue / count.moves,
    clearRight: count.clearTrue / count.clear,
  };
}

// What was measured stands in docs/importing.md; the bounds here are a little below it. A false link is worse than a missing one.
describe("books whose transfers are known", () => {
  it("of a person with two exchanges and a wallet: no false link, nine of ten made by themselves", () => {
    const found = measure({ moves: 60, strangers: 20, days: 700, hashed: 30, round: 30 });
    expect(found.falseClear).toBe(0);
    expect(found.linked).toBeGreaterThan(0.88);
    expect(found.found).toBeGreaterThan(0.94);
  });

  it("told with hashes on both sides: no false link, all made by themselves", () => {
    const found = measure({ moves: 60, strangers: 20, days: 700, hashed: 100, round: 30 });
    expect(found.falseClear).toBe(0);
    expect(found.linked).toBeGreaterThan(0.99);
  });

  it("of seven rows a day, half of them the same four amounts: one link in a hundred is false at most", () => {
    const found = measure({ moves: 300, strangers: 300, days: 120, hashed: 30, round: 50 });
    expect(found.clearRight).toBeGreaterThan(0.99);
    expect(found.linked).toBeGreaterThan(0.82);
    expect(found.found).toBeGreaterThan(0.93);
  });
});
