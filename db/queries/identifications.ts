import { and, asc, eq, inArray } from "drizzle-orm";
import { quantity, quantityText } from "@/lib/money/quantity";
import { invariant } from "@/lib/result";
import type { Identification } from "@/lib/tax/settings";
import type { TransactionId } from "@/lib/tax/transaction";
import type { Instant } from "@/lib/time/instant";
import type { UserId } from "../ids";
import { identifications, type StoredLot } from "../schema/identifications";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { successorsOf } from "./successors";

/** An identification with who entered it, and when by the database's clock. Without lots it took an earlier one back. */
export interface EnteredIdentification extends Identification {
  readonly enteredBy: UserId;
  readonly enteredAt: Instant;
}

const COLUMNS = {
  transaction: identifications.transactionId,
  madeAt: identifications.madeAt,
  toldBrokerAt: identifications.toldBrokerAt,
  lots: identifications.lots,
};

/**
 * The identifications that stand, in the order they were entered, naming transactions and lots as they count today. Of
 * several for one transaction with one time the last entered stands; one taken back is left out.
 */
export async function listIdentifications(tx: ClientTx): Promise<Identification[]> {
  const rows = await tx.db
    .select(COLUMNS)
    .from(identifications)
    .where(eq(identifications.clientId, tx.clientId))
    .orderBy(asc(identifications.order));
  const now = await successorsOf(
    tx,
    rows.flatMap(({ transaction, lots }) => [transaction, ...lots.map(({ lot }) => lot)]),
  );
  const standing = new Map<string, Identification>();
  for (const { transaction, madeAt, toldBrokerAt, lots } of rows) {
    const meant = now.transaction(transaction);
    const named = lots.map(({ lot, quantity: units }) => ({
      lot: now.lot(lot),
      quantity: quantity(units),
    }));
    const key = `${meant} ${madeAt}`;
    standing.delete(key);
    standing.set(key, { transaction: meant, madeAt, toldBrokerAt, lots: named });
  }
  return [...standing.values()].filter(({ lots }) => lots.length > 0);
}

/** Everything ever named for these transactions, as it was entered, the last first. */
export async function listIdentificationsEntered(
  tx: ClientTx,
  transactions: readonly TransactionId[],
): Promise<EnteredIdentification[]> {
  const rows = await tx.db
    .select({
      ...COLUMNS,
      order: identifications.order,
      enteredBy: identifications.enteredBy,
      enteredAt: identifications.enteredAt,
    })
    .from(identifications)
    .where(
      and(
        eq(identifications.clientId, tx.clientId),
        inArray(identifications.transactionId, [...transactions]),
      ),
    )
    .orderBy(asc(identifications.order));
  return rows.reverse().map(({ order: _, lots, ...row }) => ({
    ...row,
    lots: lots.map(({ lot, quantity: units }) => ({ lot, quantity: quantity(units) })),
  }));
}

/** Adds an identification; returns its id. There is no way to change or remove one. */
export async function insertIdentification(
  tx: ClientWriteTx,
  told: Identification,
): Promise<string> {
  const lots: StoredLot[] = told.lots.map(({ lot, quantity: units }) => ({
    lot,
    quantity: quantityText(units),
  }));
  const [row] = await tx.db
    .insert(identifications)
    .values({
      clientId: tx.clientId,
      transactionId: told.transaction,
      madeAt: told.madeAt,
      toldBrokerAt: told.toldBrokerAt,
      lots,
      enteredBy: tx.userId,
    })
    .returning({ id: identifications.id });
  invariant(row !== undefined, "an identification was added");
  return row.id;
}
