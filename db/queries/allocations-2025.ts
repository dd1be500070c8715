import { desc, eq } from "drizzle-orm";
import { quantity, quantityText } from "@/lib/money/quantity";
import { invariant } from "@/lib/result";
import type { Allocation2025 } from "@/lib/tax/settings";
import { accountId } from "@/lib/tax/transaction";
import type { Instant } from "@/lib/time/instant";
import type { UserId } from "../ids";
import { allocations2025 } from "../schema/allocations-2025";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { successorsOf } from "./successors";

/** A completed allocation of unused units as of January 1, 2025, with its record keeping. */
export interface EnteredAllocation extends Allocation2025 {
  readonly enteredBy: UserId;
  readonly enteredAt: Instant;
}

/** The allocation that stands, naming lots as they count today; null when there is none or it was taken back. */
export async function getAllocation2025(tx: ClientTx): Promise<EnteredAllocation | null> {
  const [row] = await tx.db
    .select({
      kind: allocations2025.kind,
      completedAt: allocations2025.completedAt,
      describedAt: allocations2025.describedAt,
      extended: allocations2025.extended,
      rows: allocations2025.rows,
      enteredBy: allocations2025.enteredBy,
      enteredAt: allocations2025.enteredAt,
    })
    .from(allocations2025)
    .where(eq(allocations2025.clientId, tx.clientId))
    .orderBy(desc(allocations2025.order))
    .limit(1);
  if (row === undefined || row.rows.length === 0) {
    return null;
  }
  const now = await successorsOf(
    tx,
    row.rows.map(({ lot }) => lot),
  );
  return {
    ...row,
    rows: row.rows.map((placed) => ({
      account: accountId(placed.account),
      lot: now.lot(placed.lot),
      quantity: quantity(placed.quantity),
    })),
  };
}

/** A new version of the allocation, or with no rows the end of it; returns its id. Earlier versions stay on record. */
export async function insertAllocation2025(
  tx: ClientWriteTx,
  told: Allocation2025,
): Promise<string> {
  const rows = told.rows.map((placed) => ({
    account: placed.account,
    lot: placed.lot,
    quantity: quantityText(placed.quantity),
  }));
  const { kind, completedAt, describedAt = null, extended = false } = told;
  const [row] = await tx.db
    .insert(allocations2025)
    .values({
      clientId: tx.clientId,
      kind,
      completedAt,
      describedAt,
      extended,
      rows,
      enteredBy: tx.userId,
    })
    .returning({ id: allocations2025.id });
  invariant(row !== undefined, "an allocation was added");
  return row.id;
}
