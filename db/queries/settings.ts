import { asc, desc, eq } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { LedgerSettings, StandingOrder } from "@/lib/tax/settings";
import { clientSettings, type FormChoices } from "../schema/client-settings";
import { standingOrders } from "../schema/standing-orders";
import type { ClientTx, ClientWriteTx } from "../tenant";

/** What is chosen once for a client: of the ledger's settings, and how Form 8949 is filled in. */
export type ChosenSettings = Pick<
  LedgerSettings,
  | "timeZone"
  | "pool"
  | "transferFee"
  | "swapCostsBefore2025"
  | "conversions"
  | "washSalesOfDigitalAssetsFrom"
> &
  FormChoices;

/** The settings in force; null before anybody chose any. */
export async function getSettings(tx: ClientTx): Promise<ChosenSettings | null> {
  const [row] = await tx.db
    .select({
      timeZone: clientSettings.timeZone,
      pool: clientSettings.pool,
      transferFee: clientSettings.transferFee,
      swapCostsBefore2025: clientSettings.swapCostsBefore2025,
      conversions: clientSettings.conversions,
      washSalesOfDigitalAssetsFrom: clientSettings.washSalesFrom,
      rounding: clientSettings.rounding,
      exception1: clientSettings.exception1,
      various: clientSettings.various,
    })
    .from(clientSettings)
    .where(eq(clientSettings.clientId, tx.clientId))
    .orderBy(desc(clientSettings.order))
    .limit(1);
  return row ?? null;
}

/** A new version of the settings; earlier ones stay on record. */
export async function insertSettings(tx: ClientWriteTx, settings: ChosenSettings): Promise<void> {
  const { washSalesOfDigitalAssetsFrom, ...chosen } = settings;
  await tx.db.insert(clientSettings).values({
    clientId: tx.clientId,
    timeZone: chosen.timeZone,
    pool: chosen.pool,
    transferFee: chosen.transferFee,
    swapCostsBefore2025: chosen.swapCostsBefore2025,
    conversions: chosen.conversions,
    washSalesFrom: washSalesOfDigitalAssetsFrom,
    rounding: chosen.rounding,
    exception1: chosen.exception1,
    various: chosen.various,
    enteredBy: tx.userId,
  });
}

/** All standing orders in the order they were entered. */
export async function listStandingOrders(tx: ClientTx): Promise<StandingOrder[]> {
  return tx.db
    .select({
      id: standingOrders.id,
      account: standingOrders.accountId,
      method: standingOrders.method,
      effectiveFrom: standingOrders.effectiveFrom,
      madeAt: standingOrders.madeAt,
      toldBrokerAt: standingOrders.toldBrokerAt,
    })
    .from(standingOrders)
    .where(eq(standingOrders.clientId, tx.clientId))
    .orderBy(asc(standingOrders.order));
}

/** Adds a standing order; returns its id. There is no way to change or remove one: a later order overrides it. */
export async function insertStandingOrder(
  tx: ClientWriteTx,
  order: Omit<StandingOrder, "id">,
): Promise<string> {
  const { account, method, effectiveFrom, madeAt, toldBrokerAt } = order;
  const [row] = await tx.db
    .insert(standingOrders)
    .values({
      clientId: tx.clientId,
      accountId: account,
      method,
      effectiveFrom,
      madeAt,
      toldBrokerAt,
      enteredBy: tx.userId,
    })
    .returning({ id: standingOrders.id });
  invariant(row !== undefined, "an order was added");
  return row.id;
}
