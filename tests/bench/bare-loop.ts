import { type Quantity, quantityText } from "@/lib/money/quantity";
import { type Usd, usdText } from "@/lib/money/usd";
import type { Transaction } from "@/lib/tax/transaction";

/** An event as plain numbers: what the bare loop starts from. */
export interface BareEvent {
  readonly pool: number;
  readonly sells: boolean;
  readonly units: bigint;
  readonly dollars: bigint;
}

interface BareLot {
  units: bigint;
  basis: bigint;
  readonly rate: bigint;
}

/** One closed line of the bare loop. */
export interface BareLine {
  readonly lot: BareLot;
  readonly units: bigint;
  readonly proceeds: bigint;
  readonly basis: bigint;
  readonly gain: bigint;
}

const SCALE = 10n ** 18n;

function scaled(text: string): bigint {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.slice(0, 18).padEnd(18, "0"));
}

const unitsOf = (amount: Quantity) => scaled(quantityText(amount));
const dollarsOf = (amount: Usd | null) => (amount === null ? 0n : scaled(usdText(amount)));

/** Turns the benchmark's transactions into bare events; not part of what is timed. */
export function bareEvents(transactions: readonly Transaction[]): BareEvent[] {
  const pools = new Map<string, number>();
  return transactions.flatMap((tx) => {
    if (tx.kind !== "sell" && tx.kind !== "buy" && tx.kind !== "income") {
      return [];
    }
    const leg = tx.kind === "sell" ? tx.sent : tx.received;
    const key = `${tx.account}|${leg.asset}`;
    const pool = pools.get(key) ?? pools.size;
    pools.set(key, pool);
    const fee = dollarsOf(tx.feeUsd);
    const value = dollarsOf(tx.value);
    const sells = tx.kind === "sell";
    return [
      { pool, sells, units: unitsOf(leg.quantity), dollars: sells ? value - fee : value + fee },
    ];
  });
}

/** The least one can do: queues (or heaps) of bigint lots, all lines kept. No dates, terms, methods, issues or explanation. */
export function bareLoop(events: readonly BareEvent[], method: "fifo" | "hifo"): BareLine[] {
  const lines: BareLine[] = [];
  const pools: { lots: BareLot[]; head: number }[] = [];
  for (const event of events) {
    pools[event.pool] ??= { lots: [], head: 0 };
    const pool = pools[event.pool];
    if (pool === undefined) {
      continue;
    }
    if (event.sells) {
      sell(pool, event, method, lines);
    } else {
      const lot = {
        units: event.units,
        basis: event.dollars,
        rate: (event.dollars * SCALE) / event.units,
      };
      if (method === "fifo") {
        pool.lots.push(lot);
      } else {
        pushHeap(pool.lots, lot);
      }
    }
  }
  return lines;
}

function sell(
  pool: { lots: BareLot[]; head: number },
  event: BareEvent,
  method: "fifo" | "hifo",
  lines: BareLine[],
): void {
  let units = event.units;
  let proceeds = event.dollars;
  while (units > 0n) {
    const lot = method === "fifo" ? pool.lots[pool.head] : pool.lots[0];
    if (lot === undefined) {
      return;
    }
    const take = lot.units <= units ? lot.units : units;
    const basis = take === lot.units ? lot.basis : (lot.basis * take) / lot.units;
    const share = take === units ? proceeds : (proceeds * take) / units;
    lines.push({ lot, units: take, proceeds: share, basis, gain: share - basis });
    lot.units -= take;
    lot.basis -= basis;
    units -= take;
    proceeds -= share;
    if (lot.units === 0n) {
      if (method === "fifo") {
        pool.head += 1;
      } else {
        popHeap(pool.lots);
      }
    }
  }
}

function pushHeap(heap: BareLot[], lot: BareLot): void {
  let at = heap.push(lot) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || parent.rate >= lot.rate) {
      break;
    }
    heap[at] = parent;
    at = above;
  }
  heap[at] = lot;
}

function popHeap(heap: BareLot[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) {
    return;
  }
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    const [left, right] = [heap[child], heap[child + 1]];
    if (left === undefined) {
      break;
    }
    if (right !== undefined && right.rate > left.rate) {
      child += 1;
    }
    const best = heap[child];
    if (best === undefined || best.rate <= last.rate) {
      break;
    }
    heap[at] = best;
    at = child;
  }
  heap[at] = last;
}
