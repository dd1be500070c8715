import { fromScaled, toScaled } from "./exact";

declare const quantityBrand: unique symbol;

/**
 * An exact number of units of one asset. Opaque: see `Usd`. Inside: a bigint count of 10^-24 units, the same scale for
 * every asset, so nothing is ever rescaled.
 */
export type Quantity = { readonly [quantityBrand]: "Quantity" };

/** Decimals kept in a quantity. */
export const QUANTITY_SCALE = 24;

const raw = (amount: Quantity): bigint => amount as unknown as bigint;
const brand = (units: bigint): Quantity => units as unknown as Quantity;

/** Zero units. */
export const ZERO_QUANTITY: Quantity = brand(0n);

/** The least there can be of anything: one unit of the last decimal kept. */
export const SMALLEST_QUANTITY: Quantity = brand(1n);

/** Plain decimal text as a quantity; null when it is not plain decimal text or needs more than 24 decimals. */
export function parseQuantity(text: string): Quantity | null {
  const units = toScaled(text, QUANTITY_SCALE);
  return units === null ? null : brand(units);
}

/** A quantity from text we wrote ourselves (constants, database, tests); throws on anything else. */
export function quantity(text: string): Quantity {
  const amount = parseQuantity(text);
  if (amount === null) {
    throw new RangeError(`not a quantity: ${text}`);
  }
  return amount;
}

/** The exact plain decimal text, no trailing zeros. */
export function quantityText(amount: Quantity): string {
  return fromScaled(raw(amount), QUANTITY_SCALE);
}

/** a + b. */
export function addQuantity(a: Quantity, b: Quantity): Quantity {
  return brand(raw(a) + raw(b));
}

/** a - b. */
export function subtractQuantity(a: Quantity, b: Quantity): Quantity {
  return brand(raw(a) - raw(b));
}

/** A whole number of times the amount. */
export function timesQuantity(amount: Quantity, times: bigint): Quantity {
  return brand(raw(amount) * times);
}

/** `given` units for every `taken` of the amount, cut at the last decimal kept. */
export function exchangedQuantity(amount: Quantity, given: bigint, taken: bigint): Quantity {
  return brand((raw(amount) * given) / taken);
}

/** The sum; zero for none. */
export function sumQuantity(amounts: Iterable<Quantity>): Quantity {
  let total = 0n;
  for (const amount of amounts) {
    total += raw(amount);
  }
  return brand(total);
}

/** -a. */
export function negateQuantity(amount: Quantity): Quantity {
  return brand(-raw(amount));
}

/** |a|. */
export function absoluteQuantity(amount: Quantity): Quantity {
  return raw(amount) < 0n ? brand(-raw(amount)) : amount;
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compareQuantity(a: Quantity, b: Quantity): -1 | 0 | 1 {
  return raw(a) < raw(b) ? -1 : raw(a) > raw(b) ? 1 : 0;
}

/** The smaller. */
export function minQuantity(a: Quantity, b: Quantity): Quantity {
  return raw(a) <= raw(b) ? a : b;
}

/** -1, 0 or 1. */
export function signQuantity(amount: Quantity): -1 | 0 | 1 {
  return compareQuantity(amount, ZERO_QUANTITY);
}

/** True for exactly zero. */
export function isZeroQuantity(amount: Quantity): boolean {
  return raw(amount) === 0n;
}
