import { listRoots, listTakenApart, listToldBy, voidToldBy } from "@/db/queries/chain-entries";
import type { ImportBatch } from "@/db/queries/import-batches";
import { successorsOf } from "@/db/queries/successors";
import { listSeparatedLinks, type TransferLink } from "@/db/queries/transfer-links";
import type { ClientWriteTx } from "@/db/tenant";
import type { TransactionId } from "@/lib/tax/transaction";
import { linkRows } from "../link-transfer";
import { applyJoin } from "./join-apply";
import { filesWithout, isJoinable } from "./join-files";
import { planFiles } from "./join-import";

/**
 * Takes back what an explorer file told, alone or with others, and joins the files that stay as if it had never been there; transfers
 * its import took apart are made again. Transfers of its rows must be separated already. Returns how many entries were taken back; null
 * for files of other sources.
 */
export async function undoJoined(tx: ClientWriteTx, batch: ImportBatch): Promise<number | null> {
  if (!(await isJoinable(tx, batch))) {
    return null;
  }
  const undone = await listToldBy(tx, batch.id);
  const count = await voidToldBy(tx, batch.id);
  for (const files of await filesWithout(tx, batch)) {
    const read = await planFiles(tx, files, undefined, undone);
    await applyJoin(tx, read, { files, isUndo: true });
  }
  await linkAsBefore(tx, await listTakenApart(tx, batch.id));
  return count;
}

/** Makes transfers again between what their rows are now, unless a person took them apart meanwhile. */
async function linkAsBefore(tx: ClientWriteTx, links: readonly TransferLink[]): Promise<void> {
  if (links.length === 0) {
    return;
  }
  const apart = await listSeparatedLinks(tx);
  const rows = (all: readonly TransferLink[]) =>
    all.flatMap(({ sent, received }) => [...sent, ...received]);
  const roots = await listRoots(tx, rows([...links, ...apart]));
  const nameOf = ({ sent, received }: TransferLink) =>
    [sent, received].map((side) => rootsOf(side, roots).join(",")).join(">");
  const unwanted = new Set(apart.map(nameOf));
  const { transaction: now } = await successorsOf(tx, rows(links));
  for (const link of links.filter((each) => !unwanted.has(nameOf(each)))) {
    // A row that is something else by now stays by itself.
    await linkRows(tx, { sent: link.sent.map(now), received: link.received.map(now) });
  }
}

const rootsOf = (
  side: readonly TransactionId[],
  roots: ReadonlyMap<TransactionId, TransactionId>,
): readonly TransactionId[] => side.map((id) => roots.get(id) ?? id).sort();
