import type { BatchId } from "@/db/ids";
import { listQuarantine, type QuarantineItem } from "@/db/queries/quarantine";
import { type Copy, copyTransactions, insertDecisions } from "@/db/queries/quarantine-changes";
import type { ClientTx, ClientWriteTx } from "@/db/tenant";
import type { TransactionId } from "@/lib/tax/transaction";
import { besideEachOther, holdAgainstNeighbours, listApart } from "./apart";
import { displacedOf, entriesOf, heldAgainst, othersOf, repoint, type Today, today } from "./held";
import { bringBack } from "./reopen";

/** What an import that is taken back has to do with what waits; looked up before it is taken back. */
export interface UndoPlan {
  /** Its rows that count in the place of others: those come back. */
  readonly preferred: readonly QuarantineItem[];
  /** Rows of other imports that were compared with rows of this one. */
  readonly held: readonly QuarantineItem[];
  /** Rows of other imports that took the place of rows of this one. */
  readonly replaced: readonly QuarantineItem[];
  /** Its rows that count beside what they seemed to repeat. */
  readonly apart: readonly QuarantineItem[];
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
    apart: await listApart(tx, batch),
    before: await today(tx, held.flatMap(othersOf)),
  };
}

/**
 * After an import was taken back, no event is lost with it that another report tells: rows its own rows displaced count again, and
 * rows that stayed out because of its rows come in, one for each event, whatever was said about them: "the same" as something that is
 * gone is all there is. What else repeats such an event is held against the row that came in. Returns how many rows came in.
 */
export async function settleUndo(tx: ClientWriteTx, plan: UndoPlan): Promise<number> {
  const moved = await giveBack(tx, plan.preferred);
  const after = await today(
    tx,
    plan.held.map(({ other }) => other),
  );
  const alone = plan.held.filter(
    ({ id, other }) => !moved.has(id) && plan.before.of(other) !== null && after.of(other) === null,
  );
  const asked = await holdAgainstNeighbours(tx, { lost: alone, replaced: plan.replaced }, plan);
  await release(
    tx,
    plan.replaced.filter(({ id }) => !asked.has(id)),
    ({ entry }) => entry,
  );
  const lost = alone.filter(({ id }) => !asked.has(id));
  const released = releasedOf(
    lost.filter(({ decision }) => isOut(decision)),
    plan.before,
  );
  const firsts = [...new Set(released.values())];
  const copies = await copyTransactions(
    tx,
    firsts.flatMap(({ row, moreRows, other }): readonly Copy[] => [
      { from: row, replaces: plan.before.of(other) ?? row },
      ...moreRows.map((more) => ({ from: more, replaces: more })),
    ]),
  );
  const entryOf = (item: QuarantineItem) => {
    const first = released.get(plan.before.of(item.other));
    return first === undefined ? null : (copies.get(first.row) ?? null);
  };
  const others = lost.filter((item) => !firsts.includes(item));
  await release(tx, firsts, entryOf);
  const beside = besideEachOther(
    others.filter((item) => entryOf(item) === null),
    plan.before,
  );
  const target = (item: QuarantineItem) => entryOf(item) ?? beside.get(item.id) ?? null;
  // What counts beside something that is gone has nothing left to be compared with.
  await release(
    tx,
    others.filter((item) => target(item) === null),
    ({ entry }) => entry,
  );
  await repoint(tx, others, target);
  return copies.size;
}

/** One item for each event that is lost. An order told in one row stands for all its fills, so it comes before what tells one of them. */
function releasedOf(
  items: readonly QuarantineItem[],
  before: Today,
): ReadonlyMap<TransactionId | null, QuarantineItem> {
  const released = new Map<TransactionId | null, QuarantineItem>();
  const inOrder = [...items].sort(
    (a, b) => Number(b.moreOthers.length > 0) - Number(a.moreOthers.length > 0),
  );
  for (const item of inOrder) {
    const events = othersOf(item).flatMap((other) => before.of(other) ?? []);
    if (!events.some((event) => released.has(event))) {
      for (const event of events) {
        released.set(event, item);
      }
    }
  }
  return released;
}

/** What rows of the import displaced counts again, unless its own import is gone as well. Returns the rows that are now held against it. */
async function giveBack(
  tx: ClientWriteTx,
  preferred: readonly QuarantineItem[],
): Promise<ReadonlySet<string>> {
  const now = await today(tx, preferred.flatMap(displacedOf));
  const free = preferred.filter(({ displaced }) => now.standing(displaced)?.isUndone === false);
  const back = await bringBack(tx, free, (entry) => entry);
  const held = await heldAgainst(tx, free.flatMap(entriesOf), preferred);
  await repoint(tx, held, await back.placeOf(held, free));
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
