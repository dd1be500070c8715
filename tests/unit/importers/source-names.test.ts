import { describe, expect, it } from "vitest";
import { ALL_SOURCE_NAMES } from "@/lib/importers/source-names";
import { SOURCES } from "@/lib/importers/sources";

describe("the names people are told", () => {
  const nameOf = (label: string) =>
    ALL_SOURCE_NAMES.filter((name) => label === name || label.startsWith(`${name} `)).sort(
      (a, b) => b.length - a.length,
    )[0] ?? ALL_SOURCE_NAMES.find((name) => label.startsWith(`${name},`));

  it.each(SOURCES.map(({ label }) => label))("%s has one", (label) => {
    expect(nameOf(label)).toBeDefined();
  });

  it("promise nothing that is not read", () => {
    const read = new Set(SOURCES.map(({ label }) => nameOf(label)));
    expect(ALL_SOURCE_NAMES.filter((name) => !read.has(name))).toEqual([]);
  });

  it("every source has an id of its own, and says how its times are meant", () => {
    expect(new Set(SOURCES.map(({ id }) => id)).size).toBe(SOURCES.length);
    for (const { timeRule } of SOURCES) expect(timeRule.length).toBeGreaterThan(2);
  });
});
