import type { ClosedLot, RemovedUnits } from "@/lib/tax/closed-lot";
import type { AssetId, Transaction, TransactionId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { type Flows, flowsOf } from "./flows";

/** The parts of the books that open items speak of, found in one pass over the ledger. */
export interface BookIndex {
  /** All closed lots of a disposal that an item touches. */
  readonly ofDisposal: ReadonlyMap<TransactionId, readonly ClosedLot[]>;
  /** Closed lots whose basis is not known, by the transaction that opened the lot. */
  readonly unknownOf: ReadonlyMap<TransactionId, readonly ClosedLot[]>;
  /** Units of withdrawals nobody matched, by withdrawal. */
  readonly withdrawn: ReadonlyMap<TransactionId, readonly RemovedUnits[]>;
  /** What moved each asset an item is about. */
  readonly flows: ReadonlyMap<AssetId, Flows>;
}

/** Reads the ledger once for everything the issues need. */
export function indexBooks(ledger: LedgerResult, transactions: Iterable<Transaction>): BookIndex {
  const touched = touchedDisposals(ledger);
  const ofDisposal = new Map<TransactionId, ClosedLot[]>();
  const unknownOf = new Map<TransactionId, ClosedLot[]>();
  for (const lot of ledger.closedLots) {
    if (touched.has(lot.disposal)) {
      push(ofDisposal, lot.disposal, lot);
    }
    if (lot.basis === null && lot.acquisition !== null) {
      push(unknownOf, lot.acquisition, lot);
    }
  }
  const withdrawn = new Map<TransactionId, RemovedUnits[]>();
  for (const units of ledger.removed) {
    if (units.why === "withdrawal") {
      push(withdrawn, units.transaction, units);
    }
  }
  const assets = new Set(ledger.issues.flatMap(({ asset }) => (asset === null ? [] : [asset])));
  return { ofDisposal, unknownOf, withdrawn, flows: flowsOf(assets, transactions) };
}

function touchedDisposals(ledger: LedgerResult): ReadonlySet<TransactionId> {
  const touched = new Set<TransactionId>(ledger.issues.map(({ transaction }) => transaction));
  for (const lot of ledger.closedLots) {
    if (lot.gain === null) {
      touched.add(lot.disposal);
    }
  }
  return touched;
}

function push<K, V>(groups: Map<K, V[]>, key: K, item: V): void {
  const group = groups.get(key);
  if (group === undefined) {
    groups.set(key, [item]);
  } else {
    group.push(item);
  }
}
