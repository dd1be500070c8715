import { randomUUID } from "node:crypto";
import { and, asc, desc, eq } from "drizzle-orm";
import { typedFormRows } from "../schema/typed-form-rows";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** A line of a Form 1099-DA as somebody typed it from paper. */
export type TypedFormRow = Readonly<
  Omit<
    typeof typedFormRows.$inferSelect,
    "clientId" | "order" | "withdrawn" | "enteredBy" | "enteredAt"
  >
>;

/** Keeps a line; returns its id. */
export async function insertTypedFormRow(
  tx: ClientWriteTx,
  row: Omit<TypedFormRow, "rowId">,
): Promise<string> {
  const rowId = randomUUID();
  await tx.db
    .insert(typedFormRows)
    .values({ ...row, rowId, clientId: tx.clientId, enteredBy: tx.userId });
  return rowId;
}

/** Takes a line back: it stays on record and counts no more. False when there is none that counts. */
export async function withdrawTypedFormRow(tx: ClientWriteTx, rowId: string): Promise<boolean> {
  const row = (await listTypedFormRows(tx)).find((one) => one.rowId === rowId);
  if (row === undefined) {
    return false;
  }
  await tx.db
    .insert(typedFormRows)
    .values({ ...row, withdrawn: true, clientId: tx.clientId, enteredBy: tx.userId });
  return true;
}

/** The lines that count, by year, payer and day. */
export async function listTypedFormRows(tx: ClientTx): Promise<TypedFormRow[]> {
  const rows = await tx.db
    .selectDistinctOn([typedFormRows.rowId])
    .from(typedFormRows)
    .where(and(eq(typedFormRows.clientId, tx.clientId)))
    .orderBy(asc(typedFormRows.rowId), desc(typedFormRows.order));
  return rows
    .filter(({ withdrawn }) => !withdrawn)
    .map(
      ({ clientId: _, order: __, withdrawn: ___, enteredBy: ____, enteredAt: _____, ...row }) =>
        row,
    )
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ taxYear, payer, sold, rowId }: TypedFormRow): string {
  return `${taxYear} ${payer} ${sold ?? "9999"} ${rowId}`;
}
