import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  test: {
    // The key is nobody's: bytes 0 to 31.
    env: { TZ: "UTC", ENCRYPTION_KEYS: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8" },
    projects: [
      {
        extends: true,
        // Generous, for a machine busy with the build beside: a test that hangs still ends.
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          // One process for all files: loading the same modules anew for each of 200 files costs a third of the whole run. Pure
          // code keeps nothing between files; a test that changes the environment, the clock or the console puts it back.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: { name: "pdf", include: ["tests/pdf/**/*.test.{ts,tsx}"], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: { name: "launch", include: ["tests/launch/**/*.test.ts"], testTimeout: 180_000 },
      },
      {
        extends: true,
        test: {
          name: "integration",
          // next-auth asks for Next's modules without their endings, which Node alone does not find.
          server: { deps: { inline: ["next-auth"] } },
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: ["tests/support/global-postgres.ts"],
          isolate: false,
          setupFiles: ["tests/support/own-environment.ts", "tests/support/statements/setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        // Rows of `npm run faults` that need no built product: longer than a run of all tests has time for.
        test: {
          name: "faults",
          server: { deps: { inline: ["next-auth"] } },
          include: ["tests/faults/rows/**/*.test.ts"],
          globalSetup: ["tests/support/global-postgres.ts"],
          setupFiles: ["tests/support/own-environment.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
    coverage: {
      provider: "v8",
      include: ["lib/tax/**", "lib/money/**", "lib/time/**"],
      thresholds: { branches: 95 },
    },
  },
});
