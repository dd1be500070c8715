import { expect, it } from "vitest";
import { Latest } from "@/lib/latest";

it("keeps what was used last and lets the one used longest ago go", () => {
  const latest = new Latest<number>({ most: 2 });
  latest.set("a", 1);
  latest.set("b", 2);
  expect(latest.get("a")).toBe(1);
  latest.set("c", 3);
  expect([latest.get("a"), latest.get("b"), latest.get("c")]).toEqual([1, undefined, 3]);
});

it("looking whether something is kept is no use of it", () => {
  const latest = new Latest<number>({ most: 2 });
  latest.set("a", 1);
  latest.set("b", 2);
  expect([latest.has("a"), latest.has("z")]).toEqual([true, false]);
  latest.set("c", 3);
  expect(latest.has("a")).toBe(false);
});

it("weighs: the oldest go until the rest is light enough, one that is too heavy stays alone", () => {
  const latest = new Latest<string>({ most: 10, mostWeight: 10 });
  latest.set("a", "a", 4);
  latest.set("b", "b", 4);
  latest.set("c", "c", 5);
  expect([latest.has("a"), latest.has("b"), latest.has("c")]).toEqual([false, true, true]);
  latest.set("b", "light", 1);
  latest.set("d", "d", 4);
  expect([latest.get("b"), latest.get("c"), latest.get("d")]).toEqual(["light", "c", "d"]);
  latest.set("e", "heavy", 11);
  expect([latest.has("b"), latest.has("d"), latest.get("e")]).toEqual([false, false, "heavy"]);
  latest.clear();
  expect(latest.has("e")).toBe(false);
  latest.set("f", "f", 10);
  expect(latest.has("f")).toBe(true);
});
