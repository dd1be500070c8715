import { describe, expect, it } from "vitest";
import { allocate, partByUsd, partOf, shareOf } from "@/lib/money/allocate";
import { divideHalfUp, fromScaled, isPlainDecimal, toScaled } from "@/lib/money/exact";
import { formatFormUsd, formatPrice, formatQuantity, formatUsd } from "@/lib/money/format";
import { parsePrice, price, priceText, unitPrice, valueAt } from "@/lib/money/price";
import {
  absoluteQuantity,
  addQuantity,
  compareQuantity,
  isZeroQuantity,
  minQuantity,
  negateQuantity,
  parseQuantity,
  quantity,
  quantityText,
  signQuantity,
  subtractQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { floorToStep, toCents, toWholeDollars } from "@/lib/money/round";
import { compareRate, LOWEST_RATE, rateKey, unitRate } from "@/lib/money/unit-rate";
import {
  absoluteUsd,
  addUsd,
  compareUsd,
  floorZeroUsd,
  isZeroUsd,
  maxUsd,
  minUsd,
  negateUsd,
  parseUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  timesRate,
  timesRatio,
  usd,
  usdText,
  ZERO_USD,
} from "@/lib/money/usd";

describe("plain decimals", () => {
  it.each(["0", "-0", "1", "-1.5", "007.10", "0.000000000000000001"])("%s is one", (text) => {
    expect(isPlainDecimal(text)).toBe(true);
  });

  it.each([
    "",
    "-",
    "+1",
    "1.",
    ".5",
    "1e3",
    "1,000",
    " 1",
    "1 ",
    "0x1",
    "NaN",
    "1.2.3",
    "\u22121",
    "１",
  ])("%j is not", (text) => {
    expect(isPlainDecimal(text)).toBe(false);
    expect(parseUsd(text)).toBeNull();
    expect(parseQuantity(text)).toBeNull();
    expect(parsePrice(text)).toBeNull();
  });

  it("scales exactly, drops zeros beyond the scale and refuses digits beyond it", () => {
    expect(toScaled("1.50", 2)).toBe(150n);
    expect(toScaled("-0.5", 2)).toBe(-50n);
    expect(toScaled("1.5000", 2)).toBe(150n);
    expect(toScaled("1.505", 2)).toBeNull();
    expect(fromScaled(-5n, 2)).toBe("-0.05");
    expect(fromScaled(0n, 2)).toBe("0");
    expect(fromScaled(1200n, 2)).toBe("12");
  });

  it.each([
    [5n, 10n, 1n],
    [4n, 10n, 0n],
    [-5n, 10n, -1n],
    [-4n, 10n, 0n],
    [15n, 10n, 2n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
  ])("%s / %s rounds half away from zero to %s", (a, b, expected) => {
    expect(divideHalfUp(a, b)).toBe(expected);
  });
});

describe("dollars", () => {
  it("keeps 18 decimals and rounds half up beyond", () => {
    expect(usdText(usd("0.1234567890123456785"))).toBe("0.123456789012345679");
    expect(usdText(usd("-0.0000000000000000005"))).toBe("-0.000000000000000001");
    expect(usdText(usd("123456789012345678901234567890.12"))).toBe(
      "123456789012345678901234567890.12",
    );
  });

  it("throws on our own bad text", () => {
    expect(() => usd("1,000")).toThrow(RangeError);
    expect(() => quantity("x")).toThrow(RangeError);
    expect(() => price("-1")).toThrow(RangeError);
    expect(() => timesRate(usd("1"), "x")).toThrow(RangeError);
  });

  it("compares, bounds and negates", () => {
    const [a, b] = [usd("-1.5"), usd("2")];
    expect([compareUsd(a, b), compareUsd(b, a), compareUsd(a, a)]).toEqual([-1, 1, 0]);
    expect([minUsd(a, b), minUsd(b, a), maxUsd(a, b), maxUsd(b, a)].map(usdText)).toEqual([
      "-1.5",
      "-1.5",
      "2",
      "2",
    ]);
    expect([addUsd(a, b), subtractUsd(a, b), sumUsd([a, b, b]), sumUsd([])].map(usdText)).toEqual([
      "0.5",
      "-3.5",
      "2.5",
      "0",
    ]);
    expect(
      [absoluteUsd(a), absoluteUsd(b), negateUsd(b), floorZeroUsd(a), floorZeroUsd(b)].map(usdText),
    ).toEqual(["1.5", "2", "-2", "0", "2"]);
    expect([signUsd(a), signUsd(ZERO_USD), signUsd(b), isZeroUsd(ZERO_USD), isZeroUsd(a)]).toEqual([
      -1,
      0,
      1,
      true,
      false,
    ]);
  });

  it("multiplies by rates and ratios, half away from zero at the last decimal", () => {
    expect(usdText(timesRate(usd("50000"), "0.37"))).toBe("18500");
    expect(usdText(timesRate(usd("0.000000000000000001"), "0.5"))).toBe("0.000000000000000001");
    expect(usdText(timesRate(usd("-0.000000000000000001"), "0.5"))).toBe("-0.000000000000000001");
    expect(usdText(timesRatio(usd("1"), 2n, 3n))).toBe("0.666666666666666667");
  });

  it.each([
    ["1.005", "1.01", "1"],
    ["1.0049999", "1", "1"],
    ["-1.005", "-1.01", "-1"],
    ["1.39", "1.39", "1"],
    ["2.50", "2.5", "3"],
    ["-2.50", "-2.5", "-3"],
    ["0.49", "0.49", "0"],
  ])("%s is %s in cents and %s in whole dollars", (amount, cents, whole) => {
    expect(usdText(toCents(usd(amount)))).toBe(cents);
    expect(usdText(toWholeDollars(usd(amount)))).toBe(whole);
  });

  it("floors to the rows of a table", () => {
    expect(
      [usd("49.99"), usd("50"), usd("99.99")].map((amount) =>
        usdText(floorToStep(amount, usd("50"))),
      ),
    ).toEqual(["0", "50", "50"]);
  });
});

describe("quantities and prices", () => {
  it("keeps 24 decimals and refuses more, never rounding units", () => {
    expect(quantityText(quantity("0.000000000000000000000001"))).toBe("0.000000000000000000000001");
    expect(parseQuantity("0.0000000000000000000000001")).toBeNull();
  });

  it("compares, bounds and negates", () => {
    const [a, b] = [quantity("-1"), quantity("2")];
    expect([
      compareQuantity(a, b),
      compareQuantity(b, a),
      signQuantity(ZERO_QUANTITY),
      isZeroQuantity(a),
    ]).toEqual([-1, 1, 0, false]);
    expect(
      [
        minQuantity(a, b),
        minQuantity(b, a),
        absoluteQuantity(a),
        absoluteQuantity(b),
        negateQuantity(b),
        subtractQuantity(a, b),
        addQuantity(a, b),
        sumQuantity([a, b, b]),
        sumQuantity([]),
      ].map(quantityText),
    ).toEqual(["-1", "-1", "1", "2", "-2", "-3", "1", "3", "0"]);
    expect(isZeroQuantity(ZERO_QUANTITY)).toBe(true);
  });

  it("values units at a price and back", () => {
    expect(usdText(valueAt(price("43000.5"), quantity("0.00000001")))).toBe("0.000430005");
    expect(priceText(unitPrice(usd("10"), quantity("4")) ?? price("0"))).toBe("2.5");
    expect(unitPrice(usd("10"), ZERO_QUANTITY)).toBeNull();
    expect(unitPrice(usd("10"), quantity("-1"))).toBeNull();
    expect(priceText(price("0.00000000000000000000000000000123"))).toBe(
      "0.00000000000000000000000000000123",
    );
  });

  it("sorts by dollars per unit; equal fractions are equal, an unknown basis is below all", () => {
    const third = unitRate(usd("1"), quantity("3"));
    expect(compareRate(third, unitRate(usd("2"), quantity("6")))).toBe(0);
    expect(compareRate(third, unitRate(usd("1"), quantity("2")))).toBe(-1);
    expect(rateKey(third)).toBeLessThan(rateKey(unitRate(usd("1"), quantity("2"))));
    expect(
      compareRate(
        unitRate(usd("-1000000000"), quantity("0.000000000000000000000001")),
        LOWEST_RATE,
      ),
    ).toBe(1);
  });
});

describe("shares", () => {
  it("gives the last share the rest", () => {
    const shares = allocate(usd("100"), [quantity("1"), quantity("1"), quantity("1")]);
    expect(shares.map(usdText)).toEqual([
      "33.333333333333333333",
      "33.333333333333333333",
      "33.333333333333333334",
    ]);
  });

  it("gives nothing to no units and refuses to split over nothing", () => {
    expect(allocate(usd("10"), [ZERO_QUANTITY, quantity("2")]).map(usdText)).toEqual(["0", "10"]);
    expect(allocate(usd("10"), [quantity("2"), ZERO_QUANTITY]).map(usdText)).toEqual(["10", "0"]);
    expect(() => allocate(usd("10"), [ZERO_QUANTITY])).toThrow(RangeError);
  });

  it("gives the whole for the whole and cuts parts at the last decimal", () => {
    expect(usdText(shareOf(usd("10"), quantity("3"), quantity("3")))).toBe("10");
    expect(usdText(shareOf(usd("10"), quantity("1"), quantity("3")))).toBe("3.333333333333333333");
    expect(quantityText(partOf(quantity("10"), quantity("3"), quantity("3")))).toBe("10");
    expect(quantityText(partOf(quantity("10"), quantity("1"), quantity("4")))).toBe("2.5");
    // The whole of nothing is all there is: no division by zero.
    expect(usdText(shareOf(usd("10"), ZERO_QUANTITY, ZERO_QUANTITY))).toBe("10");
    expect(quantityText(partOf(quantity("10"), ZERO_QUANTITY, ZERO_QUANTITY))).toBe("10");
    expect(quantityText(partByUsd(quantity("10"), usd("-1"), usd("-4")))).toBe("2.5");
  });
});

describe("what people see", () => {
  it.each([
    ["1234.5", "$1,234.50"],
    ["-8", "\u2212$8.00"],
    ["-0.004", "$0.00"],
    ["0.005", "$0.01"],
    ["999999.995", "$1,000,000.00"],
  ])("%s is shown as %s", (amount, shown) => {
    expect(formatUsd(usd(amount))).toBe(shown);
  });

  it("shows a plus only on request and never on zero", () => {
    expect([
      formatUsd("5", { plus: true }),
      formatUsd("0", { plus: true }),
      formatUsd("-5", { plus: true }),
      formatUsd("10.1", { plus: true }),
      formatUsd("0.4", { plus: true, cents: false }),
    ]).toEqual(["+$5.00", "$0.00", "\u2212$5.00", "+$10.10", "$0"]);
    expect(() => formatUsd("1e3")).toThrow(RangeError);
    expect(formatUsd("1234.5", { cents: false })).toBe("$1,235");
  });

  it("prints forms with parentheses", () => {
    expect([
      formatFormUsd("-1234.5"),
      formatFormUsd("8"),
      formatFormUsd("-8.6", { cents: false }),
    ]).toEqual(["(1,234.50)", "8.00", "(9)"]);
  });

  it("never rounds a quantity", () => {
    expect(formatQuantity("-1234.000000000000000001")).toBe("\u22121,234.000000000000000001");
    expect(formatQuantity(quantity("5"))).toBe("5");
  });

  it.each([
    ["43123.456", "$43,123.46"],
    ["0.000012345678", "$0.0000123457"],
    ["0.5", "$0.50"],
    ["0.0000123451", "$0.0000123451"],
    ["0", "$0.00"],
    ["0.999999999", "$1.00"],
    ["0.1001234567", "$0.100123"],
    ["10", "$10.00"],
  ])("a price of %s is shown as %s", (text, shown) => {
    expect(formatPrice(text)).toBe(shown);
  });
});
