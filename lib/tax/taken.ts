import { shareOf } from "@/lib/money/allocate";
import { type Quantity, subtractQuantity } from "@/lib/money/quantity";
import { subtractUsd, type Usd } from "@/lib/money/usd";
import type { Taken } from "./lot";

/** The first `units` of what was drawn from a lot, and the rest; both bases split exactly. `units` is at most all of it. */
export function cutTaken(taken: Taken, units: Quantity): readonly [Taken, Taken] {
  const share = (amount: Usd | null) =>
    amount === null ? null : shareOf(amount, units, taken.quantity);
  const less = (amount: Usd | null, part: Usd | null) =>
    amount === null || part === null ? null : subtractUsd(amount, part);
  const basis = share(taken.basis);
  const lossBasis = share(taken.lossBasis);
  const head: Taken = { ...taken, quantity: units, basis, lossBasis };
  const tail: Taken = {
    ...taken,
    quantity: subtractQuantity(taken.quantity, units),
    basis: less(taken.basis, basis),
    lossBasis: less(taken.lossBasis, lossBasis),
  };
  return [head, tail];
}
