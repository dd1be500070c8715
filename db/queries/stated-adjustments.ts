import { asc, desc, eq } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { StatedAdjustment } from "@/lib/tax/forms/codes";
import { statedAdjustments } from "../schema/stated-adjustments";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { successorsOf } from "./successors";

/** The adjustments people state, as last told, naming disposals as they count today; by disposal and code. */
export async function listStatedAdjustments(tx: ClientTx): Promise<StatedAdjustment[]> {
  const rows = await tx.db
    .selectDistinctOn([statedAdjustments.transactionId, statedAdjustments.code], {
      disposal: statedAdjustments.transactionId,
      code: statedAdjustments.code,
      amount: statedAdjustments.amount,
      withdrawn: statedAdjustments.withdrawn,
      order: statedAdjustments.order,
    })
    .from(statedAdjustments)
    .where(eq(statedAdjustments.clientId, tx.clientId))
    .orderBy(
      asc(statedAdjustments.transactionId),
      asc(statedAdjustments.code),
      desc(statedAdjustments.order),
    );
  const now = await successorsOf(
    tx,
    rows.map(({ disposal }) => disposal),
  );
  const latest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const key = `${now.transaction(row.disposal)} ${row.code}`;
    if ((latest.get(key)?.order ?? 0) < row.order) {
      latest.set(key, row);
    }
  }
  return [...latest]
    .filter(([, { withdrawn }]) => !withdrawn)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { disposal, code, amount }]) => ({
      disposal: now.transaction(disposal),
      code,
      amount,
    }));
}

/** A new version of one adjustment, or with `withdrawn` the end of it; returns its id. */
export async function insertStatedAdjustment(
  tx: ClientWriteTx,
  { disposal, code, amount }: StatedAdjustment,
  withdrawn = false,
): Promise<string> {
  const [row] = await tx.db
    .insert(statedAdjustments)
    .values({
      clientId: tx.clientId,
      transactionId: disposal,
      code,
      amount,
      withdrawn,
      enteredBy: tx.userId,
    })
    .returning({ id: statedAdjustments.id });
  invariant(row !== undefined, "an adjustment was added");
  return row.id;
}
