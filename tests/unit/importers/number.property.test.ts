import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNumber } from "@/lib/importers/number";

const text = (cell: string, commas?: "thousands") => {
  const reading = readNumber(cell, commas);
  return reading.kind === "number" ? reading.text : reading.kind;
};

describe("numbers as exchanges write them", () => {
  it.each([
    ["$1,234.56", "1234.56"],
    ["($5.00)", "-5"],
    ["(5)", "-5"],
    ["-$5", "-5"],
    ["$-5", "-5"],
    ["\u22125", "-5"],
    ["+5", "5"],
    ["1.", "1"],
    [".5", "0.5"],
    ["1.0 ETH", "1"],
    ["20.00000000 USDT", "20"],
    ["1e-8", "0.00000001"],
    ["6.0E-7", "0.0000006"],
    ["4.5E+7", "45000000"],
    ["0E-8", "0"],
    ["-0.00", "0"],
    ["1,234,567", "1234567"],
    ["€3102.3217898325970226955", "3102.3217898325970226955"],
    ["000123.4500", "123.45"],
    ["\u00a01.5\u00a0", "1.5"],
    ["0.000000000000000000000001", "0.000000000000000000000001"],
    ["123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789"],
  ])("%s is %s", (cell, plain) => {
    expect(text(cell)).toBe(plain);
  });

  it.each(["", " ", "-", "N/A", "null", "--"])("%j says nothing, which is not zero", (cell) => {
    expect(readNumber(cell).kind).toBe("empty");
  });

  it.each([
    "1,5",
    "1,234",
    "1.234,56",
    "12,34.5",
    "NaN",
    "\u221e",
    "Infinity",
    "0x10",
    "--5",
    "-(5)",
    "1e",
    "1e99999",
    "five",
    "1 2",
    "=1+1",
    "$",
    "5-",
    "1.2.3",
    "٣",
    "1_000",
  ])("%j is refused, not guessed", (cell) => {
    expect(readNumber(cell).kind).toBe("bad");
  });

  it("a source whose commas mean thousands may write $5,895, and still not 1,5", () => {
    expect(text("$5,895", "thousands")).toBe("5895");
    expect(text("-$2,329.125", "thousands")).toBe("-2329.125");
    expect(text("1,5", "thousands")).toBe("bad");
  });

  it("every decimal survives every spelling, exactly", () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(digits, digits, fc.boolean(), (whole, fraction, isNegative) => {
        const integer = whole.join("").replace(/^0+(?=\d)/, "");
        const decimals = fraction.join("").replace(/0+$/, "");
        const plain = decimals === "" ? integer : `${integer}.${decimals}`;
        const signed = isNegative && /[1-9]/.test(plain) ? `-${plain}` : plain;
        const grouped = `${integer.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}.${fraction.join("")}`;
        const exponent = `${integer}${fraction.join("")}e-${fraction.length}`;
        const sign = signed.startsWith("-") ? "-" : "";
        for (const cell of [plain, grouped, `$${grouped}`, exponent, `${plain} BTC`]) {
          expect(text(sign + cell)).toBe(signed);
        }
        expect(text(sign === "-" ? `(${plain})` : plain)).toBe(signed);
      }),
      { numRuns: 2_000, seed: 1 },
    );
  }, 60_000);

  it("any text is a plain decimal, empty or refused: never an exception, never another form", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (cell) => {
        const reading = readNumber(cell);
        expect(reading.kind !== "number" || /^-?\d+(\.\d+)?$/.test(reading.text)).toBe(true);
      }),
      { numRuns: 10_000, seed: 2 },
    );
  }, 60_000);
});
