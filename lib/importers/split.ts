import { fromScaled, toScaled } from "@/lib/money/exact";
import { QUANTITY_SCALE, type Quantity, quantity, quantityText } from "@/lib/money/quantity";

/**
 * Splits units by weights (plain decimal texts, none negative, not all zero): each share cut at the 24th decimal, the last one takes the
 * rest, so the shares add up exactly.
 */
export function splitQuantity(whole: Quantity, weights: readonly string[]): Quantity[] {
  const parts = weights.map((weight) => scaled(weight));
  let units = scaled(quantityText(whole));
  let left = parts.reduce((sum, part) => sum + part, 0n);
  if (left <= 0n) {
    throw new RangeError("weights must not all be zero");
  }
  return parts.map((part) => {
    const share = part === left ? units : (units * part) / left;
    units -= share;
    left -= part;
    return quantity(fromScaled(share, QUANTITY_SCALE));
  });
}

function scaled(text: string): bigint {
  const value = toScaled(text, QUANTITY_SCALE);
  if (value === null || value < 0n) {
    throw new RangeError(`not a weight: ${text}`);
  }
  return value;
}
