import { type Copy, copyTransactions, insertDecisions } from "@/db/queries/quarantine-changes";
import type { FileItem } from "@/db/queries/quarantine-of-files";
import type { ClientWriteTx } from "@/db/tenant";
import { today } from "../quarantine/held";
import type { JoinPlan } from "./join-plan";

/**
 * Rows in quarantine that the files tell otherwise by now wait no more: deciding about them and about what stands in their place could
 * count one event twice. Rows that are told again as they were wait again, with what was said about them; where nothing counts any more
 * that they could repeat, they come into the books.
 */
export async function supersede(tx: ClientWriteTx, { outdated, events }: JoinPlan): Promise<void> {
  const gone = outdated.flatMap(({ item }) =>
    item === null || item.isSuperseded ? [] : [{ item: item.id, other: item.other }],
  );
  await insertDecisions(
    tx,
    gone.map((told) => ({ decision: "superseded", ...told })),
  );
  const again = events.flatMap(({ standing }) =>
    standing?.item?.isSuperseded === true ? [standing.item] : [],
  );
  if (again.length > 0) {
    await restore(tx, again);
  }
}

async function restore(tx: ClientWriteTx, items: readonly FileItem[]): Promise<void> {
  const now = await today(
    tx,
    items.map(({ other }) => other),
  );
  const isLost = ({ kind, other }: FileItem) => kind === "twin" && now.of(other) === null;
  const copies = await copyTransactions(
    tx,
    items.filter(isLost).map(({ row }): Copy => ({ from: row, replaces: row })),
  );
  await insertDecisions(
    tx,
    items.map((item) => {
      const { id, row, other } = item;
      return isLost(item)
        ? { item: id, decision: "released", entry: copies.get(row) ?? null, other }
        : { item: id, decision: item.decision, other };
    }),
  );
}
