import { batchId } from "@/db/ids";
import { listAssetChoices, listBatchSources } from "@/db/queries/asset-choices";
import { listLiveTransactions } from "@/db/queries/live-transactions";
import type { ClientTx } from "@/db/tenant";
import { named } from "@/lib/assets/named";
import type { Transaction } from "@/lib/tax/transaction";

/**
 * All transactions that count, in the ledger's order and in today's ids of assets: a sign that was kept before its meaning was known,
 * or whose meaning the person has said or changed since, is read as it is known now. The facts themselves stay as they were told.
 */
export async function listNamedTransactions(tx: ClientTx): Promise<Transaction[]> {
  const [told, sources, choices] = [
    await listLiveTransactions(tx),
    await listBatchSources(tx),
    await listAssetChoices(tx),
  ];
  return told.map((one) => {
    // What a person typed by hand has no source: its signs are those everybody uses, by date.
    const source = one.origin.from === "file" ? sources.get(batchId(one.origin.batch)) : undefined;
    return named(one, { source: source ?? "", choices }).told;
  });
}
