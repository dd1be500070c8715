import { listQuarantine, type QuarantineItem } from "@/db/queries/quarantine";
import {
  type Copy,
  copyTransactions,
  insertDecisions,
  type NewDecision,
} from "@/db/queries/quarantine-changes";
import { voidTransactions } from "@/db/queries/transactions";
import type { ClientWriteTx } from "@/db/tenant";
import type { TransactionId } from "@/lib/tax/transaction";
import { type Applied, heldAgainst, othersOf, repoint, rowsOf, today } from "./held";
import { reopen } from "./reopen";

/** What a person can say about a row that waits. */
export type Answer = "same" | "different" | "prefer-new" | "spam" | "mine";

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
    items.flatMap(rowsOf).map((row): Copy => ({ from: row, replaces: row, isMine })),
  );
  await insertDecisions(
    tx,
    items.map((item) => ({
      item: item.id,
      decision,
      other: item.other,
      ...comingIn(item, copies),
    })),
  );
  return { decided: items, inTransfer: [] };
}

/** The copies of all that waited. */
function comingIn(
  item: QuarantineItem,
  copies: ReadonlyMap<TransactionId, TransactionId>,
): Pick<NewDecision, "entry" | "moreEntries"> {
  const [entry = null, ...moreEntries] = rowsOf(item).flatMap((row) => copies.get(row) ?? []);
  return { entry, moreEntries };
}

/**
 * The new row counts in the other's place, and where one order is several fills all of the one in the place of all of the other; choices
 * that name the other follow. Of several that would take one place the first does; what else was held against the other is held against
 * the new row from then on.
 */
async function preferNew(tx: ClientWriteTx, asked: readonly QuarantineItem[]): Promise<Applied> {
  const items = await withoutRivals(tx, asked);
  const now = await today(tx, items.flatMap(othersOf));
  const inTransfer = items.filter((item) =>
    othersOf(item).some((other) => now.standing(now.of(other))?.isLinked === true),
  );
  const placesOf = (item: QuarantineItem) => othersOf(item).map((other) => now.of(other) ?? other);
  const decided = firstOfEach(
    items.filter((item) => !inTransfer.includes(item)),
    placesOf,
  );
  const displaced = (item: QuarantineItem) =>
    othersOf(item).flatMap((other) => now.of(other) ?? []);
  const leaving = decided.flatMap(displaced);
  const beside = await heldAgainst(tx, [...leaving, ...decided.flatMap(othersOf)], decided);
  await voidTransactions(tx, leaving, "quarantined");
  const copies = await copyTransactions(
    tx,
    decided.flatMap((item) => {
      const places = displaced(item);
      return rowsOf(item).map(
        (row, index): Copy => ({ from: row, replaces: places[index] ?? row }),
      );
    }),
  );
  const entries = new Map(
    decided.flatMap((item) => placesOf(item).map((place) => [place, copies.get(item.row) ?? null])),
  );
  await insertDecisions(
    tx,
    decided.map((item): NewDecision => {
      const [first = null, ...more] = displaced(item);
      const { id, other } = item;
      const left = { displaced: first, moreDisplaced: more };
      return { item: id, decision: "prefer-new", other, ...left, ...comingIn(item, copies) };
    }),
  );
  await repoint(tx, beside, ({ other }) =>
    other === null ? null : (entries.get(now.of(other) ?? other) ?? null),
  );
  return { decided, inTransfer };
}

/** A row that took the place another is to take now gives it back first, so that one place is never taken from whoever took it. */
async function withoutRivals(
  tx: ClientWriteTx,
  items: readonly QuarantineItem[],
): Promise<readonly QuarantineItem[]> {
  const now = await today(tx, items.flatMap(othersOf));
  const places = items.flatMap(othersOf).flatMap((other) => now.of(other) ?? []);
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

/** Of items that would take one place the first. */
function firstOfEach(
  items: readonly QuarantineItem[],
  placesOf: (item: QuarantineItem) => readonly TransactionId[],
): readonly QuarantineItem[] {
  const taken = new Set<TransactionId>();
  return items.filter((item) => {
    const places = placesOf(item);
    const isFirst = !places.some((place) => taken.has(place));
    for (const place of isFirst ? places : []) {
      taken.add(place);
    }
    return isFirst;
  });
}
