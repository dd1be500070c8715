import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";

/**
 * No database of advisories can be asked from a test (the registry's answers none, and a test reaches nobody), so what was read of by hand
 * stands here: below these versions there is a known hole. A new advisory is a line here, in the commit that raises the version.
 */
const AT_LEAST: Readonly<Record<string, readonly [version: string, why: string]>> = {
  next: [
    "16.3.3",
    "GHSA-2xp9-vwfh-vxw4 (code run by an image), GHSA-p293-qw3h-jr36; before them the bypasses of CVE-2026-44574, -44575, -45109",
  ],
  react: ["19.2.6", "CVE-2025-55182 (code run by a form) and the refusals of service after it"],
  "react-dom": ["19.2.6", "as react"],
  "next-auth": [
    "5.0.0-beta.32",
    "GHSA-7rqj-j65f-68wh (whom a mail goes to) and what was mended with it; the version that was read",
  ],
  "drizzle-orm": ["0.45.2", "CVE-2026-39356 (names of columns that a person gives)"],
};

/** Packages with a hole, or a way of failing, that no version of theirs is without. */
const NEVER: Readonly<Record<string, string>> = {
  xlsx: "its last version in the registry has known holes",
  postgres: "ends the process when the server dies with a small write pending",
  papaparse: "takes a minute for an unclosed quote",
  "@react-pdf/renderer": "fetches addresses that a text names, and writes links that run",
};

const packages = z
  .object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
  .parse(JSON.parse(readFileSync("package-lock.json", "utf8"))).packages;

/** Every copy of a package, also those inside others. */
const versionsOf = (name: string): readonly string[] =>
  Object.entries(packages).flatMap(([path, { version }]) =>
    (path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`)) &&
    version !== undefined
      ? [version]
      : [],
  );

/** "5.0.0-beta.32" as numbers, a version before its release below it. */
function numbersOf(version: string): readonly number[] {
  const [core = "", before] = version.split("-");
  const tail = before === undefined ? [1, 0] : [0, Number(/\d+/.exec(before)?.[0] ?? 0)];
  return [...core.split(".").map(Number), ...tail];
}

function isAtLeast(version: string, least: string): boolean {
  const [one, other] = [numbersOf(version), numbersOf(least)];
  const at = one.findIndex((number, index) => number !== other[index]);
  return at < 0 || (one[at] ?? 0) > (other[at] ?? 0);
}

describe("versions with a known hole", () => {
  it.each(Object.entries(AT_LEAST))("%s is at %s or later, in every copy", (name, [least, why]) => {
    const versions = versionsOf(name);
    expect(versions.length, `${name} is not there: is the line still needed?`).toBeGreaterThan(0);
    expect(
      versions.filter((version) => !isAtLeast(version, least)),
      why,
    ).toEqual([]);
  });

  it.each(Object.entries(NEVER))("%s is not there: %s", (name) => {
    expect(versionsOf(name)).toEqual([]);
  });

  it("are told from later ones by number, not by letter", () => {
    expect(isAtLeast("16.10.0", "16.3.3")).toBe(true);
    expect(isAtLeast("16.3.2", "16.3.3")).toBe(false);
    expect(isAtLeast("5.0.0-beta.9", "5.0.0-beta.32")).toBe(false);
    expect(isAtLeast("5.0.0", "5.0.0-beta.32")).toBe(true);
    expect(isAtLeast("16.3.3-canary.1", "16.3.3")).toBe(false);
  });
});
