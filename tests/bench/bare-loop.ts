import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { AccountId, AssetId, Transaction } from "@/lib/tax/transaction";

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

/** What the opaque amounts are inside; only this yardstick may know. */
const bare = (amount: Quantity | Usd | null): bigint =>
  amount === null ? 0n : (amount as unknown as bigint);

interface BarePool {
  readonly lots: BareLot[];
  head: number;
}

/**
 * The least one can do with the very same events: queues (or heaps) of bigint lots by account and asset, all lines kept. No
 * dates, terms, choice of method, checks, issues or explanation.
 */
export function bareLoop(
  transactions: readonly Transaction[],
  method: "fifo" | "hifo",
): BareLine[] {
  const lines: BareLine[] = [];
  const pools = new Map<AccountId, Map<AssetId, BarePool>>();
  for (const tx of transactions) {
    if (tx.kind === "sell") {
      const pool = poolOf(pools, tx.account, tx.sent.asset);
      sell(pool, bare(tx.sent.quantity), bare(tx.value) - bare(tx.feeUsd), method, lines);
    } else if (tx.kind === "buy" || tx.kind === "income") {
      const units = bare(tx.received.quantity);
      const basis = bare(tx.value) + bare(tx.feeUsd);
      const lot = { units, basis, rate: (basis * SCALE) / units };
      const { lots } = poolOf(pools, tx.account, tx.received.asset);
      if (method === "fifo") {
        lots.push(lot);
      } else {
        pushHeap(lots, lot);
      }
    }
  }
  return lines;
}

function poolOf(
  pools: Map<AccountId, Map<AssetId, BarePool>>,
  account: AccountId,
  asset: AssetId,
): BarePool {
  let assets = pools.get(account);
  if (assets === undefined) {
    assets = new Map();
    pools.set(account, assets);
  }
  let pool = assets.get(asset);
  if (pool === undefined) {
    pool = { lots: [], head: 0 };
    assets.set(asset, pool);
  }
  return pool;
}

function sell(
  pool: BarePool,
  sold: bigint,
  realized: bigint,
  method: "fifo" | "hifo",
  lines: BareLine[],
): void {
  let units = sold;
  let proceeds = realized;
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
