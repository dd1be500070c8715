import { desc, eq } from "drizzle-orm";
import type { StandingOrder } from "@/lib/tax/settings";
import type { Instant } from "@/lib/time/instant";
import type { UserId } from "../ids";
import { standingOrders } from "../schema/standing-orders";
import type { ClientTx } from "../tenant";

/** A standing order with who entered it, and when by the database's clock. */
export interface EnteredOrder extends StandingOrder {
  readonly enteredBy: UserId;
  readonly enteredAt: Instant;
}

/** All standing orders with their record keeping, the one entered last first. */
export async function listOrdersAsEntered(tx: ClientTx): Promise<EnteredOrder[]> {
  return tx.db
    .select({
      id: standingOrders.id,
      account: standingOrders.accountId,
      method: standingOrders.method,
      effectiveFrom: standingOrders.effectiveFrom,
      madeAt: standingOrders.madeAt,
      toldBrokerAt: standingOrders.toldBrokerAt,
      enteredBy: standingOrders.enteredBy,
      enteredAt: standingOrders.enteredAt,
    })
    .from(standingOrders)
    .where(eq(standingOrders.clientId, tx.clientId))
    .orderBy(desc(standingOrders.order));
}
