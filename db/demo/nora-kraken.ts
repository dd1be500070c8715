import type { KrakenEntry } from "./kraken-file";
import { code, hex, priceAt, round } from "./market";
import { add, moment, moved, type State } from "./nora-state";

/** One day at Kraken. */
export function krakenDay(state: State, day: number, time: number): void {
  const date = new Date(time).getUTCDate();
  if (date === 4) {
    line(state, {
      time: moment(state, time),
      type: "deposit",
      asset: "USD",
      amount: 1_500,
      usd: 1_500,
    });
  }
  if (date === 8 || date === 22) {
    earn(state, time);
  }
  if (day % 16 === 5) {
    trade(
      state,
      ["DOT", "ETH", "ADA", "BTC"][Math.floor(day / 16) % 4] ?? "BTC",
      time,
      220 + state.random() * 380,
    );
  }
  if (day % 118 === 100) {
    trade(state, ["ADA", "DOT"][Math.floor(day / 118) % 2] ?? "ADA", time, -0.4);
  }
  if (new Date(time).toISOString().startsWith("2025-05-14")) {
    sellAllEth(state, time);
  }
}

function line(
  state: State,
  entry: Pick<KrakenEntry, "time" | "type" | "asset" | "amount" | "usd"> & Partial<KrakenEntry>,
): void {
  state.kraken.push({ refid: code(state.random, "T"), subtype: "", fee: 0, ...entry });
}

/** Positive `size`: dollars to spend; negative: the share of the holding to sell. */
function trade(state: State, asset: string, time: number, size: number): void {
  const at = moment(state, time);
  const price = priceAt(asset, at, state.random);
  const held = state.atKraken.get(asset) ?? 0;
  const quantity = round(size > 0 ? size / price : held * size, 6);
  const cost = round(quantity * price, 4);
  if (quantity === 0) {
    return;
  }
  tradeLines(state, asset, at, quantity, cost);
}

function tradeLines(state: State, asset: string, at: number, quantity: number, cost: number): void {
  const refid = code(state.random, "T");
  const fee = round(Math.abs(cost) * 0.0026, 4);
  line(state, {
    time: at,
    refid,
    type: "trade",
    subtype: "tradespot",
    asset: "USD",
    amount: -cost,
    fee,
    usd: -cost,
  });
  line(state, {
    time: at,
    refid,
    type: "trade",
    subtype: "tradespot",
    asset,
    amount: quantity,
    usd: cost,
  });
  add(state.atKraken, asset, quantity);
}

function earn(state: State, time: number): void {
  const amount = round((state.atKraken.get("DOT") ?? 0) * 0.0045, 8);
  if (amount <= 0) {
    return;
  }
  const at = moment(state, time);
  const usd = round(amount * priceAt("DOT", at, state.random), 4);
  line(state, {
    time: at,
    type: "earn",
    subtype: "reward",
    asset: "DOT",
    amount,
    usd,
    wallet: "earn / flexible",
  });
  add(state.atKraken, "DOT", amount);
}

/** Sells what the file knows and 0.6 ETH more, bought before the export begins. */
function sellAllEth(state: State, time: number): void {
  const at = moment(state, time);
  const quantity = -round((state.atKraken.get("ETH") ?? 0) + 0.6, 8);
  const cost = round(quantity * priceAt("ETH", at, state.random), 4);
  tradeLines(state, "ETH", at, quantity, cost);
  state.atKraken.set("ETH", 0);
}

/** Transfers between the two: they leave one side and arrive on the other minutes later, less the network's fee. */
export function betweenDay(state: State, day: number, time: number): void {
  if (day % 131 === 119) {
    toKraken(state, Math.floor(day / 131) % 2 === 0 ? "BTC" : "ETH", time);
  }
  if (day % 400 === 250) {
    toCoinbase(state, "BTC", time);
  }
}

const NETWORK = new Map([
  ["BTC", 0.00006],
  ["ETH", 0.0007],
]);

function toKraken(state: State, asset: string, time: number): void {
  const at = moment(state, time);
  const quantity = round((state.atCoinbase.get(asset) ?? 0) * 0.18, 6);
  const price = priceAt(asset, at, state.random);
  const received = round(quantity - (NETWORK.get(asset) ?? 0), 8);
  const value = round(quantity * price, 2);
  const address = asset === "BTC" ? `bc1q${hex(state.random, 38)}` : `0x${hex(state.random, 40)}`;
  state.coinbase.push({
    ...moved(at, "Send", asset, `-${quantity}`, price),
    subtotal: -value,
    total: -value,
    notes: `Sent ${quantity} ${asset} to Kraken`,
    to: address,
  });
  const later = at + Math.floor(11 + state.random() * 28) * 60_000;
  line(state, {
    time: later,
    type: "deposit",
    asset,
    amount: received,
    usd: round(received * price, 4),
  });
  add(state.atCoinbase, asset, -quantity);
  add(state.atKraken, asset, received);
}

function toCoinbase(state: State, asset: string, time: number): void {
  const at = moment(state, time);
  const quantity = round((state.atKraken.get(asset) ?? 0) * 0.5, 6);
  const price = priceAt(asset, at, state.random);
  const fee = 0.00002;
  const value = round(quantity * price, 2);
  line(state, { time: at, type: "withdrawal", asset, amount: -quantity, fee, usd: -value });
  state.coinbase.push({
    ...moved(at + 22 * 60_000, "Receive", asset, String(quantity), price),
    subtotal: value,
    total: value,
    notes: `Received ${quantity} ${asset} from an external account`,
  });
  add(state.atKraken, asset, -round(quantity + fee, 8));
  add(state.atCoinbase, asset, quantity);
}
