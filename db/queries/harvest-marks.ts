import { asc, desc, eq } from "drizzle-orm";
import type { HarvestMark } from "@/lib/tax/harvest/marks";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import { harvestMarks } from "../schema/harvest-marks";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** What was last said to stand in the way of selling, by account and asset. */
export async function listHarvestMarks(tx: ClientTx): Promise<readonly HarvestMark[]> {
  const { accountId, asset, order, reason } = harvestMarks;
  const rows = await tx.db
    .selectDistinctOn([accountId, asset], { account: accountId, asset, reason })
    .from(harvestMarks)
    .where(eq(harvestMarks.clientId, tx.clientId))
    .orderBy(asc(accountId), asc(asset), desc(order));
  return rows.flatMap((row) => (row.reason === null ? [] : [{ ...row, reason: row.reason }]));
}

/** Says what stands in the way, or null for nothing any more; earlier words stay on record. */
export async function insertHarvestMark(
  tx: ClientWriteTx,
  mark: {
    readonly account: AccountId;
    readonly asset: AssetId;
    readonly reason: HarvestMark["reason"] | null;
  },
): Promise<void> {
  const { account: accountId, asset, reason } = mark;
  await tx.db
    .insert(harvestMarks)
    .values({ clientId: tx.clientId, accountId, asset, reason, enteredBy: tx.userId });
}
