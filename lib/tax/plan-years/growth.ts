import { Exact, isPlainDecimal } from "@/lib/money/exact";
import { type Price, parsePrice, price, priceText } from "@/lib/money/price";

/** A change for each year as plain decimal text: "0.02" is two percent more, "-0.25" a quarter less; above -1. */
export type Growth = string;

/** True for text that can be a yearly change: plain decimal above -1. */
export function isGrowth(text: string): boolean {
  return isPlainDecimal(text) && growthPower(text, 1).top > 0n;
}

/** (1 + rate) to the power of so many years, as a fraction; the rate must be a `Growth`. */
export function growthPower(
  rate: Growth,
  years: number,
): { readonly top: bigint; readonly bottom: bigint } {
  const [, fraction = ""] = rate.split(".");
  const bottom = 10n ** BigInt(fraction.length);
  const change = BigInt(rate.replace(".", ""));
  return { top: (bottom + change) ** BigInt(years), bottom: bottom ** BigInt(years) };
}

const PLACES = 18;

/** A price after so many years of change, times a factor; cut at eighteen decimals. */
export function priceAfter(start: Price, rate: Growth, years: number, factor = "1"): Price {
  const { top, bottom } = growthPower(rate, years);
  const grown = Exact.div(top.toString(), bottom.toString()).times(priceText(start)).times(factor);
  return parsePrice(grown.toFixed(PLACES)) ?? price("0");
}
