import { shareOf } from "@/lib/money/allocate";
import { addQuantity, type Quantity, sumQuantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { toCents } from "@/lib/money/round";
import { addUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";

/**
 * Splits an amount of whole cents over units in whole cents: each share is within a cent of its part, and the shares add up
 * to the amount exactly. The units must not all be zero.
 */
export function splitCents(amount: Usd, over: readonly Quantity[]): readonly Usd[] {
  const whole = sumQuantity(over);
  let units = ZERO_QUANTITY;
  let given = ZERO_USD;
  return over.map((part) => {
    units = addQuantity(units, part);
    const upTo = toCents(shareOf(amount, units, whole));
    const share = subtractUsd(upTo, given);
    given = upTo;
    return share;
  });
}

/** Amounts rounded to cents so that the rounded ones add up to the rounded sum. */
export function roundTogether(amounts: readonly Usd[]): readonly Usd[] {
  let exact = ZERO_USD;
  let given = ZERO_USD;
  return amounts.map((amount) => {
    exact = addUsd(exact, amount);
    const upTo = toCents(exact);
    const share = subtractUsd(upTo, given);
    given = upTo;
    return share;
  });
}
