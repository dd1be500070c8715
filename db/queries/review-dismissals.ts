import { and, asc, desc, eq } from "drizzle-orm";
import type { Instant } from "@/lib/time/instant";
import type { UserId } from "../ids";
import { reviewDismissals } from "../schema/review-dismissals";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** The last word on an item somebody put aside or took up again. */
export interface Dismissal {
  readonly item: string;
  readonly state: "dismissed" | "open";
  readonly reason: string;
  readonly by: UserId;
  readonly at: Instant;
}

/** The last word on each item, by item. */
export async function listDismissals(tx: ClientTx): Promise<Dismissal[]> {
  return tx.db
    .selectDistinctOn([reviewDismissals.item], {
      item: reviewDismissals.item,
      state: reviewDismissals.state,
      reason: reviewDismissals.reason,
      by: reviewDismissals.enteredBy,
      at: reviewDismissals.enteredAt,
    })
    .from(reviewDismissals)
    .where(eq(reviewDismissals.clientId, tx.clientId))
    .orderBy(asc(reviewDismissals.item), desc(reviewDismissals.order));
}

/** Puts an item aside with a reason, or takes it up again; what was said before stays on record. */
export async function insertDismissal(
  tx: ClientWriteTx,
  told: { readonly item: string; readonly state: Dismissal["state"]; readonly reason: string },
): Promise<void> {
  await tx.db
    .insert(reviewDismissals)
    .values({ clientId: tx.clientId, ...told, enteredBy: tx.userId });
}

/** The last word on one item; null when nobody spoke of it. */
export async function getDismissal(tx: ClientTx, item: string): Promise<Dismissal | null> {
  const [row] = await tx.db
    .select({
      item: reviewDismissals.item,
      state: reviewDismissals.state,
      reason: reviewDismissals.reason,
      by: reviewDismissals.enteredBy,
      at: reviewDismissals.enteredAt,
    })
    .from(reviewDismissals)
    .where(and(eq(reviewDismissals.clientId, tx.clientId), eq(reviewDismissals.item, item)))
    .orderBy(desc(reviewDismissals.order))
    .limit(1);
  return row ?? null;
}
