import type { BatchId } from "@/db/ids";
import { listQuarantine, type QuarantineItem } from "@/db/queries/quarantine";
import { type Copy, copyTransactions, insertDecisions } from "@/db/queries/quarantine-changes";
import type { ClientTx, ClientWriteTx } from "@/db/tenant";
import type { TransactionId } from "@/lib/tax/transaction";
import { heldAgainst, repoint, type Today, today } from "./apply";

/** What an import that is taken back has to do with what waits; looked up before it is taken back. */
export interface UndoPlan {
  /** Its rows that count in the place of others: those come back. */
  readonly preferred: readonly QuarantineItem[];
  /** Rows of other imports that were compared with rows of this one. */
  readonly held: readonly QuarantineItem[];
  /** Rows of other imports that took the place of rows of this one. */
  readonly replaced: readonly QuarantineItem[];
  readonly before: Today;
}

/** Looks up what an undo will touch. */
export async function planUndo(tx: ClientTx, batch: BatchId): Promise<UndoPlan> {
  const own = await listQuarantine(tx, { batch, decisions: ["prefer-new"] });
  const against = (await listQuarantine(tx, { kind: "twin", otherBatch: batch })).filter(
    (item) => item.batch !== batch,
  );
  const held = against.filter(({ decision }) => isOut(decision) || decision === "different");
  return {
    preferred: own.filter(({ displaced }) => displaced !== null),
    held,
    replaced: against.filter(({ decision }) => decision === "prefer-new"),
    before: await today(
      tx,
      held.map(({ other }) => other),
    ),
  };
}

/**
 * After an import was taken back, no event is lost with it that another report tells: rows its own rows displaced count again, and
 * rows that stayed out because of its rows come in, one for each event, whatever was said about them: "the same" as something that is
 * gone is all there is. What else repeats such an event is held against the row that came in. Returns how many rows came in.
 */
export async function settleUndo(tx: ClientWriteTx, plan: UndoPlan): Promise<number> {
  const moved = await bringBack(tx, plan.preferred);
  await release(tx, plan.replaced, ({ entry }) => entry);
  const after = await today(
    tx,
    plan.held.map(({ other }) => other),
  );
  const lost = plan.held.filter(
    ({ id, other }) => !moved.has(id) && plan.before.of(other) !== null && after.of(other) === null,
  );
  const released = new Map<TransactionId | null, QuarantineItem>();
  for (const item of lost.filter(({ decision }) => isOut(decision))) {
    const event = plan.before.of(item.other);
    released.set(event, released.get(event) ?? item);
  }
  const copies = await copyTransactions(
    tx,
    [...released].map(([event, { row }]): Copy => ({ from: row, replaces: event ?? row })),
  );
  const entryOf = (item: QuarantineItem) => {
    const first = released.get(plan.before.of(item.other));
    return first === undefined ? null : (copies.get(first.row) ?? null);
  };
  const firsts = [...released.values()];
  const others = lost.filter((item) => !firsts.includes(item));
  await release(tx, firsts, entryOf);
  // What counts beside something that is gone has nothing left to be compared with.
  await release(
    tx,
    others.filter((item) => entryOf(item) === null),
    ({ entry }) => entry,
  );
  await repoint(tx, others, entryOf);
  return released.size;
}

/** What rows of the import displaced counts again, unless its own import is gone as well. Returns the rows that are now held against it. */
async function bringBack(
  tx: ClientWriteTx,
  preferred: readonly QuarantineItem[],
): Promise<ReadonlySet<string>> {
  const now = await today(
    tx,
    preferred.map(({ displaced }) => displaced),
  );
  const back = preferred.filter(({ displaced }) => now.standing(displaced)?.isUndone === false);
  const copies = await copyTransactions(
    tx,
    back.flatMap(({ displaced, entry }): readonly Copy[] =>
      displaced === null ? [] : [{ from: displaced, replaces: entry ?? displaced }],
    ),
  );
  const places = new Map(
    back.map(({ entry, displaced }) => [
      entry,
      displaced === null ? null : (copies.get(displaced) ?? null),
    ]),
  );
  const held = await heldAgainst(
    tx,
    back.flatMap(({ entry }) => (entry === null ? [] : [entry])),
    preferred,
  );
  await repoint(tx, held, ({ other }) => places.get(other) ?? null);
  return new Set(held.map(({ id }) => id));
}

const isOut = (decision: QuarantineItem["decision"]): boolean =>
  decision === "open" || decision === "same";

/** These rows count for good as long as their import stands: there is nothing left they could repeat. */
function release(
  tx: ClientWriteTx,
  items: readonly QuarantineItem[],
  entryOf: (item: QuarantineItem) => TransactionId | null,
): Promise<void> {
  return insertDecisions(
    tx,
    items.map((item) => ({
      item: item.id,
      decision: "released",
      entry: entryOf(item),
      other: item.other,
    })),
  );
}
