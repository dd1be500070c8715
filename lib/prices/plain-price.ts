import { Exact } from "@/lib/money/exact";

/** A provider's price as plain decimal text (exponents written out); null when it is not a positive number: never 0. */
export function plainPrice(text: string): string | null {
  if (!/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) {
    return null;
  }
  const value = new Exact(text);
  return value.gt(0) ? value.toFixed() : null;
}
