import { formatPrice, formatQuantity } from "@/lib/money/format";
import { isFiat } from "@/lib/tax/fiat";
import { dayText } from "@/lib/time/day-text";
import { type MarketPrice, spanKey } from "./market-price";
import type { ValuedAmount } from "./value-transactions";

/** What valuing by a price stands on. */
export const VALUATION_AUTHORITY = "Notice 2014-21 A-5; Rev. Rul. 2023-14";

/** "0.5 BTC at $64,210.55, close of the UTC day Mar 14, 2025, Coinbase Exchange BTC-USD". */
export function valuedWords({ leg, price }: Pick<ValuedAmount, "leg" | "price">): string {
  return `${formatQuantity(leg.quantity)} ${leg.asset} at ${priceWords(price)}`;
}

/** "$64,210.55, close of the UTC day Mar 14, 2025, Coinbase Exchange BTC-USD". */
export function priceWords(price: MarketPrice): string {
  const source = price.pair === "" ? price.source : `${price.source} ${price.pair}`;
  return `${priceText(price)}, ${momentWords(price)}, ${source}`;
}

/** A rate of money keeps all its digits; a price of a coin is shown as prices are. */
function priceText({ asset, price }: MarketPrice): string {
  return isFiat(asset) ? `$${price}` : formatPrice(price);
}

function momentWords(price: MarketPrice): string {
  const { toldBy, asset, at, starts, span } = price;
  const day = starts.slice(0, 10);
  if (toldBy === "person") {
    return `told for ${spanWords(price)}`;
  }
  if (isFiat(asset)) {
    return at.slice(0, 10) === day
      ? `rate of ${dayText(day)}`
      : `rate of ${dayText(at)}, the last before ${dayText(day)}`;
  }
  // A candle's price is true at its end, which lies in the next span; a point lies in its own.
  return spanKey(span, at) === spanKey(span, starts)
    ? `last price of ${spanWords(price)}, at ${at.slice(11, 16)} UTC`
    : `close of ${spanWords(price)}`;
}

function spanWords({ span, starts }: MarketPrice): string {
  return span === "day"
    ? `the UTC day ${dayText(starts)}`
    : `the ${span} that began ${dayText(starts)}, ${starts.slice(11, 16)} UTC`;
}
