import fc from "fast-check";
import { expect, test } from "vitest";
import { IdSet } from "@/lib/tax/id-set";

test("says the same as a Set, for any ids and any repetition", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 4 })), (ids) => {
      const ours = new IdSet(ids.length);
      const theirs = new Set<string>();
      for (const id of ids) {
        const isNew = !theirs.has(id);
        theirs.add(id);
        expect(ours.add(id)).toBe(isNew);
      }
    }),
    { numRuns: 2000 },
  );
});

test("ids of one hash are told apart", () => {
  // "Aa" and "BB" have the same hash: 65 * 31 + 97 = 66 * 31 + 66 = 2112.
  const ids = new IdSet(4);
  expect([ids.add("Aa"), ids.add("BB"), ids.add("AaBB"), ids.add("BBAa")]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([ids.add("Aa"), ids.add("BBAa"), ids.add("BB"), ids.add("AaBB")]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test("holds as many ids as it was made for, and none", () => {
  expect(new IdSet(1).add("only")).toBe(true);
  const ids = new IdSet(5000);
  for (let index = 0; index < 5000; index++) {
    expect(ids.add(`id-${index}`)).toBe(true);
  }
  expect(ids.add("id-4999")).toBe(false);
});
