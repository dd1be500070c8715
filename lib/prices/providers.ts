import { env } from "@/lib/env";
import type { ProviderOptions } from "./ask";
import { coinbaseQuotes } from "./coinbase";
import { coinbaseHistory } from "./coinbase-history";
import { coingeckoHistory, coingeckoQuotes } from "./coingecko";
import { defillamaHistory, defillamaQuotes } from "./defillama";
import { frankfurterHistory } from "./frankfurter";
import type { HistoryProvider } from "./history";
import { krakenQuotes } from "./kraken";
import { krakenHistory } from "./kraken-history";
import type { QuoteProvider } from "./quote";

/** The providers people can ask, in the order they are tried. */
export function quoteProviders(): readonly QuoteProvider[] {
  quotes ??= [
    coinbaseQuotes({ isHasty: true }),
    krakenQuotes({ isHasty: true }),
    coingeckoQuotes({ demoKey: env().COINGECKO_DEMO_KEY, isHasty: true }),
    defillamaQuotes({ isHasty: true }),
  ];
  return quotes;
}

/** One of each for the whole process, so that all who ask keep to one pace. */
let quotes: readonly QuoteProvider[] | undefined;
let histories: readonly HistoryProvider[] | undefined;

/**
 * The sources of past prices in the order in which they are tried: real dollar pairs of exchanges first, then an index of many
 * markets, then the one that reaches furthest back; and the bank rates of foreign money.
 */
export function historyProviders(): readonly HistoryProvider[] {
  histories ??= makeHistoryProviders({});
  return histories;
}

/** The same, made for a test's host and clock. */
export function makeHistoryProviders(options: ProviderOptions): readonly HistoryProvider[] {
  return [
    frankfurterHistory(options),
    coinbaseHistory(options),
    krakenHistory(options),
    coingeckoHistory({ ...options, demoKey: env().COINGECKO_DEMO_KEY }),
    defillamaHistory(options),
  ];
}
