import type { Quantity } from "./quantity";
import type { Usd } from "./usd";

const units = (amount: Quantity | Usd): bigint => amount as unknown as bigint;

/**
 * The share of `amount` that belongs to `part` of `whole` units: amount x part / whole, multiplied first, cut at the
 * eighteenth decimal. Whoever splits keeps the rest for the last share (`amount - taken`), so shares always add up.
 */
export function shareOf(amount: Usd, part: Quantity, whole: Quantity): Usd {
  return units(part) === units(whole)
    ? amount
    : (((units(amount) * units(part)) / units(whole)) as unknown as Usd);
}

/**
 * Splits dollars over quantities so that the shares add up to the amount exactly: the last share takes the remainder.
 * The quantities must not all be zero. Used for proceeds over lots (Reg. 1.1001-7 gives no other rule than by units).
 */
export function allocate(amount: Usd, over: readonly Quantity[]): Usd[] {
  const whole = over.reduce((sum, part) => sum + units(part), 0n);
  if (whole <= 0n) {
    throw new RangeError("allocate needs a positive whole");
  }
  let left = units(amount);
  let unitsLeft = whole;
  return over.map((part) => {
    const share = units(part) === unitsLeft ? left : (left * units(part)) / unitsLeft;
    left -= share;
    unitsLeft -= units(part);
    return share as unknown as Usd;
  });
}

/** The units that correspond to `part` of `whole`: units x part / whole, cut at the last decimal; all of them for the whole. */
export function partOf(amount: Quantity, part: Quantity, whole: Quantity): Quantity {
  return units(part) === units(whole)
    ? amount
    : (((units(amount) * units(part)) / units(whole)) as unknown as Quantity);
}

/** The units that correspond to `part` dollars of `whole` dollars: units x part / whole, cut at the last decimal; whole not zero. */
export function partByUsd(amount: Quantity, part: Usd, whole: Usd): Quantity {
  return ((units(amount) * units(part)) / units(whole)) as unknown as Quantity;
}
