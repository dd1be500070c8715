import type { CoinbaseEntry } from "./coinbase-file";
import type { KrakenEntry } from "./kraken-file";
import { priceAt, round } from "./market";
import { betweenDay, krakenDay } from "./nora-kraken";
import { add, createState, moment, moved, type State } from "./nora-state";

const DAY = 86_400_000;
const START = Date.parse("2023-01-03T00:00:00Z");
const END = Date.parse("2026-11-15T23:00:00Z");

/** Everything of Nora Whitfield's four years at Coinbase and Kraken, made day by day from one seed. */
export interface NoraBooks {
  readonly coinbase: readonly CoinbaseEntry[];
  readonly kraken: readonly KrakenEntry[];
  /** Kraken balances from before the export's first day: the 0.6 ETH whose purchase is missing. */
  readonly opening: ReadonlyMap<string, number>;
}

/** Makes the books. The one deliberate gap: on 2025-05-14 all of Kraken's ETH is sold, with 0.6 ETH no row ever brought. */
export function noraBooks(): NoraBooks {
  const state = createState();
  for (let day = 0, time = START; time <= END; day += 1, time += DAY) {
    coinbaseDay(state, day, time);
    krakenDay(state, day, time);
    betweenDay(state, day, time);
  }
  return {
    coinbase: state.coinbase,
    kraken: state.kraken,
    opening: new Map([["ETH spot / main", 0.6]]),
  };
}

const CYCLE = ["BTC", "ETH", "SOL", "BTC", "ETH", "LINK"] as const;

function coinbaseDay(state: State, day: number, time: number): void {
  const date = new Date(time).getUTCDate();
  if (date === 3) {
    cashIn(state, time);
  }
  if (day % 9 === 1) {
    buy(
      state,
      CYCLE[Math.floor(day / 9) % CYCLE.length] ?? "BTC",
      time,
      260 + state.random() * 640,
    );
  }
  if (day % 173 === 20) {
    buy(state, "USDC", time, 800);
  }
  if (date === 5) {
    reward(state, "ETH", "Staking Income", time, 0.0026);
  }
  if (date === 6) {
    reward(state, "SOL", "Staking Income", time, 0.0049);
  }
  if (date === 12) {
    reward(state, "USDC", "Reward Income", time, 0.0037);
  }
  if (day % 76 === 60) {
    convert(state, day % 152 === 60 ? ["ETH", "SOL"] : ["SOL", "LINK"], time);
  }
  if (day % 97 === 83) {
    sell(state, ["BTC", "ETH", "SOL"][Math.floor(day / 97) % 3] ?? "BTC", time);
  }
}

function cashIn(state: State, time: number): void {
  state.coinbase.push({
    ...moved(moment(state, time), "Deposit", "USD", "3000.00", 1),
    subtotal: 3_000,
    total: 3_000,
    notes: "Deposit from Harbor Federal Credit Union",
  });
}

function buy(state: State, asset: string, time: number, spend: number): void {
  const at = moment(state, time);
  const price = priceAt(asset, at, state.random);
  const quantity = round(spend / price, asset === "USDC" ? 2 : 8);
  const subtotal = round(quantity * price, 2);
  const fees = asset === "USDC" ? 0 : round(subtotal * 0.012, 2);
  const total = round(subtotal + fees, 2);
  const advanced = asset === "LINK";
  const words = `Bought ${quantity} ${asset} for ${total} USD`;
  state.coinbase.push({
    ...moved(at, advanced ? "Advanced Trade Buy" : "Buy", asset, String(quantity), price),
    subtotal,
    total,
    fees,
    notes: advanced ? `${words} on ${asset}-USD at ${price} USD/${asset}` : words,
  });
  add(state.atCoinbase, asset, quantity);
}

/** Coinbase shows the commission it kept inside Total; only the subtotal was received. */
function reward(state: State, asset: string, type: string, time: number, share: number): void {
  const at = moment(state, time);
  const quantity = round((state.atCoinbase.get(asset) ?? 0) * share, 8);
  if (quantity <= 0) {
    return;
  }
  const price = priceAt(asset, at, state.random);
  const subtotal = round(quantity * price, 6);
  const total = type === "Staking Income" ? round(subtotal / 0.74, 6) : subtotal;
  state.coinbase.push({
    ...moved(at, type, asset, String(quantity), price),
    subtotal,
    total,
    fees: round(total - subtotal, 6),
  });
  add(state.atCoinbase, asset, quantity);
}

function convert(state: State, [from = "", to = ""]: readonly string[], time: number): void {
  const at = moment(state, time);
  const quantity = round((state.atCoinbase.get(from) ?? 0) * 0.12, 6);
  if (quantity <= 0) {
    return;
  }
  const price = priceAt(from, at, state.random);
  const subtotal = round(quantity * price, 2);
  const fees = round(subtotal * 0.01, 2);
  const received = round((subtotal - fees) / priceAt(to, at, state.random), 6);
  state.coinbase.push({
    ...moved(at, "Convert", from, `-${quantity}`, price),
    subtotal,
    total: round(subtotal - fees, 2),
    fees,
    notes: `Converted ${quantity} ${from} to ${received} ${to}`,
  });
  add(state.atCoinbase, from, -quantity);
  add(state.atCoinbase, to, received);
}

function sell(state: State, asset: string, time: number): void {
  const at = moment(state, time);
  const quantity = round((state.atCoinbase.get(asset) ?? 0) * 0.22, 6);
  if (quantity <= 0) {
    return;
  }
  const price = priceAt(asset, at, state.random);
  const subtotal = round(quantity * price, 2);
  const fees = round(subtotal * 0.009, 2);
  const total = round(subtotal - fees, 2);
  state.coinbase.push({
    ...moved(at, "Sell", asset, `-${quantity}`, price),
    subtotal,
    total,
    fees,
    notes: `Sold ${quantity} ${asset} for ${total} USD`,
  });
  add(state.atCoinbase, asset, -quantity);
}
