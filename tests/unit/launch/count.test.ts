import { describe, expect, it } from "vitest";
import { honest, parseCount } from "../../support/run/count";
import { playwrightCount, vitestCount } from "../../support/run/report-count";

describe("the counts of npm test", () => {
  it("reads the last line of counts a program printed", () => {
    const output = "1 passed, 0 failed, 0 skipped\nmore\n12 passed, 3 failed, 4 skipped\n";
    expect(parseCount(output)).toEqual({ passed: 12, failed: 3, skipped: 4 });
    expect(parseCount("all 12 passed, 3 failed, 4 skipped")).toBeUndefined();
  });

  it("never calls a bad end green", () => {
    const green = { passed: 5, failed: 0, skipped: 0 };
    expect(honest(green, 0)).toEqual(green);
    expect(honest(green, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
    expect(honest(green, null).failed).toBe(1);
    expect(honest(undefined, 0).failed).toBe(1);
    expect(honest({ passed: 0, failed: 0, skipped: 0 }, 0).failed).toBe(1);
  });

  it("counts a test file that broke before its first test as a failure", () => {
    const report = {
      numPassedTests: 2,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        { status: "failed", assertionResults: [{}] },
        { status: "failed", assertionResults: [] },
        { status: "passed", assertionResults: [{}] },
      ],
    };
    expect(vitestCount(JSON.stringify(report))).toEqual({ passed: 2, failed: 2, skipped: 2 });
  });

  it("counts a journey that passed only when repeated as a failure", () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
    expect(playwrightCount(JSON.stringify(report))).toEqual({ passed: 4, failed: 3, skipped: 2 });
  });
});
