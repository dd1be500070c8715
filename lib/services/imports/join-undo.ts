import { listJoinedLinks, listRoots, listToldBy, voidToldBy } from "@/db/queries/chain-entries";
import type { ImportBatch } from "@/db/queries/import-batches";
import type { TransferLink } from "@/db/queries/transfer-links";
import type { ClientWriteTx } from "@/db/tenant";
import type { TransactionId } from "@/lib/tax/transaction";
import { type Apart, applyJoin, linkAgain } from "./join-apply";
import { filesWithout, isJoinable } from "./join-files";
import { planFiles } from "./join-import";
import type { Planned } from "./join-plan";

/**
 * Takes back what an explorer file told, alone or with others, and joins the files that stay as if it had never been there. `apart`:
 * the transfers of its rows, taken apart already; those that were there before it came are made again. Returns how many entries were
 * taken back; null for files of other sources.
 */
export async function undoJoined(
  tx: ClientWriteTx,
  batch: ImportBatch,
  apart: readonly Apart[],
): Promise<number | null> {
  if (!(await isJoinable(tx, batch))) {
    return null;
  }
  const undone = await listToldBy(tx, batch.id);
  const count = await voidToldBy(tx, batch.id);
  const events: Planned[] = [];
  for (const files of await filesWithout(tx, batch)) {
    const { plan, standings } = await planFiles(tx, files, undefined, undone);
    await applyJoin(tx, plan, standings);
    events.push(...plan.events);
  }
  const earlier = await earlierAmong(tx, apart, batch.committedAt ?? "");
  await linkAgain(
    tx,
    earlier,
    new Map(undone.map((entry) => [entry.transaction.id, entry])),
    events,
  );
  return count;
}

/** Those that stood, with earlier versions of the same rows, before the file was imported. */
async function earlierAmong(
  tx: ClientWriteTx,
  apart: readonly Apart[],
  before: string,
): Promise<readonly Apart[]> {
  if (apart.length === 0) {
    return [];
  }
  const joined = await listJoinedLinks(tx, before);
  const links = [...joined, ...apart.map(({ link }) => link)];
  const roots = await listRoots(
    tx,
    links.flatMap(({ sent, received }) => [...sent, ...received]),
  );
  const nameOf = ({ sent, received }: TransferLink) =>
    [sent, received].map((side) => rootsOf(side, roots).join(",")).join(">");
  const known = new Set(joined.map(nameOf));
  return apart.filter(({ link }) => known.has(nameOf(link)));
}

const rootsOf = (
  side: readonly TransactionId[],
  roots: ReadonlyMap<TransactionId, TransactionId>,
): readonly TransactionId[] => side.map((id) => roots.get(id) ?? id).sort();
