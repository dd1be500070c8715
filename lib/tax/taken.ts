import { shareOf } from "@/lib/money/allocate";
import { type Quantity, subtractQuantity } from "@/lib/money/quantity";
import { subtractUsd, type Usd } from "@/lib/money/usd";
import type { Taken } from "./lot";

/** The first `units` of what was drawn from a lot, and the rest; both bases split exactly. `units` is at most all of it. */
export function cutTaken(taken: Taken, units: Quantity): readonly [Taken, Taken] {
  const [basis, basisLeft] = split(taken.basis, units, taken.quantity);
  const [lossBasis, lossBasisLeft] = split(taken.lossBasis, units, taken.quantity);
  const head: Taken = { ...taken, quantity: units, basis, lossBasis };
  const tail: Taken = {
    ...taken,
    quantity: subtractQuantity(taken.quantity, units),
    basis: basisLeft,
    lossBasis: lossBasisLeft,
  };
  return [head, tail];
}

function split(
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
