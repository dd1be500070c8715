import { coinbaseQuotes } from "./coinbase";
import { krakenQuotes } from "./kraken";
import type { QuoteProvider } from "./quote";

/** The providers people can ask, in the order they are tried. The clock is given, so tests decide what "now" is. */
export function quoteProviders(now: () => number): readonly QuoteProvider[] {
  return [coinbaseQuotes(now), krakenQuotes()];
}
