import { describe, expect, it } from "vitest";
import { createSeenNames } from "@/lib/services/imports/seen-names";

describe("names seen", () => {
  it("are told apart, and known the second time, a hundred thousand of them", () => {
    const names = createSeenNames();
    const all = Array.from({ length: 100_000 }, (_, index) => `Coinbase\nrow ${index}`);
    expect(all.filter((name) => names.see(name))).toEqual([]);
    expect(all.every((name) => names.see(name))).toBe(true);
    expect(names.see("Coinbase\nrow 100000")).toBe(false);
  });
});
