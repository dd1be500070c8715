import { signQuantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import { receivedOf, sentOf, statedValue } from "@/lib/tax/legs";
import type { AssetId, Leg, Transaction } from "@/lib/tax/transaction";
import { epochOf } from "@/lib/time/instant";

/** A row with one of its legs and its moment in milliseconds. */
export interface Flow {
  readonly tx: Transaction;
  readonly leg: Leg;
  /** Dollars told for the leg; null when none. */
  readonly value: Usd | null;
  readonly time: number;
}

/** What moved one asset, in order of time. */
export interface Flows {
  readonly withdrawals: readonly Flow[];
  readonly deposits: readonly Flow[];
  readonly buys: readonly Flow[];
  /** Rows that tell a price: bought, sold, swapped or received for known dollars. */
  readonly trades: readonly Flow[];
}

interface Growing {
  readonly withdrawals: Flow[];
  readonly deposits: Flow[];
  readonly buys: Flow[];
  readonly trades: Flow[];
}

/** What moved each of some assets; the transactions stand in order of time. */
export function flowsOf(
  assets: Iterable<AssetId>,
  transactions: Iterable<Transaction>,
): ReadonlyMap<AssetId, Flows> {
  const flows = new Map<AssetId, Growing>();
  for (const asset of assets) {
    flows.set(asset, { withdrawals: [], deposits: [], buys: [], trades: [] });
  }
  if (flows.size > 0) {
    for (const tx of transactions) {
      const [sent, received] = [sentOf(tx), receivedOf(tx)];
      note(flows, tx, received);
      note(flows, tx, sent);
    }
  }
  return flows;
}

function note(flows: ReadonlyMap<AssetId, Growing>, tx: Transaction, leg: Leg | null): void {
  const of = leg === null ? undefined : flows.get(leg.asset);
  if (leg === null || of === undefined || signQuantity(leg.quantity) <= 0) {
    return;
  }
  const value = statedValue(tx);
  const flow: Flow = { tx, leg, value, time: epochOf(tx.at) };
  switch (tx.kind) {
    case "withdrawal":
      of.withdrawals.push(flow);
      break;
    case "deposit":
      of.deposits.push(flow);
      break;
    case "buy":
      of.buys.push(flow);
      priced(of, flow);
      break;
    case "sell":
    case "swap":
    case "income":
      priced(of, flow);
      break;
    default:
      break;
  }
}

function priced({ trades }: Growing, flow: Flow): void {
  if (flow.value !== null) {
    trades.push(flow);
  }
}

/** Position of the first flow at or after a moment. */
export function firstAt(flows: readonly Flow[], time: number): number {
  let [low, high] = [0, flows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const flow = flows[middle];
    if (flow !== undefined && flow.time < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The flows from one moment to another, both included. */
export function flowsWithin(flows: readonly Flow[], from: number, to: number): readonly Flow[] {
  return flows.slice(firstAt(flows, from), firstAt(flows, to + 1));
}
