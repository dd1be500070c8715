import { QUANTITY_SCALE, type Quantity } from "./quantity";
import type { Usd } from "./usd";

declare const unitRateBrand: unique symbol;

/** Dollars per unit as a number to sort by, 36 decimals: made once, compared often, never shown. Opaque: see `Usd`. */
export type UnitRate = { readonly [unitRateBrand]: "UnitRate" };

const EXTRA = 10n ** BigInt(QUANTITY_SCALE + 18);

const raw = (rate: UnitRate): bigint => rate as unknown as bigint;

/** amount / units for sorting; `units` must be positive. Equal fractions give equal rates. */
export function unitRate(amount: Usd, units: Quantity): UnitRate {
  return (((amount as unknown as bigint) * EXTRA) /
    (units as unknown as bigint)) as unknown as UnitRate;
}

/** Below every rate of a real lot: where an unknown basis sorts. */
export const LOWEST_RATE: UnitRate = -(10n ** 200n) as unknown as UnitRate;

/**
 * A machine number to compare first, made once per rate. Never contradicts `compareRate`: turning a whole number into the
 * nearest machine number (ties to even, ECMA-262 6.1.6.2) never changes the order of two of them, so a smaller key means a
 * smaller rate. Equal keys say nothing: then compare the rates themselves. No money is computed with it.
 */
export function rateKey(rate: UnitRate): number {
  return Number(raw(rate));
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compareRate(a: UnitRate, b: UnitRate): -1 | 0 | 1 {
  return raw(a) < raw(b) ? -1 : raw(a) > raw(b) ? 1 : 0;
}
