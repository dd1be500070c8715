import { divideHalfUp, Exact, fromScaled, isPlainDecimal, toScaled } from "./exact";

declare const usdBrand: unique symbol;

/**
 * An exact amount of US dollars. Opaque on purpose: callers add, compare, split and print it with the functions here and
 * cannot mix it with quantities. Inside: a bigint count of 10^-18 dollars.
 */
export type Usd = { readonly [usdBrand]: "Usd" };

/** Decimals kept in a dollar amount. */
export const USD_SCALE = 18;

const raw = (amount: Usd): bigint => amount as unknown as bigint;
const brand = (units: bigint): Usd => units as unknown as Usd;

/** Zero dollars. */
export const ZERO_USD: Usd = brand(0n);

/**
 * Plain decimal text as dollars; null when it is not plain decimal text. Beyond 18 decimals the amount is rounded half up
 * at the eighteenth (a billionth of a billionth of a dollar: some exports state valuations to 40 decimals).
 */
export function parseUsd(text: string): Usd | null {
  const units = toScaled(text, USD_SCALE);
  if (units !== null) {
    return brand(units);
  }
  return isPlainDecimal(text)
    ? brand(BigInt(new Exact(text).times(SCALE_UP).round().toFixed(0)))
    : null;
}

/** Dollars from text we wrote ourselves (constants, database, tests); throws on anything else. */
export function usd(text: string): Usd {
  const amount = parseUsd(text);
  if (amount === null) {
    throw new RangeError(`not an amount of dollars: ${text}`);
  }
  return amount;
}

/** The exact plain decimal text, no trailing zeros: the form used at every border. */
export function usdText(amount: Usd): string {
  return fromScaled(raw(amount), USD_SCALE);
}

/** a + b. */
export function addUsd(a: Usd, b: Usd): Usd {
  return brand(raw(a) + raw(b));
}

/** a - b. */
export function subtractUsd(a: Usd, b: Usd): Usd {
  return brand(raw(a) - raw(b));
}

/** The sum of all amounts; zero for none. */
export function sumUsd(amounts: Iterable<Usd>): Usd {
  let total = 0n;
  for (const amount of amounts) {
    total += raw(amount);
  }
  return brand(total);
}

/** -a. */
export function negateUsd(amount: Usd): Usd {
  return brand(-raw(amount));
}

/** |a|. */
export function absoluteUsd(amount: Usd): Usd {
  return raw(amount) < 0n ? brand(-raw(amount)) : amount;
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compareUsd(a: Usd, b: Usd): -1 | 0 | 1 {
  return raw(a) < raw(b) ? -1 : raw(a) > raw(b) ? 1 : 0;
}

/** The smaller. */
export function minUsd(a: Usd, b: Usd): Usd {
  return raw(a) <= raw(b) ? a : b;
}

/** The larger. */
export function maxUsd(a: Usd, b: Usd): Usd {
  return raw(a) >= raw(b) ? a : b;
}

/** max(0, a): what forms mean by "if zero or less, enter -0-". */
export function floorZeroUsd(amount: Usd): Usd {
  return raw(amount) < 0n ? ZERO_USD : amount;
}

/** -1, 0 or 1. */
export function signUsd(amount: Usd): -1 | 0 | 1 {
  return compareUsd(amount, ZERO_USD);
}

/** True for exactly zero. */
export function isZeroUsd(amount: Usd): boolean {
  return raw(amount) === 0n;
}

const SCALE_UP = new Exact(10).pow(USD_SCALE);

/** Amount x rate, rate as plain decimal text such as "0.15"; rounded half up at the eighteenth decimal. */
export function timesRate(amount: Usd, rate: string): Usd {
  const scaled = toScaled(rate, USD_SCALE);
  if (scaled === null) {
    throw new RangeError(`not a rate: ${rate}`);
  }
  return brand(divideHalfUp(raw(amount) * scaled, UNIT));
}

const UNIT = 10n ** BigInt(USD_SCALE);

/** Amount x numerator / denominator, multiplied first; rounded half up at the eighteenth decimal; denominator positive. */
export function timesRatio(amount: Usd, numerator: bigint, denominator: bigint): Usd {
  return brand(divideHalfUp(raw(amount) * numerator, denominator));
}
