import type { ParseOptions } from "@/lib/importers/source";

/**
 * What a person would answer for a sample whose layout leaves something open, by folder and file; each as the notes of its
 * expectation (or of `INDEX.md`) say. Everything else is read in UTC with no answers.
 */
const ANSWERS: Readonly<Record<string, Partial<ParseOptions>>> = {
  // INDEX.md: "two-digit year, UTC"; the sample's name lost the zone Binance writes there.
  "binance/made_statement_2025.csv": { answers: { timeZone: "UTC" } },
  // "both dates are ambiguous (05-06-23)": the expectation reads them as the fifth of June.
  "bitfinex/made_trades.csv": { answers: { dateOrder: "day-first" } },
  // "times are naive; taken as UTC here".
  "cointracking/ghostfolio_cointracking.csv": { answers: { timeZone: "UTC" } },
  // "assume zone America/New_York for this file"
  "electrum/made_v4_history.csv": { answers: { timeZone: "America/New_York", asset: "BTC" } },
  // "naive time: zone unknown, t shown as written"
  "kucoin/cryptotaxes_tradeHistory_2018.csv": { answers: { timeZone: "UTC" } },
  // "time zone of the export is not verified": t as written.
  "paypal/made_crypto_2023.csv": { answers: { timeZone: "UTC" } },
  // The header is CoinTracker's template; the sample's name lost "Swan", the person says it.
  "swan/made_trades.csv": { answers: { source: "swan" } },
  // "local time is America/Los_Angeles in the origin configuration"; the coin stands in the file's name only.
  "trezor/dali_alice_btc_v1.csv": { answers: { timeZone: "America/Los_Angeles", asset: "BTC" } },
};

/** Options to read a sample with; `ownAddress` is what its expectation calls so. */
export function optionsFor(sample: string, ownAddress: string | undefined): ParseOptions {
  const given = ANSWERS[sample];
  const addresses = ownAddress === undefined ? {} : { addresses: [ownAddress.toLowerCase()] };
  return { timeZone: "UTC", ...given, answers: { ...given?.answers, ...addresses } };
}
