import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { inTurns } from "@/lib/services/in-turns";

/** So many parts of a few milliseconds each; tells which part it is at. */
function* work(parts: number): Generator<number | null, string> {
  for (let part = 0; part < parts; part += 1) {
    const until = performance.now() + 3;
    while (performance.now() < until) {
      // Busy.
    }
    yield part % 2 === 0 ? part : null;
  }
  return "done";
}

describe("work in turns", () => {
  it("lets others in between its parts, tells how far it is, and gives what it made", async () => {
    let isOver = false;
    let others = 0;
    const other = (async () => {
      while (!isOver) {
        await turn();
        others += 1;
      }
    })();
    const told: number[] = [];
    const made = await inTurns(work(40), (done) => told.push(done));
    isOver = true;
    await other;
    expect(made).toBe("done");
    expect(told).toEqual(Array.from({ length: 20 }, (_, index) => 2 * index));
    // 40 parts of 3 ms in slices of 12: others came in about ten times, never once only.
    expect(others).toBeGreaterThanOrEqual(8);
  });

  it("fails as the work fails, after what it told before", async () => {
    function* failing(): Generator<number | null, string> {
      yield 1;
      throw new Error("broken");
    }
    const told: number[] = [];
    await expect(inTurns(failing(), (done) => told.push(done))).rejects.toThrow("broken");
    expect(told).toEqual([1]);
  });
});
