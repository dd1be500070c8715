import type { Transaction, TransactionKind } from "./transaction";

// At one instant units arrive before they leave, and leave before they are moved.
const RANK: Readonly<Record<TransactionKind, number>> = {
  buy: 0,
  income: 0,
  deposit: 0,
  "gift-received": 0,
  inherited: 0,
  swap: 1,
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

/** The one order of events: instant, kind (in, swap, out, transfer), the source's own sequence, id. */
export function inOrder(transactions: readonly Transaction[]): readonly Transaction[] {
  return isSorted(transactions) ? transactions : [...transactions].sort(compare);
}

function isSorted(transactions: readonly Transaction[]): boolean {
  for (let index = 1; index < transactions.length; index++) {
    const [before, after] = [transactions[index - 1], transactions[index]];
    if (before !== undefined && after !== undefined && compare(before, after) > 0) {
      return false;
    }
  }
  return true;
}

function compare(a: Transaction, b: Transaction): number {
  if (a.at !== b.at) {
    return a.at < b.at ? -1 : 1;
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
