import { afterEach, describe, expect, it, vi } from "vitest";
import { isUuid } from "@/db/ids";
import { timeOrderedUuid } from "@/db/time-ordered-uuid";

afterEach(() => {
  vi.useRealTimers();
});

const many = (count: number) => Array.from({ length: count }, timeOrderedUuid);

describe("an id that sorts by time", () => {
  it("is a uuid of version 7 and variant 10 that begins with the milliseconds, as RFC 9562 lays it out", () => {
    vi.useFakeTimers();
    // The example of RFC 9562, appendix A.6: this moment is 017F22E2-79B0, then the version 7. The first id made here: it runs after none.
    vi.setSystemTime(Date.UTC(2022, 1, 22, 19, 22, 22));
    const id = timeOrderedUuid();
    expect(isUuid(id)).toBe(true);
    expect(id).toMatch(/^017f22e2-79b0-7000-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("comes after the one before it, also when the clock stands still or goes back", () => {
    vi.useFakeTimers();
    vi.setSystemTime(Date.UTC(2130, 0, 1));
    const first = many(10_000);
    vi.setSystemTime(Date.UTC(2129, 0, 1));
    const ids = [...first, ...many(10_000)];
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(20_000);
  });

  it("is random in its last 62 bits", () => {
    const tails = many(1000).map((id) => id.slice(19));
    expect(new Set(tails).size).toBe(1000);
  });
});
