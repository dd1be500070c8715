import { listQuarantine, type QuarantineItem } from "@/db/queries/quarantine";
import {
  type Copy,
  copyTransactions,
  insertDecisions,
  listStandings,
  type NewDecision,
  type Standing,
} from "@/db/queries/quarantine-changes";
import { successorsOf } from "@/db/queries/successors";
import { voidTransactions } from "@/db/queries/transactions";
import type { ClientTx, ClientWriteTx } from "@/db/tenant";
import type { TransactionId } from "@/lib/tax/transaction";

/** What a person can say about a row that waits. */
export type Answer = "same" | "different" | "prefer-new" | "spam" | "mine";

/** What became of the rows a decision was about. */
export interface Applied {
  readonly decided: readonly QuarantineItem[];
  /** Left as they were: what a decision would move is part of a linked transfer, which must be separated first. */
  readonly inTransfer: readonly QuarantineItem[];
}

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

/** Applies an answer to rows that are open. Nothing but what it says changes, and each can be taken back by `reopen`. */
export async function applyAnswer(
  tx: ClientWriteTx,
  items: readonly QuarantineItem[],
  answer: Answer,
): Promise<Applied> {
  switch (answer) {
    case "same":
    case "spam":
      await insertDecisions(
        tx,
        items.map(({ id, other }) => ({ item: id, decision: answer, other })),
      );
      return { decided: items, inTransfer: [] };
    case "different":
    case "mine":
      return letIn(tx, items, answer);
    case "prefer-new":
      return preferNew(tx, items);
  }
}

async function letIn(
  tx: ClientWriteTx,
  items: readonly QuarantineItem[],
  decision: "different" | "mine",
): Promise<Applied> {
  const isMine = decision === "mine";
  const copies = await copyTransactions(
    tx,
    items.map(({ row }): Copy => ({ from: row, replaces: row, isMine })),
  );
  await insertDecisions(
    tx,
    items.map(({ id, row, other }) => ({
      item: id,
      decision,
      entry: copies.get(row) ?? null,
      other,
    })),
  );
  return { decided: items, inTransfer: [] };
}

/**
 * The new row counts in the other's place; choices that name the other follow. Of several that would take one place the first does;
 * what else was held against the other is held against the new row from then on.
 */
async function preferNew(tx: ClientWriteTx, asked: readonly QuarantineItem[]): Promise<Applied> {
  const items = await withoutRivals(tx, asked);
  const now = await today(
    tx,
    items.map(({ other }) => other),
  );
  const inTransfer = items.filter(({ other }) => now.standing(now.of(other))?.isLinked === true);
  const decided = firstOfEach(
    items.filter((item) => !inTransfer.includes(item)),
    ({ other }) => now.of(other) ?? other,
  );
  const displaced = (item: QuarantineItem) => now.of(item.other);
  const leaving = decided.map(displaced).filter((id) => id !== null);
  const beside = await heldAgainst(
    tx,
    [...leaving, ...decided.flatMap(({ other }) => other ?? [])],
    decided,
  );
  await voidTransactions(tx, leaving, "quarantined");
  const copies = await copyTransactions(
    tx,
    decided.map((item): Copy => ({ from: item.row, replaces: displaced(item) ?? item.row })),
  );
  const entries = new Map(
    decided.map((item) => [displaced(item) ?? item.other, copies.get(item.row) ?? null]),
  );
  await insertDecisions(
    tx,
    decided.map(
      (item): NewDecision => ({
        item: item.id,
        decision: "prefer-new",
        entry: copies.get(item.row) ?? null,
        displaced: displaced(item),
        other: item.other,
      }),
    ),
  );
  await repoint(tx, beside, ({ other }) => entries.get(now.of(other) ?? other) ?? null);
  return { decided, inTransfer };
}

/** A row that took the place another is to take now gives it back first, so that one place is never taken from whoever took it. */
async function withoutRivals(
  tx: ClientWriteTx,
  items: readonly QuarantineItem[],
): Promise<readonly QuarantineItem[]> {
  const now = await today(
    tx,
    items.map(({ other }) => other),
  );
  const places = items.map(({ other }) => now.of(other)).filter((id) => id !== null);
  const rivals =
    places.length === 0
      ? []
      : await listQuarantine(tx, { decisions: ["prefer-new"], entries: places });
  if (rivals.length === 0) {
    return items;
  }
  await reopen(tx, rivals);
  return listQuarantine(tx, { ids: items.map(({ id }) => id) });
}

/**
 * Takes decisions back: what came in by them leaves, what left by them comes back, and what was held against the one is held against
 * the other. Rows that took the place of what leaves give it back before. Rows that count because the other's import was undone stay:
 * there is nothing left they could repeat.
 */
export async function reopen(
  tx: ClientWriteTx,
  items: readonly QuarantineItem[],
): Promise<Applied> {
  const entries = items.flatMap(({ entry }) => entry ?? []);
  const after =
    entries.length === 0
      ? []
      : await listQuarantine(tx, { decisions: ["prefer-new"], displaced: entries });
  if (after.length === 0) {
    return reopenLast(tx, items);
  }
  const first = await reopen(tx, after);
  const ids = new Set(after.map(({ id }) => id));
  const left = items.flatMap(({ id }) => (ids.has(id) ? [] : [id]));
  const rest = await reopenLast(
    tx,
    left.length === 0 ? [] : await listQuarantine(tx, { ids: left }),
  );
  const asked = new Set(items.map(({ id }) => id));
  return {
    decided: [...first.decided.filter(({ id }) => asked.has(id)), ...rest.decided],
    inTransfer: [...first.inTransfer, ...rest.inTransfer],
  };
}

async function reopenLast(tx: ClientWriteTx, items: readonly QuarantineItem[]): Promise<Applied> {
  const now = await today(
    tx,
    items.flatMap(({ entry, displaced }) => [entry, displaced]),
  );
  const inTransfer = items.filter(({ entry }) => now.standing(now.of(entry))?.isLinked === true);
  const decided = items.filter(
    (item) =>
      !inTransfer.includes(item) && item.decision !== "open" && item.decision !== "released",
  );
  const beside = await heldAgainst(
    tx,
    decided.flatMap(({ entry }) => (entry === null ? [] : [entry])),
    decided,
  );
  const leaving = decided.map(({ entry }) => now.of(entry)).filter((id) => id !== null);
  await voidTransactions(tx, leaving, "quarantined");
  const copies = await copyTransactions(
    tx,
    decided.flatMap(({ entry, displaced }): readonly Copy[] =>
      displaced === null
        ? []
        : [{ from: displaced, replaces: now.of(entry) ?? entry ?? displaced }],
    ),
  );
  const otherOf = ({ displaced, other }: QuarantineItem) =>
    (displaced === null ? undefined : copies.get(displaced)) ?? other;
  await insertDecisions(
    tx,
    decided.map((item) => ({ item: item.id, decision: "open", other: otherOf(item) })),
  );
  const back = new Map(decided.map((item) => [item.entry, otherOf(item)]));
  await repoint(tx, beside, ({ other }) => back.get(other) ?? null);
  return { decided, inTransfer };
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
      const { entry, displaced } = item;
      return other === null
        ? []
        : [{ item: item.id, decision: item.decision, entry, displaced, other }];
    }),
  );
}

function firstOfEach(
  items: readonly QuarantineItem[],
  placeOf: (item: QuarantineItem) => TransactionId | null,
): readonly QuarantineItem[] {
  const taken = new Set<TransactionId | null>();
  return items.filter((item) => {
    const place = placeOf(item);
    const isFirst = !taken.has(place);
    taken.add(place);
    return isFirst;
  });
}
