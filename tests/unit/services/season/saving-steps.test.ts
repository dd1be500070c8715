import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCents } from "@/lib/money/round";
import {
  absoluteUsd,
  compareUsd,
  subtractUsd,
  sumUsd,
  type Usd,
  usd,
  usdText,
} from "@/lib/money/usd";
import { changesInTurn } from "@/lib/services/season/saving-steps";

/** Dollars with up to 18 decimals, often at or beside half a cent. */
const amount = fc
  .tuple(
    fc.bigInt({ min: -500_000n, max: 500_000n }),
    fc.oneof(
      fc.constantFrom(0n, 5n * 10n ** 15n, 5n * 10n ** 15n - 1n, 5n * 10n ** 15n + 1n),
      fc.bigInt({ min: 0n, max: 10n ** 16n - 1n }),
    ),
  )
  .map(([cents, rest]) => fromUnits(cents * 10n ** 16n + rest));

function fromUnits(units: bigint): Usd {
  const size = (units < 0n ? -units : units).toString().padStart(19, "0");
  return usd(`${units < 0n ? "-" : ""}${size.slice(0, -18)}.${size.slice(-18)}`);
}

const within = (a: Usd, b: Usd, most: string) =>
  compareUsd(absoluteUsd(subtractUsd(a, b)), usd(most)) <= 0;

describe("steps from one saving to another", () => {
  it("a saving that ends in half a cent is the same to the cent whichever way it was rounded when it was kept", () => {
    // 24 % of 3,000.02083… is 720.005: kept as 720.01; of a gain it is -720.005, kept as -720.01.
    for (const text of ["720.005", "720.004999999999999999", "-720.005"]) {
      const exact = usd(text);
      const { changes, end } = changesInTurn(toCents(exact), [exact, exact, exact, exact]);
      expect(changes.map(usdText)).toEqual(["0", "0", "0", "0"]);
      expect(usdText(end)).toBe(usdText(toCents(exact)));
    }
    // What sharing a lot leaves at the last decimal is no change either.
    const { changes } = changesInTurn(usd("0.12"), [usd("0.125"), usd("0.125000000000000001")]);
    expect(changes.map(usdText)).toEqual(["0", "0"]);
  });

  it("steps by hand: 720.00, then 480.004, 480.006 and 75.5", () => {
    const rest = ["480.004", "480.006", "75.5"].map(usd);
    const { changes, end } = changesInTurn(usd("720"), rest);
    expect(changes.map(usdText)).toEqual(["-240", "0.01", "-404.51"]);
    expect(usdText(end)).toBe("75.5");
  });

  it("add up exactly to whole cents, each a cent at most from its own change, none where nothing changed", () => {
    fc.assert(
      fc.property(
        amount,
        fc.array(amount, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (first, others, isStill) => {
          const rest = isStill ? others.flatMap((each) => [each, each]) : others;
          const planned = toCents(first);
          const { changes, end } = changesInTurn(planned, rest);
          expect(usdText(sumUsd([planned, ...changes]))).toBe(usdText(end));
          expect(within(end, rest.at(-1) ?? first, "0.005000001")).toBe(true);
          const exact = [planned, ...rest];
          for (const [index, change] of changes.entries()) {
            expect(usdText(toCents(change))).toBe(usdText(change));
            const own = subtractUsd(exact[index + 1] ?? planned, exact[index] ?? planned);
            expect(within(change, own, "0.010000002")).toBe(true);
            if (usdText(own) === "0") {
              expect(usdText(change)).toBe("0");
            }
          }
        },
      ),
    );
  });
});
