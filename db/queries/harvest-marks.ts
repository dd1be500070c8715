import { asc, eq } from "drizzle-orm";
import type { HarvestMark } from "@/lib/tax/harvest/marks";
import type { LotId } from "@/lib/tax/settings";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import { harvestMarks } from "../schema/harvest-marks";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { successorsOf } from "./successors";

/** What was last said to stand in the way of selling, by account, asset and lot; lots are those that stand today for the ones named. */
export async function listHarvestMarks(tx: ClientTx): Promise<readonly HarvestMark[]> {
  const { accountId, asset, lot, order, reason } = harvestMarks;
  const rows = await tx.db
    .select({ account: accountId, asset, lot, reason })
    .from(harvestMarks)
    .where(eq(harvestMarks.clientId, tx.clientId))
    .orderBy(asc(order));
  const named = rows.flatMap((row) => row.lot ?? []);
  const now = named.length === 0 ? null : await successorsOf(tx, named);
  // A lot may have been marked under its old name and unmarked under its new one: the last word on today's lot counts.
  const last = new Map<string, HarvestMark | null>();
  for (const { reason: said, lot: then, ...place } of rows) {
    const today = then === null || now === null ? null : now.lot(then);
    const key = `${place.account}\n${place.asset}\n${today ?? ""}`;
    last.set(key, said === null ? null : { ...place, lot: today, reason: said });
  }
  return [...last.values()].flatMap((mark) => mark ?? []);
}

/** Says what stands in the way, or null for nothing any more; earlier words stay on record. */
export async function insertHarvestMark(
  tx: ClientWriteTx,
  mark: {
    readonly account: AccountId;
    readonly asset: AssetId;
    readonly lot: LotId | null;
    readonly reason: HarvestMark["reason"] | null;
  },
): Promise<void> {
  const { account: accountId, ...said } = mark;
  await tx.db
    .insert(harvestMarks)
    .values({ ...said, clientId: tx.clientId, accountId, enteredBy: tx.userId });
}
