import { formatQuantity } from "@/lib/money/format";
import type { Quantity } from "@/lib/money/quantity";

/** "0.5 BTC". */
export function units(quantity: Quantity, asset: string): string {
  return `${formatQuantity(quantity)} ${asset}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
