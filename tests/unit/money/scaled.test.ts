import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromScaled, powerOfTen, toScaled } from "@/lib/money/exact";
import { price, priceText, valueAt } from "@/lib/money/price";
import { quantity } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";

/** Digits enough that no product of these texts is rounded. */
const Wide = Decimal.clone({ precision: 200, toExpNeg: -200, toExpPos: 200 });
const digits = (most: number) =>
  fc
    .array(fc.constantFrom(..."0123456789"), { minLength: 1, maxLength: most })
    .map((all) => all.join(""));
const decimal = (whole: number, fraction: number) =>
  fc
    .tuple(digits(whole), fc.option(digits(fraction), { nil: null }))
    .map(([before, after]) => (after === null ? before : `${before}.${after}`));
const signed = fc.tuple(fc.constantFrom("", "-"), decimal(20, 30)).map((parts) => parts.join(""));

describe("scaled numbers", () => {
  it("every plain decimal becomes what decimal.js makes of it, short or long; null only for decimals that do not fit", () => {
    fc.assert(
      fc.property(signed, fc.integer({ min: 0, max: 30 }), (text, scale) => {
        const exact = new Wide(text).times(new Wide(10).pow(scale));
        const expected = exact.isInteger() ? BigInt(exact.toFixed(0)) : null;
        expect(toScaled(text, scale)).toBe(expected);
      }),
    );
  });

  it("and back to the plain text decimal.js prints", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
        fc.integer({ min: 0, max: 30 }),
        (units, scale) => {
          const expected = new Wide(units.toString()).div(new Wide(10).pow(scale));
          expect(fromScaled(units, scale)).toBe(expected.toFixed());
        },
      ),
    );
  });

  // 2^53 = 9007199254740992: the first whole number above it that a machine number cannot hold ends in 3.
  it.each([
    "9007199254740993",
    "-9007199254740993",
    "9999999999999999",
    "999999999999999",
    "0000000000000001",
  ])("%s keeps its last digit", (text) => {
    expect(toScaled(text, 0)).toBe(BigInt(text));
  });

  it.each(["-", "", ".", "1.", ".1", "1.2.3", "--1", "1-", "1 ", "1e3", "+1", "\u0661"])(
    "%j is no number",
    (text) => {
      expect(toScaled(text, 18)).toBeNull();
    },
  );

  it("knows powers of ten", () => {
    expect([0, 1, 24, 60].map(powerOfTen)).toEqual([1n, 10n, 10n ** 24n, 10n ** 60n]);
  });

  it("a price times a quantity is the product rounded half up at the eighteenth decimal, however many decimals either has", () => {
    fc.assert(
      fc.property(decimal(12, 40), decimal(12, 24), (each, units) => {
        const expected = new Wide(each).times(units).toDecimalPlaces(18, Wide.ROUND_HALF_UP);
        expect(usdText(valueAt(price(each), quantity(units)))).toBe(expected.toFixed());
        expect(priceText(price(each))).toBe(new Wide(each).toFixed());
      }),
    );
  });
});
