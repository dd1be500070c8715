import { listQuarantine, type QuarantineItem } from "@/db/queries/quarantine";
import { type Copy, copyTransactions, insertDecisions } from "@/db/queries/quarantine-changes";
import { voidTransactions } from "@/db/queries/transactions";
import type { ClientWriteTx } from "@/db/tenant";
import type { TransactionId } from "@/lib/tax/transaction";
import { type Applied, displacedOf, entriesOf, heldAgainst, repoint, today } from "./held";

/**
 * Takes decisions back: what came in by them leaves, what left by them comes back, and what was held against the one is held against
 * the other. Rows that took the place of what leaves give it back before. Rows that count because the other's import was undone stay:
 * there is nothing left they could repeat.
 */
export async function reopen(
  tx: ClientWriteTx,
  items: readonly QuarantineItem[],
): Promise<Applied> {
  const entries = items.flatMap(entriesOf);
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
    items.flatMap((item) => [...entriesOf(item), ...displacedOf(item)]),
  );
  const inTransfer = items.filter((item) =>
    entriesOf(item).some((entry) => now.standing(now.of(entry))?.isLinked === true),
  );
  const decided = items.filter(
    (item) =>
      !inTransfer.includes(item) && item.decision !== "open" && item.decision !== "released",
  );
  const beside = await heldAgainst(tx, decided.flatMap(entriesOf), decided);
  const leaving = decided.flatMap(entriesOf).flatMap((entry) => now.of(entry) ?? []);
  await voidTransactions(tx, leaving, "quarantined");
  const back = await bringBack(tx, decided, (entry) => now.of(entry) ?? entry);
  await insertDecisions(
    tx,
    decided.map((item) => ({
      item: item.id,
      decision: "open",
      other: back.of(item.displaced) ?? item.other,
    })),
  );
  await repoint(tx, beside, await back.placeOf(beside, decided));
  return { decided, inTransfer };
}

/** What came back in the place of what came in. */
interface Back {
  readonly of: (displaced: TransactionId | null) => TransactionId | null;
  /** What rows that were held against what came in are held against now: what they were held against first, when that is back. */
  readonly placeOf: (
    beside: readonly QuarantineItem[],
    decided: readonly QuarantineItem[],
  ) => Promise<(item: QuarantineItem) => TransactionId | null>;
}

/** Brings back what left by these decisions: the first in the place of what had come in, any further one in its own. */
export async function bringBack(
  tx: ClientWriteTx,
  decided: readonly QuarantineItem[],
  placeOf: (entry: TransactionId) => TransactionId,
): Promise<Back> {
  const copies = await copyTransactions(
    tx,
    decided.flatMap((item): readonly Copy[] =>
      displacedOf(item).map((from, index) => {
        const { entry } = item;
        return { from, replaces: index === 0 && entry !== null ? placeOf(entry) : from };
      }),
    ),
  );
  const of = (displaced: TransactionId | null) =>
    displaced === null ? null : (copies.get(displaced) ?? null);
  return {
    of,
    placeOf: async (beside, items) => {
      const firsts = new Map(
        items.flatMap((item) =>
          entriesOf(item).map((entry) => [entry, of(item.displaced) ?? item.other]),
        ),
      );
      const now = await today(
        tx,
        beside.map(({ firstOther }) => firstOther),
      );
      const returned = new Set(copies.values());
      return ({ other, firstOther }) => {
        const own = now.of(firstOther);
        return own !== null && returned.has(own)
          ? own
          : other === null
            ? null
            : (firsts.get(other) ?? null);
      };
    },
  };
}
