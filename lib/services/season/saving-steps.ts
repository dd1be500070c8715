import { toCents } from "@/lib/money/round";
import { absoluteUsd, compareUsd, subtractUsd, type Usd, usd } from "@/lib/money/usd";

/** Half a cent, and what shares of a lot leave at their last decimals. */
const ROUNDING = usd("0.005000001");

/**
 * The changes from each amount of a chain to the next, to the cent, and the last amount: each amount is within half a cent of its own,
 * and stays at the cents of the one before it as long as these are a rounding of it. So what did not change shows no cent, and the
 * changes add up to the end less the first.
 */
export function changesInTurn(
  first: Usd,
  rest: readonly Usd[],
): { readonly changes: readonly Usd[]; readonly end: Usd } {
  let end = toCents(first);
  const changes = rest.map((amount) => {
    const before = end;
    const isRounding = compareUsd(absoluteUsd(subtractUsd(amount, before)), ROUNDING) <= 0;
    end = isRounding ? before : toCents(amount);
    return subtractUsd(end, before);
  });
  return { changes, end };
}
