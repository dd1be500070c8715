import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRatio, ratioKey } from "@/lib/money/ratio";
import { usd } from "@/lib/money/usd";

const amount = fc
  .tuple(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.integer({ min: 0, max: 999 }))
  .map(([whole, part]) => usd(`${whole}.${String(part).padStart(18, "0")}`));
const above = fc.integer({ min: 1, max: 2_000_000 }).map((cents) => usd((cents / 100).toFixed(2)));

describe("the key of a ratio", () => {
  it("never contradicts the ratio: a smaller key is a smaller ratio", () => {
    fc.assert(
      fc.property(amount, above, amount, above, (a, b, c, d) => {
        const [one, other] = [ratioKey(a, b), ratioKey(c, d)];
        const order = compareRatio(a, b, c, d);
        expect(one < other ? -1 : one > other ? 1 : order).toBe(order);
      }),
    );
  });

  it("is the same for the same ratio", () => {
    expect(ratioKey(usd("1"), usd("3"))).toBe(ratioKey(usd("2"), usd("6")));
  });
});
