import { Decimal as Base } from "decimal.js";

/**
 * The only decimal context of the product: 60 significant digits, half-up, never exponent notation below 1e-60.
 * A private clone, so no library can change it and it changes no library (the default of 20 digits loses wei).
 */
export const Exact = Base.clone({
  precision: 60,
  rounding: Base.ROUND_HALF_UP,
  toExpNeg: -60,
  toExpPos: 60,
});

/** A decimal value in the product's context. */
export type Exact = InstanceType<typeof Exact>;

const PLAIN = /^-?(?:\d+)(?:\.\d+)?$/;

/** True for plain decimal text: optional minus, digits, optional point and digits. No sign +, no exponent, no commas. */
export function isPlainDecimal(text: string): boolean {
  return PLAIN.test(text);
}

/**
 * Plain decimal text as an integer count of 10^-scale, or null when the text is not plain or has more than `scale`
 * decimals that are not zero.
 */
export function toScaled(text: string, scale: number): bigint | null {
  if (!isPlainDecimal(text)) {
    return null;
  }
  const [whole = "0", fraction = ""] = text.split(".");
  const trimmed = fraction.length > scale ? fraction.replace(/0+$/, "") : fraction;
  if (trimmed.length > scale) {
    return null;
  }
  return BigInt(whole + trimmed.padEnd(scale, "0"));
}

/** The plain decimal text of an integer count of 10^-scale, without trailing zeros. */
export function fromScaled(units: bigint, scale: number): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  const body = fraction === "" ? whole : `${whole}.${fraction}`;
  return negative ? `-${body}` : body;
}

/** Integer division rounded half away from zero; `divisor` must be positive. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return dividend < 0n ? -((-dividend + half) / divisor) : (dividend + half) / divisor;
}
