import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import type { Count } from "./count";

/** What a report tells: how many, and what failed, each by name with the first lines of why. */
export type Told = { readonly count: Count; readonly failures: readonly string[] };

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** Reads vitest's JSON report. A file that fails before its first test counts as one failure. */
export function readVitest(json: string): Told {
  const read = report.parse(JSON.parse(json));
  const unread = read.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const failed = read.testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => ({
        name: `${file.name} > ${test.fullName}`,
        why: test.failureMessages ?? [],
      })),
  );
  return {
    count: {
      passed: read.numPassedTests,
      failed: read.numFailedTests + unread.length,
      skipped: read.numPendingTests + read.numTodoTests,
    },
    failures: [
      ...unread.map((file) => inShort(file.name, [file.message])),
      ...failed.map(({ name, why }) => inShort(name, why)),
    ],
  };
}

const said = z.object({ message: z.string().optional() });

type Suite = {
  readonly file: string;
  readonly specs: readonly z.infer<typeof spec>[];
  readonly suites?: readonly Suite[] | undefined;
};

const spec = z.object({
  title: z.string(),
  ok: z.boolean(),
  tests: z.array(z.object({ results: z.array(z.object({ errors: z.array(said) })) })),
});

const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({ file: z.string(), specs: z.array(spec), suites: z.array(suite).optional() }),
);

const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  errors: z.array(said),
  suites: z.array(suite),
});

/** Reads Playwright's JSON report. A test that passed only when repeated counts as failed. */
export function readPlaywright(json: string): Told {
  const { stats, errors, suites } = playwrightReport.parse(JSON.parse(json));
  return {
    count: {
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + errors.length,
      skipped: stats.skipped,
    },
    failures: [
      ...errors.map(({ message = "" }) => inShort("before the first test", [message])),
      ...suites.flatMap(failedIn),
    ],
  };
}

function failedIn({ file, specs, suites = [] }: Suite): string[] {
  const own = specs.filter(({ ok }) => !ok);
  return [
    ...own.map(({ title, tests }) => {
      const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
      return inShort(
        `${file} > ${title}`,
        errors.map(({ message = "" }) => message),
      );
    }),
    ...suites.flatMap(failedIn),
  ];
}

/** A name and the beginning of each reason: enough to know where to look, however little is shown. */
function inShort(name: string, reasons: readonly string[]): string {
  const lines = reasons.flatMap((reason) =>
    stripVTControlCharacters(reason).split("\n").slice(0, 8),
  );
  return [name, ...lines.slice(0, 24).map((line) => `    ${line.slice(0, 300)}`)].join("\n");
}
