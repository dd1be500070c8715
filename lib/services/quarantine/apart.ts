import type { BatchId } from "@/db/ids";
import { listQuarantine, type QuarantineItem } from "@/db/queries/quarantine";
import { insertDecisions } from "@/db/queries/quarantine-changes";
import type { ClientTx, ClientWriteTx } from "@/db/tenant";
import type { TransactionId } from "@/lib/tax/transaction";
import { entriesOf, heldAgainst, type Today, today } from "./held";

/** Rows of an import that count because somebody said that they are not what they seem to repeat. */
export function listApart(tx: ClientTx, batch: BatchId): Promise<readonly QuarantineItem[]> {
  return listQuarantine(tx, { batch, decisions: ["different"] });
}

/** What an undo knows of rows told apart. */
interface Apart {
  readonly apart: readonly QuarantineItem[];
  readonly before: Today;
}

/**
 * Of rows whose other is gone with an import: those whose other had itself been told apart from a row that still counts. That it was
 * another event only its own report said; without it, they may well tell what that row tells, so they are held against it from now on:
 * asked about again instead of counting beside it unasked, or, where they count by what somebody said, as different from it, so that it can
 * still be taken back. A row whose own file tells that row already, or tells it itself, is not among them. Returns them.
 */
export async function holdAgainstNeighbours(
  tx: ClientWriteTx,
  { lost, replaced }: Record<"lost" | "replaced", readonly QuarantineItem[]>,
  apart: Apart,
): Promise<ReadonlySet<string>> {
  const to = await neighboursOf(tx, [...lost, ...replaced], apart);
  const moved = (items: readonly QuarantineItem[]) => items.filter(({ id }) => to.has(id));
  const isIn = ({ decision }: QuarantineItem) => decision === "different";
  await insertDecisions(
    tx,
    [...moved(lost).filter(isIn), ...moved(replaced)].map((item) => ({
      item: item.id,
      decision: "different",
      entry: item.entry,
      moreEntries: item.moreEntries,
      other: to.get(item.id) ?? null,
    })),
  );
  await insertDecisions(
    tx,
    moved(lost)
      .filter((item) => !isIn(item))
      .map(({ id }) => ({ item: id, decision: "open", other: to.get(id) ?? null })),
  );
  return new Set(to.keys());
}

/** The row that each is held against from now on; none for those that have none. */
async function neighboursOf(
  tx: ClientWriteTx,
  items: readonly QuarantineItem[],
  { apart, before }: Apart,
): Promise<ReadonlyMap<string, TransactionId>> {
  const neighbours = new Map(
    apart.flatMap((item) => entriesOf(item).map((entry) => [entry, item] as const)),
  );
  const asked = items.flatMap((item) => {
    const gone = item.moreOthers.length > 0 ? null : (item.displaced ?? before.of(item.other));
    const neighbour = gone === null ? undefined : neighbours.get(gone);
    return neighbour === undefined || neighbour.otherBatch === item.batch
      ? []
      : [{ item, neighbour }];
  });
  const to = new Map<string, TransactionId>();
  if (asked.length > 0) {
    const now = await today(
      tx,
      asked.map(({ neighbour }) => neighbour.other),
    );
    for (const { item, neighbour } of asked) {
      const other = now.of(neighbour.other);
      if (other !== null && !(await isTold(tx, other, item))) {
        to.set(item.id, other);
      }
    }
  }
  return to;
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
