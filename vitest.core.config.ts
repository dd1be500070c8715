import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** The tests of the core alone, for mutation testing (tests/mutation): a mutant runs against those that reach it. */
export default defineConfig({
  root,
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  test: {
    env: { TZ: "UTC" },
    include: ["tests/unit/{tax,money,time}/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
