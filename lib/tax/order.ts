import type { Transaction, TransactionKind } from "./transaction";

// At one instant units arrive before they leave, and leave before they are moved.
const RANK: Readonly<Record<TransactionKind, number>> = {
  buy: 0,
  income: 0,
  deposit: 0,
  "gift-received": 0,
  inherited: 0,
  swap: 1,
  conversion: 1,
  migration: 1,
  sell: 2,
  spend: 2,
  fee: 2,
  "gift-sent": 2,
  donation: 2,
  lost: 2,
  withdrawal: 2,
  transfer: 3,
  cash: 4,
  unknown: 4,
};

/** The transactions in the one order of events. */
export function inOrder(transactions: readonly Transaction[]): readonly Transaction[] {
  return [...transactions].sort(compareOrder);
}

/** The one order of events: instant, kind (in, swap, out, transfer), the source's own sequence, id. */
export function compareOrder(a: Transaction, b: Transaction): number {
  if (a.at < b.at) {
    return -1;
  }
  if (a.at > b.at) {
    return 1;
  }
  const rank = RANK[a.kind] - RANK[b.kind];
  if (rank !== 0) {
    return rank;
  }
  if (a.sequence !== b.sequence) {
    return a.sequence - b.sequence;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
