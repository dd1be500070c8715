import { defineConfig } from "@playwright/test";
import { freePort } from "./lib/launch/port";
import { launchOptions } from "./tests/support/e2e/chromium";

// Set once: Playwright reads this file again in each of its worker processes.
process.env["E2E_PORT"] ??= String(await freePort());

export default defineConfig({
  testDir: "tests/e2e",
  // What fills the one server up comes when nobody else is there; alone: `--project=crowd --no-deps`.
  projects: [
    { name: "journeys", testMatch: "**/*.test.ts", testIgnore: "**/crowd.test.ts" },
    { name: "crowd", testMatch: "**/crowd.test.ts", dependencies: ["journeys"] },
  ],
  globalSetup: "./tests/support/e2e/server.ts",
  outputDir: "test-results",
  // One server and one demo for all; every journey that changes anything opens books of its own.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  // Generous for a busy machine: a journey waits for things, never for time.
  expect: { timeout: 20_000 },
  reporter: "line",
  use: {
    // Never 127.0.0.1: the session cookie belongs to localhost.
    baseURL: `http://localhost:${process.env["E2E_PORT"]}`,
    locale: "en-US",
    timezoneId: "America/New_York",
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
    // Steps without pictures of each: filming every step took a third of the journeys' time.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false, sources: false },
    launchOptions,
  },
});
