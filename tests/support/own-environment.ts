// Next looks for it among the globals when it is first loaded: its own server puts it there before.
import "next/dist/server/node-environment-baseline.js";
import { afterAll, vi } from "vitest";
import { closePool } from "@/db/client";
import { resetEnv } from "@/lib/env";

/*
 * Files of integration tests share a process, so that each need not load the product anew. What a file set in the environment, and its
 * connections, end with it: this runs before each file, and its hook after the file's own.
 */
const before = { ...process.env };

afterAll(async () => {
  vi.restoreAllMocks();
  await closePool();
  for (const name of Object.keys(process.env)) {
    if (!(name in before)) {
      delete process.env[name];
    }
  }
  Object.assign(process.env, before);
  resetEnv();
});
