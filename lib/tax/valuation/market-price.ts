import type { AssetId } from "@/lib/tax/transaction";
import { type Instant, instant } from "@/lib/time/instant";

/** How long a span one price stands for: the minute, hour or UTC day of a candle. */
export type PriceSpan = "minute" | "hour" | "day";

/**
 * What one unit of an asset, or of foreign money, was worth in US dollars in one span of time, and who said so. The same asset
 * and span of the market gives the same number for ever: it is kept, never fetched anew.
 */
export interface MarketPrice {
  readonly asset: AssetId;
  /** Plain decimal text, above zero. */
  readonly price: string;
  readonly span: PriceSpan;
  /** The first moment of the span, UTC. */
  readonly starts: Instant;
  /** When the price was true: the close of the candle, the last trade in the span, the day a bank set its rate. */
  readonly at: Instant;
  /** What was traded, as its source names it: "BTC-USD". */
  readonly pair: string;
  /** "Coinbase Exchange", "by hand", "file prices.csv". */
  readonly source: string;
  /** A price a person told comes before those of the market. */
  readonly toldBy: "market" | "person";
}

const LENGTH: Readonly<Record<PriceSpan, number>> = { minute: 16, hour: 13, day: 10 };

const REST = "T00:00:00.000Z";

/** The part of a canonical instant that names its span: "2025-03-14T15" for the hour. Equal keys are the same span. */
export function spanKey(span: PriceSpan, at: Instant): string {
  return at.slice(0, LENGTH[span]);
}

/** The first moment of the span a moment lies in, in UTC. */
export function spanStart(span: PriceSpan, at: Instant): Instant {
  const length = LENGTH[span];
  return instant(at.slice(0, length) + REST.slice(length - 10));
}
