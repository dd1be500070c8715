import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";

function startOn(version: string) {
  const pretend = `Object.defineProperty(process.versions, "node", { value: "${version}" });`;
  const script = `${pretend} process.argv[2] = "tests/support/run/count.ts"; require("./lib/launch/node.cjs");`;
  return spawnSync(process.execPath, ["-e", script, "x"], { encoding: "utf8" });
}

describe("npm start", () => {
  it.each(["16.20.2", "18.20.8", "20.0.0", "20.8.1"])(
    "refuses Node %s in one sentence",
    (version) => {
      const { status, stderr, stdout } = startOn(version);
      expect(status).toBe(1);
      expect(stdout).toBe("");
      expect(stderr).toBe(
        `Lotwise needs Node.js 20.9 or newer; this is ${version}. Get a newer one at https://nodejs.org and try again.\n`,
      );
    },
  );

  it.each(["20.9.0", "22.0.0", "24.11.1"])("goes on with Node %s", (version) => {
    expect(startOn(version)).toMatchObject({ status: 0, stderr: "" });
  });
});
