import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const CHILD = fileURLToPath(new URL("./speed-child.ts", import.meta.url));

interface Measured {
  readonly computed: number;
  readonly reviewed: number;
  readonly open: number;
  readonly items: number;
}

describe("a review of 100,000 rows with over 5,000 items", () => {
  it("costs no more than the books it stands on, by a quarter at most", {
    timeout: 180_000,
  }, () => {
    const told = execFileSync(process.execPath, ["--import", "tsx", CHILD], { encoding: "utf8" });
    const { computed, reviewed, open, items } = JSON.parse(told) as Measured;
    console.info(`review ${reviewed.toFixed(0)} ms of CPU, books ${computed.toFixed(0)} ms`);
    expect(items).toBeGreaterThan(open);
    expect(reviewed).toBeLessThan(computed * 1.25);
  });
});
