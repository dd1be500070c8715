/** Mutants of the pure core against its own unit and property tests. Paths are from the project's root, where it is run. */
export default {
  mutate: ["lib/tax/**/*.ts", "lib/money/**/*.ts", "lib/time/**/*.ts"],
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "tests/mutation/vitest.config.ts" },
  coverageAnalysis: "perTest",
  // A text that people read is proved by eye and by the tests of pages, not by its letters.
  mutator: { excludedMutations: ["StringLiteral"] },
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ["clear-text", "json", "progress-append-only"],
  jsonReporter: { fileName: "coverage/mutation.json" },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  ignorePatterns: [".next", ".data", "coverage", "test-results", "public", "app", "docs"],
  tempDirName: "coverage/mutation-tmp",
  thresholds: { high: 90, low: 85, break: 85 },
};
