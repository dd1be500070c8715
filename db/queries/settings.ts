import { asc, desc, eq } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { LedgerSettings, StandingOrder } from "@/lib/tax/settings";
import { clientSettings } from "../schema/client-settings";
import { standingOrders } from "../schema/standing-orders";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** The part of the ledger's settings that is chosen once for a client. */
export type ChosenSettings = Pick<LedgerSettings, "timeZone" | "pool" | "transferFee">;

/** The settings in force; null before anybody chose any. */
export async function getSettings(tx: ClientTx): Promise<ChosenSettings | null> {
  const [row] = await tx.db
    .select({
      timeZone: clientSettings.timeZone,
      pool: clientSettings.pool,
      transferFee: clientSettings.transferFee,
    })
    .from(clientSettings)
    .where(eq(clientSettings.clientId, tx.clientId))
    .orderBy(desc(clientSettings.order))
    .limit(1);
  return row ?? null;
}

/** A new version of the settings; earlier ones stay on record. */
export async function insertSettings(tx: ClientWriteTx, settings: ChosenSettings): Promise<void> {
  const { timeZone, pool, transferFee } = settings;
  await tx.db
    .insert(clientSettings)
    .values({ clientId: tx.clientId, timeZone, pool, transferFee, enteredBy: tx.userId });
}

/** All standing orders in the order they were entered. */
export async function listStandingOrders(tx: ClientTx): Promise<StandingOrder[]> {
  const rows = await tx.db
    .select({
      id: standingOrders.id,
      account: standingOrders.accountId,
      method: standingOrders.method,
      effectiveFrom: standingOrders.effectiveFrom,
      madeAt: standingOrders.madeAt,
    })
    .from(standingOrders)
    .where(eq(standingOrders.clientId, tx.clientId))
    .orderBy(asc(standingOrders.order));
  return rows.map((row) => ({ toldBrokerAt: null, ...row }));
}

/** Adds a standing order; returns its id. There is no way to change or remove one: a later order overrides it. */
export async function insertStandingOrder(
  tx: ClientWriteTx,
  order: Omit<StandingOrder, "id">,
): Promise<string> {
  const { account, method, effectiveFrom, madeAt } = order;
  const [row] = await tx.db
    .insert(standingOrders)
    .values({
      clientId: tx.clientId,
      accountId: account,
      method,
      effectiveFrom,
      madeAt,
      enteredBy: tx.userId,
    })
    .returning({ id: standingOrders.id });
  invariant(row !== undefined, "an order was added");
  return row.id;
}
