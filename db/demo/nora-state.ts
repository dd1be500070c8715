import type { CoinbaseEntry } from "./coinbase-file";
import type { KrakenEntry } from "./kraken-file";
import { createRandom, round } from "./market";

/** The running balances and rows. */
export type State = ReturnType<typeof createState>;

/** Empty books and the seed. */
export function createState() {
  return {
    random: createRandom(20_261_121),
    coinbase: [] as CoinbaseEntry[],
    kraken: [] as KrakenEntry[],
    atCoinbase: new Map<string, number>(),
    atKraken: new Map<string, number>(),
  };
}

/** Adds units to a balance. */
export function add(balances: Map<string, number>, asset: string, amount: number): void {
  balances.set(asset, round((balances.get(asset) ?? 0) + amount, 8));
}

/** A moment of that day, in American waking hours, to the second. */
export function moment(state: State, time: number): number {
  return time + Math.floor(((13 + state.random() * 9) * 3_600_000) / 1_000) * 1_000;
}

/** A row without money. */
export function moved(time: number, type: string, asset: string, quantity: string, price: number) {
  return { time, type, asset, quantity, price, subtotal: 0, total: 0, fees: 0, notes: "" };
}
