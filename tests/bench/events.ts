import { quantity } from "@/lib/money/quantity";
import { usd, ZERO_USD } from "@/lib/money/usd";
import { accountId, assetId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { instantFromEpoch } from "@/lib/time/instant";

const ASSETS = ["BTC", "ETH", "SOL", "ADA", "DOT", "XRP", "LTC", "LINK"].map(assetId);
const ACCOUNTS = ["Exchange A", "Exchange B", "Wallet C", "Wallet D"].map(accountId);
const START = Date.UTC(2018, 0, 1);
const END = Date.UTC(2024, 11, 31);
const ORIGIN = { from: "file", batch: "bench", file: "bench.csv", lines: [1] } as const;

/** Small fast random numbers, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * The benchmark's ledger: 8 assets in 4 accounts, 55 % purchases, 5 % staking, 40 % sales, 2018-2024, in order of time. A
 * sale is at most a fiftieth of what the account holds, so lots stay open long and many are drawn for part only.
 */
export function benchEvents(count: number, seed = 7): Transaction[] {
  const next = random(seed);
  const held = new Map<string, number>();
  const step = (END - START) / count;
  const events: Transaction[] = [];
  for (let index = 0; index < count; index++) {
    const asset = ASSETS[Math.floor(next() * ASSETS.length)] ?? assetId("BTC");
    const account = ACCOUNTS[Math.floor(next() * ACCOUNTS.length)] ?? accountId("Exchange A");
    const key = `${account}|${asset}`;
    const have = held.get(key) ?? 0;
    const roll = next();
    const sells = roll >= 0.6 && have > 1000;
    // Units in millionths, so that every quantity is exact in decimal text.
    const units = sells
      ? 1 + Math.floor(next() * Math.min(have / 50, 400_000))
      : 1000 + Math.floor(next() * 2_000_000);
    held.set(key, have + (sells ? -units : units));
    const price = 10 + Math.floor(next() * 5_000_000) / 100;
    const base = {
      id: transactionId(`t${index}`),
      account,
      at: instantFromEpoch(Math.floor(START + index * step)),
      date: null,
      sequence: index,
      feeUsd: sells || roll < 0.55 ? usd((Math.floor(next() * 500) / 100).toFixed(2)) : ZERO_USD,
      fees: [],
      origin: ORIGIN,
      note: "",
    } as const;
    const leg = { asset, quantity: quantity((units / 1_000_000).toFixed(6)) };
    const value = usd(((units / 1_000_000) * price).toFixed(2));
    if (sells) {
      events.push({ kind: "sell", sent: leg, value, ...base });
    } else if (roll < 0.55) {
      events.push({ kind: "buy", received: leg, value, ...base });
    } else {
      events.push({ kind: "income", incomeKind: "staking", received: leg, value, ...base });
    }
  }
  return events;
}
