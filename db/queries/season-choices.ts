import { desc, eq } from "drizzle-orm";
import { seasonChoices } from "../schema/season-choices";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** The chosen interval below which a purchase after a loss is marked; null: nobody chose. */
export async function getRebuyDays(tx: ClientTx): Promise<number | null> {
  const [row] = await tx.db
    .select({ rebuyDays: seasonChoices.rebuyDays })
    .from(seasonChoices)
    .where(eq(seasonChoices.clientId, tx.clientId))
    .orderBy(desc(seasonChoices.order))
    .limit(1);
  return row?.rebuyDays ?? null;
}

/** Chooses the interval; earlier choices stay on record. */
export async function insertRebuyDays(tx: ClientWriteTx, rebuyDays: number): Promise<void> {
  await tx.db
    .insert(seasonChoices)
    .values({ clientId: tx.clientId, rebuyDays, enteredBy: tx.userId });
}
