import { and, asc, desc, eq } from "drizzle-orm";
import type { Vault } from "@/lib/secrets/vault";
import type { Instant } from "@/lib/time/instant";
import type { UserId } from "../ids";
import { reviewDismissals } from "../schema/review-dismissals";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { clientVault } from "./keys";

/** The last word on an item somebody put aside or took up again. */
export interface Dismissal {
  readonly item: string;
  readonly state: "dismissed" | "open";
  readonly reason: string;
  readonly by: UserId;
  readonly at: Instant;
}

const COLUMNS = {
  id: reviewDismissals.id,
  item: reviewDismissals.item,
  state: reviewDismissals.state,
  reason: reviewDismissals.reason,
  by: reviewDismissals.enteredBy,
  at: reviewDismissals.enteredAt,
};

/** Where the sealed reason of a row stands. */
export const reasonAt = (id: string) => ({ table: "review_dismissals", column: "reason", row: id });

const opened = (vault: Vault, rows: readonly (Dismissal & { readonly id: string })[]) =>
  rows.map(
    ({ id, item, state, reason, by, at }): Dismissal => ({
      item,
      state,
      reason: vault.read(reasonAt(id), reason),
      by,
      at,
    }),
  );

/** The last word on each item, by item. */
export async function listDismissals(tx: ClientTx): Promise<Dismissal[]> {
  const rows = await tx.db
    .selectDistinctOn([reviewDismissals.item], COLUMNS)
    .from(reviewDismissals)
    .where(eq(reviewDismissals.clientId, tx.clientId))
    .orderBy(asc(reviewDismissals.item), desc(reviewDismissals.order));
  return rows.length === 0 ? [] : opened(await clientVault(tx), rows);
}

/** Puts an item aside with a reason, or takes it up again; what was said before stays on record. */
export async function insertDismissal(
  tx: ClientWriteTx,
  told: { readonly item: string; readonly state: Dismissal["state"]; readonly reason: string },
): Promise<void> {
  const { item, state, reason } = told;
  const id = crypto.randomUUID();
  const sealed = reason === "" ? "" : (await clientVault(tx)).seal(reasonAt(id), reason);
  await tx.db
    .insert(reviewDismissals)
    .values({ clientId: tx.clientId, id, item, state, reason: sealed, enteredBy: tx.userId });
}

/** The last word on one item; null when nobody spoke of it. */
export async function getDismissal(tx: ClientTx, item: string): Promise<Dismissal | null> {
  const rows = await tx.db
    .select(COLUMNS)
    .from(reviewDismissals)
    .where(and(eq(reviewDismissals.clientId, tx.clientId), eq(reviewDismissals.item, item)))
    .orderBy(desc(reviewDismissals.order))
    .limit(1);
  const [last] = rows.length === 0 ? [] : opened(await clientVault(tx), rows);
  return last ?? null;
}
