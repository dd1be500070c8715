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
  if (text.length <= SHORT) {
    const short = shortToScaled(text, scale);
    if (short !== null) {
      return short;
    }
  }
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

/** So many characters hold fifteen digits and a point at most: a machine number holds them exactly. */
const SHORT = 16;
const [MINUS_CODE, POINT_CODE, ZERO_CODE] = [45, 46, 48];

/** The same for what most cells hold: one pass over a short text, no text made of it. Null: it goes the long way. */
function shortToScaled(text: string, scale: number): bigint | null {
  const first = text.charCodeAt(0) === MINUS_CODE ? 1 : 0;
  const last = text.length - 1;
  let value = 0;
  let point = last;
  for (let at = first; at <= last; at += 1) {
    const digit = text.charCodeAt(at) - ZERO_CODE;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
    } else if (digit === POINT_CODE - ZERO_CODE && point === last && at > first && at < last) {
      point = at;
    } else {
      return null;
    }
  }
  const decimals = last - point;
  if (last < first || decimals > scale || value > Number.MAX_SAFE_INTEGER) {
    return null;
  }
  return BigInt(first === 1 ? -value : value) * powerOfTen(scale - decimals);
}

const POWERS: bigint[] = [1n];

/** 10^exponent; the exponent a whole number from 0. */
export function powerOfTen(exponent: number): bigint {
  for (let at = POWERS.length; at <= exponent; at += 1) {
    POWERS.push(10n ** BigInt(at));
  }
  return POWERS[exponent] ?? 1n;
}

/** The plain decimal text of an integer count of 10^-scale, without trailing zeros. */
export function fromScaled(units: bigint, scale: number): string {
  const negative = units < 0n;
  const text = (negative ? -units : units).toString();
  const digits = text.length > scale ? text : text.padStart(scale + 1, "0");
  const point = digits.length - scale;
  let end = digits.length;
  while (end > point && digits.charCodeAt(end - 1) === ZERO_CODE) {
    end -= 1;
  }
  const whole = digits.slice(0, point);
  const body = end === point ? whole : `${whole}.${digits.slice(point, end)}`;
  return negative ? `-${body}` : body;
}

/** Integer division rounded half away from zero; `divisor` must be positive. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return dividend < 0n ? -((-dividend + half) / divisor) : (dividend + half) / divisor;
}
