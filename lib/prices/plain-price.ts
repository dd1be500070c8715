import { Exact } from "@/lib/money/exact";

/** No unit of anything traded was ever worth so much: beyond it a number is a slip or a lie. */
const ABOVE_ALL = new Exact(10).pow(12);

/** A provider's price as plain decimal text (exponents written out); null when it is not a positive number below a trillion: never 0. */
export function plainPrice(text: string): string | null {
  if (!/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) {
    return null;
  }
  const value = new Exact(text);
  return value.gt(0) && value.lt(ABOVE_ALL) ? value.toFixed() : null;
}
