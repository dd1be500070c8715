import { USD_SCALE, type Usd } from "./usd";

const raw = (amount: Usd): bigint => amount as unknown as bigint;

/** Compares a / b with c / d exactly, by multiplying across; `b` and `d` must be positive. */
export function compareRatio(a: Usd, b: Usd, c: Usd, d: Usd): -1 | 0 | 1 {
  const [left, right] = [raw(a) * raw(d), raw(c) * raw(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** a / b as a number to sort by, 36 decimals; `b` must be positive. Opaque: see `Usd`. */
export type RatioKey = bigint & { readonly [ratioKeyBrand]: "RatioKey" };

declare const ratioKeyBrand: unique symbol;

/** The key of a / b, made once for many comparisons. It is cut, which never changes the order of two: equal keys say nothing, then `compareRatio` does. */
export function ratioKey(a: Usd, b: Usd): RatioKey {
  return ((raw(a) * KEY) / raw(b)) as RatioKey;
}

const KEY = 10n ** 36n;

/** The part of `amount` that belongs to `part` of `whole` dollars: amount x part / whole, cut at the last decimal; whole not zero. */
export function partOfUsd(amount: Usd, part: Usd, whole: Usd): Usd {
  return ((raw(amount) * raw(part)) / raw(whole)) as unknown as Usd;
}

/** Dollars x dollars a dollar, cut at the last decimal. */
export function timesUsd(amount: Usd, each: Usd): Usd {
  return ((raw(amount) * raw(each)) / ONE) as unknown as Usd;
}

const ONE = 10n ** BigInt(USD_SCALE);
