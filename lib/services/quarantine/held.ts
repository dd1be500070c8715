import { listQuarantine, type QuarantineItem } from "@/db/queries/quarantine";
import {
  insertDecisions,
  listStandings,
  type NewDecision,
  type Standing,
} from "@/db/queries/quarantine-changes";
import { successorsOf } from "@/db/queries/successors";
import type { ClientTx, ClientWriteTx } from "@/db/tenant";
import type { TransactionId } from "@/lib/tax/transaction";

/** What became of the rows a decision was about. */
export interface Applied {
  readonly decided: readonly QuarantineItem[];
  /** Left as they were: what a decision would move is part of a linked transfer, which must be separated first. */
  readonly inTransfer: readonly QuarantineItem[];
}

/** All that waits of an item: the row, or the fills of an order. */
export const rowsOf = ({ row, moreRows }: QuarantineItem) => [row, ...moreRows];
/** All it seems to repeat. */
export const othersOf = ({ other, moreOthers }: QuarantineItem): readonly TransactionId[] =>
  other === null ? [] : [other, ...moreOthers];
/** All that came in by the decision. */
export const entriesOf = ({ entry, moreEntries }: QuarantineItem): readonly TransactionId[] =>
  entry === null ? [] : [entry, ...moreEntries];
/** All that left by it. */
export const displacedOf = ({ displaced, moreDisplaced }: QuarantineItem) =>
  displaced === null ? [] : [displaced, ...moreDisplaced];

/** What counts today of what items name. */
export interface Today {
  /** The transaction that counts for one that was named; null when none does. */
  readonly of: (id: TransactionId | null) => TransactionId | null;
  readonly standing: (id: TransactionId | null) => Standing | null;
}

/** Looks up what counts today of these transactions. */
export async function today(
  tx: ClientTx,
  named: readonly (TransactionId | null)[],
): Promise<Today> {
  const ids = [...new Set(named.filter((id) => id !== null))];
  const now = await successorsOf(tx, ids);
  const standings = await listStandings(tx, [
    ...new Set(ids.flatMap((id) => [id, now.transaction(id)])),
  ]);
  const of = (id: TransactionId | null) => {
    const current = id === null ? null : now.transaction(id);
    return current !== null && standings.get(current)?.counts === true ? current : null;
  };
  return { of, standing: (id) => (id === null ? null : (standings.get(id) ?? null)) };
}

/** What was said about a row only means something beside the other. */
const HELD = ["open", "same", "different"] as const;

/** Rows that were compared with one of these transactions, besides those that are decided now. */
export async function heldAgainst(
  tx: ClientTx,
  others: readonly TransactionId[],
  except: readonly QuarantineItem[],
): Promise<readonly QuarantineItem[]> {
  const decided = new Set(except.map(({ id }) => id));
  const held =
    others.length === 0 ? [] : await listQuarantine(tx, { kind: "twin", others, decisions: HELD });
  return held.filter(({ id }) => !decided.has(id));
}

/** Holds rows against another transaction than before; what was decided about them stays. */
export async function repoint(
  tx: ClientWriteTx,
  items: readonly QuarantineItem[],
  to: (item: QuarantineItem) => TransactionId | null,
): Promise<void> {
  await insertDecisions(
    tx,
    items.flatMap((item): readonly NewDecision[] => {
      const other = to(item);
      const { id, decision, entry, displaced, moreEntries, moreDisplaced } = item;
      return other === null
        ? []
        : [{ item: id, decision, entry, displaced, moreEntries, moreDisplaced, other }];
    }),
  );
}
