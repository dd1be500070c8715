import { and, eq, inArray } from "drizzle-orm";
import type { TransactionId } from "@/lib/tax/transaction";
import { transactions } from "../schema/transactions";
import type { ClientTx } from "../tenant";
import { entryOf, type LedgerEntry } from "./transactions";

/** Transactions by id, voided or not, in one query; ids the client does not have are left out. */
export async function listTransactionsById(
  tx: ClientTx,
  ids: readonly TransactionId[],
): Promise<ReadonlyMap<TransactionId, LedgerEntry>> {
  if (ids.length === 0) {
    return new Map();
  }
  const rows = await tx.db
    .select()
    .from(transactions)
    .where(and(eq(transactions.clientId, tx.clientId), inArray(transactions.id, [...ids])));
  return new Map(
    rows.map((row) => {
      const entry = entryOf(row);
      return [entry.transaction.id, entry];
    }),
  );
}
