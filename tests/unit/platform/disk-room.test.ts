import { afterEach, expect, it, vi } from "vitest";
import { resetEnv } from "@/lib/env";
import { warnOfFullDisks } from "@/lib/jobs/disk-room";
import { temporaryFolder } from "../../support/folders";

const before = process.env["DATA_DIR"];
afterEach(() => {
  vi.restoreAllMocks();
  if (before === undefined) {
    delete process.env["DATA_DIR"];
  } else {
    process.env["DATA_DIR"] = before;
  }
  resetEnv();
});

it("writes one line a place from the given share on, with the share and no name of a folder", async () => {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line) => lines.push(String(line)));
  process.env["DATA_DIR"] = temporaryFolder("disk-room");
  resetEnv();
  expect(await warnOfFullDisks(0)).toEqual(["data", "temporary"]);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: "warn", event: "disk.nearly-full", place: "data", percent: expect.any(Number) },
    { level: "warn", event: "disk.nearly-full", place: "temporary", percent: expect.any(Number) },
  ]);
  expect(lines.join()).not.toContain("disk-room-");
});

it("writes nothing below it, nor of a place that is not there", async () => {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line) => lines.push(String(line)));
  process.env["DATA_DIR"] = "/nowhere/at/all";
  resetEnv();
  expect(await warnOfFullDisks(101)).toEqual([]);
  expect(await warnOfFullDisks(0)).toEqual(["temporary"]);
  expect(lines).toHaveLength(1);
});
