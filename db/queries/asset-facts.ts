import { asc, desc, eq } from "drizzle-orm";
import type { AssetFacts } from "@/lib/tax/facts";
import { assetFacts } from "../schema/asset-facts";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** What was last said about each asset somebody spoke of, by asset. */
export async function listAssetFacts(tx: ClientTx): Promise<AssetFacts[]> {
  return tx.db
    .selectDistinctOn([assetFacts.asset], {
      asset: assetFacts.asset,
      class: assetFacts.class,
      collectible: assetFacts.collectible,
      identicalTo: assetFacts.identicalTo,
    })
    .from(assetFacts)
    .where(eq(assetFacts.clientId, tx.clientId))
    .orderBy(asc(assetFacts.asset), desc(assetFacts.order));
}

/** A new version of the facts of one asset; earlier ones stay on record. */
export async function insertAssetFacts(tx: ClientWriteTx, facts: AssetFacts): Promise<void> {
  const { asset, class: of, collectible, identicalTo } = facts;
  await tx.db.insert(assetFacts).values({
    clientId: tx.clientId,
    asset,
    class: of,
    collectible,
    identicalTo,
    enteredBy: tx.userId,
  });
}
