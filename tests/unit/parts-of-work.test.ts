import { describe, expect, it } from "vitest";
import { atOnce, mapInParts, type PartsOfWork, untold } from "@/lib/parts-of-work";

/** What each part tells, and what comes out. */
function followed<T>(work: PartsOfWork<T>): { told: (number | null)[]; made: T } {
  const told: (number | null)[] = [];
  for (;;) {
    const part = work.next();
    if (part.done === true) {
      return { told, made: part.value };
    }
    told.push(part.value);
  }
}

describe("work in parts", () => {
  it("makes something of each entry in order, with a pause after each 500", () => {
    const list = Array.from({ length: 1_200 }, (_, index) => index);
    const { told, made } = followed(mapInParts(list, (each, index) => [each * 2, index]));
    expect(made).toHaveLength(1_200);
    expect([made[0], made[1_199]]).toEqual([
      [0, 0],
      [2_398, 1_199],
    ]);
    expect(told).toEqual([null, null]);
    expect(atOnce(mapInParts([], () => 1))).toEqual([]);
  });

  it("keeps its pauses and its result where another tells how far it is", () => {
    function* telling(): PartsOfWork<string> {
      yield 1;
      yield null;
      yield 2;
      return "made";
    }
    expect(followed(untold(telling()))).toEqual({ told: [null, null, null], made: "made" });
  });
});
