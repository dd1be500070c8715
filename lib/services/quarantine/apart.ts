import type { BatchId } from "@/db/ids";
import { listQuarantine, type QuarantineItem } from "@/db/queries/quarantine";
import { insertDecisions } from "@/db/queries/quarantine-changes";
import type { ClientTx, ClientWriteTx } from "@/db/tenant";
import type { TransactionId } from "@/lib/tax/transaction";
import { entriesOf, heldAgainst, repoint, type Today, today } from "./held";

/** Rows of an import that count because somebody said that they are not what they seem to repeat. */
export function listApart(tx: ClientTx, batch: BatchId): Promise<readonly QuarantineItem[]> {
  return listQuarantine(tx, { batch, decisions: ["different"] });
}

/**
 * Of rows whose other is gone with an import: those whose other had itself been told apart from a row that still counts. That it was
 * another event only its own report said; without it, they may well tell what that row tells, so they are held against it from now on
 * and asked about again, instead of counting beside it unasked. What had been said to be different of the one that is gone stays in the
 * books and can still be taken back. A row whose own file tells that row already, or tells it itself, is not among them. Returns them.
 */
export async function holdAgainstNeighbours(
  tx: ClientWriteTx,
  lost: readonly QuarantineItem[],
  { apart, before }: { readonly apart: readonly QuarantineItem[]; readonly before: Today },
): Promise<ReadonlySet<string>> {
  const neighbours = new Map(
    apart.flatMap((item) => entriesOf(item).map((entry) => [entry, item] as const)),
  );
  const asked = lost.flatMap((item) => {
    const gone = item.moreOthers.length === 0 ? before.of(item.other) : null;
    const neighbour = gone === null ? undefined : neighbours.get(gone);
    return neighbour === undefined || neighbour.otherBatch === item.batch
      ? []
      : [{ item, neighbour }];
  });
  if (asked.length === 0) {
    return new Set();
  }
  const now = await today(
    tx,
    asked.map(({ neighbour }) => neighbour.other),
  );
  const to = new Map<string, TransactionId>();
  for (const { item, neighbour } of asked) {
    const other = now.of(neighbour.other);
    if (other !== null && !(await isTold(tx, other, item))) {
      to.set(item.id, other);
    }
  }
  const moved = lost.filter(({ id }) => to.has(id));
  const target = ({ id }: QuarantineItem) => to.get(id) ?? null;
  await repoint(
    tx,
    moved.filter(({ decision }) => decision === "different"),
    target,
  );
  await insertDecisions(
    tx,
    moved
      .filter(({ decision }) => decision !== "different")
      .map((item) => ({ item: item.id, decision: "open", other: target(item) })),
  );
  return new Set(to.keys());
}

/**
 * Of rows that count beside one that is gone, because each was said to be different from it: against which other of them each but the
 * first is held from now on, still as different. Nobody has said anything of these two, and so it can still be taken back.
 */
export function besideEachOther(
  items: readonly QuarantineItem[],
  before: Today,
): ReadonlyMap<string, TransactionId> {
  const firsts = new Map<TransactionId, QuarantineItem>();
  const against = new Map<string, TransactionId>();
  for (const item of items) {
    const gone = item.moreOthers.length === 0 ? before.of(item.other) : null;
    const first = gone === null ? undefined : firsts.get(gone);
    if (gone !== null && first === undefined) {
      firsts.set(gone, item);
    } else if (first !== undefined && first.entry !== null && first.batch !== item.batch) {
      against.set(item.id, first.entry);
    }
  }
  return against;
}

/** True when another row of the item's file is held to repeat this one already: each is repeated by a file once at most. */
async function isTold(tx: ClientTx, other: TransactionId, item: QuarantineItem): Promise<boolean> {
  const held = await heldAgainst(tx, [other], [item]);
  return held.some(({ batch, decision }) => batch === item.batch && decision !== "different");
}
