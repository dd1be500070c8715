import { shareOf } from "@/lib/money/allocate";
import { type Quantity, subtractQuantity } from "@/lib/money/quantity";
import { subtractUsd, type Usd } from "@/lib/money/usd";
import type { Taken } from "./lot";

/** The first `units` of what was drawn from a lot, and the rest; both bases split exactly. `units` is at most all of it. */
export function cutTaken(taken: Taken, units: Quantity): readonly [Taken, Taken] {
  const [basis, basisLeft] = cutUsd(taken.basis, units, taken.quantity);
  const [lossBasis, lossBasisLeft] = cutUsd(taken.lossBasis, units, taken.quantity);
  const head: Taken = { ...taken, quantity: units, basis, lossBasis };
  const tail: Taken = {
    ...taken,
    quantity: subtractQuantity(taken.quantity, units),
    basis: basisLeft,
    lossBasis: lossBasisLeft,
  };
  return [head, tail];
}

/** The share of `amount` that belongs to the first `units` of `of` units, and the rest; exact together, unknown both or neither. */
export function cutUsd(
  amount: Usd | null,
  units: Quantity,
  of: Quantity,
): readonly [Usd | null, Usd | null] {
  if (amount === null) {
    return [null, null];
  }
  const share = shareOf(amount, units, of);
  return [share, subtractUsd(amount, share)];
}
