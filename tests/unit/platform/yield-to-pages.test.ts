import { spawnSync } from "node:child_process";
import { constants } from "node:os";
import { describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "../../support/folders";

describe("a worker", () => {
  it("runs at a lower priority than the pages", () => {
    const script =
      'import { getPriority } from "node:os"; import { yieldToPages } from "./lib/jobs/yield-to-pages";' +
      "yieldToPages(); console.log(getPriority());";
    const { stdout } = spawnSync(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "--eval", script],
      { cwd: PROJECT_ROOT, encoding: "utf8" },
    );
    expect(Number(stdout)).toBe(constants.priority.PRIORITY_BELOW_NORMAL);
  });
});
