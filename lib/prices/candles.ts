import { Exact } from "@/lib/money/exact";
import { instantFromEpoch } from "@/lib/time/instant";
import { type HistoricPrice, type HistoryRequest, SPAN_SECONDS, startSeconds } from "./history";
import { plainPrice } from "./plain-price";

/** One candle as its exchange tells it; numbers as their own text. */
export interface Candle {
  /** Seconds since 1970 at which it begins. */
  readonly starts: number;
  readonly low: string;
  readonly high: string;
  readonly close: string;
}

/** The closes of the candles that were asked for; a candle that cannot be right answers nothing. */
export function closesOf(
  candles: readonly Candle[],
  requests: readonly HistoryRequest[],
  told: Pick<HistoricPrice, "pair" | "source">,
): readonly HistoricPrice[] {
  const sound = new Map(
    withoutAbsurd(
      candles.flatMap((candle) => {
        const price = closeOf(candle);
        return price === null ? [] : [{ at: candle.starts, price }];
      }),
    ).map(({ at, price }) => [at, price]),
  );
  return requests.flatMap((request): readonly HistoricPrice[] => {
    const price = sound.get(startSeconds(request));
    const ends = startSeconds(request) + SPAN_SECONDS[request.span];
    return price === undefined
      ? []
      : [{ ...told, ...request, price, at: instantFromEpoch(ends * 1000) }];
  });
}

/** The close, where it lies between low and high as a close must. */
function closeOf({ low, high, close }: Candle): string | null {
  const [least, most, price] = [plainPrice(low), plainPrice(high), plainPrice(close)];
  return least !== null &&
    most !== null &&
    price !== null &&
    new Exact(price).gte(least) &&
    new Exact(price).lte(most)
    ? price
    : null;
}

/** A price at a moment, in seconds since 1970. */
export interface PricePoint {
  readonly at: number;
  readonly price: string;
}

/** How many times away from its neighbours a price is not believed. A coin that really fell so far keeps its new level. */
const ABSURD = 1000;

/** Of the two before and the two after so many must be far for a price not to be believed; all where there are fewer. */
const FAR_MIN = 3;

/**
 * Leaves out prices that are a thousand times above or below at least three of the two before and the two after them, or all where
 * there are fewer: slips of a decimal point and lies. Two prices alone that far apart are both left out, for nobody can tell which
 * is right; a coin that really fell so far has its old level before and its new one after, and keeps both.
 */
export function withoutAbsurd(points: readonly PricePoint[]): readonly PricePoint[] {
  const inTime = [...points].sort((a, b) => a.at - b.at);
  return inTime.filter(({ price }, index) => {
    const near = [-2, -1, 1, 2].flatMap((step) => inTime[index + step] ?? []);
    const far = near.filter((other) => isFar(price, other.price));
    return near.length === 0 || far.length < Math.min(FAR_MIN, near.length);
  });
}

/** True when one price is more than a thousand times the other: no market moves so between two looks. */
export function isFar(a: string, b: string): boolean {
  const ratio = new Exact(a).div(b);
  return ratio.gt(ABSURD) || ratio.lt(new Exact(1).div(ABSURD));
}
