import { divideHalfUp } from "./exact";
import { USD_SCALE, type Usd } from "./usd";

const roundTo = (amount: Usd, decimals: number): Usd => {
  const step = 10n ** BigInt(USD_SCALE - decimals);
  return (divideHalfUp(amount as unknown as bigint, step) * step) as unknown as Usd;
};

/** Nearest cent, half away from zero. Called by form lines only: nothing inside the engine is rounded. */
export function toCents(amount: Usd): Usd {
  return roundTo(amount, 2);
}

/** Nearest whole dollar, below 50 cents down, 50 and above up in size (Form 1040 instructions, "Rounding Off to Whole Dollars"). */
export function toWholeDollars(amount: Usd): Usd {
  return roundTo(amount, 0);
}

/** The greatest multiple of `step` that is not above the amount; both at least zero, `step` positive. For rows of printed tables. */
export function floorToStep(amount: Usd, step: Usd): Usd {
  const units = amount as unknown as bigint;
  return (units - (units % (step as unknown as bigint))) as unknown as Usd;
}
