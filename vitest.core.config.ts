import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** The tests of the core alone, for mutation testing (tests/mutation): a mutant runs against those that reach it. */
export default defineConfig({
  root,
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  test: {
    // Few runs a property: a mutant they catch would be caught by ten thousand too, and a survivor is met sooner.
    env: { TZ: "UTC", PROPERTY_RUNS: process.env["PROPERTY_RUNS"] ?? "100" },
    include: ["tests/unit/{tax,money,time}/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
