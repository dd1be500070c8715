import { describe, expect, it } from "vitest";
import { honest, parseCount } from "../../support/run/count";
import { readPlaywright, readVitest } from "../../support/run/report-count";

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

  it("counts a test file that broke before its first test as a failure, and tells why", () => {
    const report = {
      numPassedTests: 2,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        {
          name: "a.test.ts",
          status: "failed",
          message: "",
          assertionResults: [
            { fullName: "adds up", status: "failed", failureMessages: ["1 is not 2\n  at a.ts:3"] },
            { fullName: "holds", status: "passed", failureMessages: [] },
          ],
        },
        { name: "b.test.ts", status: "failed", message: "no such module", assertionResults: [] },
        {
          name: "c.test.ts",
          status: "passed",
          message: "",
          assertionResults: [{ fullName: "is left out", status: "pending" }],
        },
      ],
    };
    expect(readVitest(JSON.stringify(report))).toEqual({
      count: { passed: 2, failed: 2, skipped: 2 },
      failures: [
        "b.test.ts\n    no such module",
        "a.test.ts > adds up\n    1 is not 2\n      at a.ts:3",
      ],
    });
  });

  it("counts a journey that passed only when repeated as a failure, and tells why each failed", () => {
    const spec = (title: string, ...messages: string[]) => ({
      title,
      ok: messages.length === 0,
      tests: [{ results: [{ errors: messages.map((message) => ({ message })) }] }],
    });
    const report = {
      stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 },
      errors: [{ message: "no server" }],
      suites: [
        {
          file: "a.test.ts",
          specs: [spec("signs in")],
          suites: [
            { file: "a.test.ts", specs: [spec("drops a file", "\u001b[31mtoo late\u001b[39m")] },
          ],
        },
      ],
    };
    expect(readPlaywright(JSON.stringify(report))).toEqual({
      count: { passed: 4, failed: 3, skipped: 2 },
      failures: ["before the first test\n    no server", "a.test.ts > drops a file\n    too late"],
    });
  });
});
