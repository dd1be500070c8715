import { lateFor } from "@/lib/tax/allocation-deadline";
import { Custody } from "@/lib/tax/custody";
import { identificationsOf, StandingOrders } from "@/lib/tax/identification";
import type { Issue } from "@/lib/tax/issue";
import type { LedgerSettings, StandingOrder } from "@/lib/tax/settings";
import type { Transaction, TransactionId } from "@/lib/tax/transaction";
import { type Instant, instant } from "@/lib/time/instant";
import { type Context, changing, tried, unknown } from "./effects";
import type { Effect } from "./open-item";

/** Before any transaction of these books. */
const IN_TIME = instant("1970-01-01T00:00:00Z");

/**
 * An identification, a standing order or an allocation of which the books have no record in time: as it stands (without a record
 * the law takes FIFO, or where units were traced to), and as if it had been on record in time, by walking the rows again. Which of
 * the two holds only the taxpayer's records say.
 */
export function lateEffect(context: Context, issue: Issue, tx: Transaction): Effect {
  const supposed = supposedInTime(context, issue, tx);
  if (supposed.length === 0) {
    return unknown("needs-a-person");
  }
  const found = supposed.map((settings) =>
    tried("in-time", context.retry(issue.asset, { drop: NO_ROWS, add: [], settings })),
  );
  if (found.some(({ length }) => length === 0)) {
    return unknown("too-many-rows");
  }
  return changing(found.flat(), "no-difference");
}

const NO_ROWS: ReadonlySet<TransactionId> = new Set();

/** The settings as they would be, one for each thing that may be what the issue speaks of. */
function supposedInTime(
  { settings, firstOut }: Context,
  issue: Issue,
  tx: Transaction,
): readonly LedgerSettings[] {
  if (issue.asset === null) {
    const order = lateOrder(settings, issue, tx);
    return order === null ? [] : [withOrderInTime(settings, order)];
  }
  const { allocation2025: allocation, timeZone } = settings;
  const isAllocation =
    allocation !== null &&
    lateFor(allocation, issue.asset, { firstOut: firstOut(), timeZone })?.message === issue.message;
  const identified = withIdentificationInTime(settings, tx.id);
  if (!isAllocation) {
    return identified === null ? [] : [identified];
  }
  const allocated = withAllocationInTime(settings);
  // Issues of one row that speak of both are one item.
  const both = identified === null ? [] : [identified, withAllocationInTime(identified)];
  return [allocated, ...both];
}

function lateOrder(
  { accounts, standingOrders }: LedgerSettings,
  { account, date }: Issue,
  { at }: Transaction,
): StandingOrder | null {
  const orders = new StandingOrders(standingOrders, new Custody(accounts));
  return orders.tooLate(account, at, date, orders.inForce(account, at, date));
}

function withOrderInTime(settings: LedgerSettings, late: StandingOrder): LedgerSettings {
  const standingOrders = settings.standingOrders.map((order) =>
    order.id === late.id
      ? {
          ...order,
          madeAt: earlier(order.madeAt, order.effectiveFrom),
          toldBrokerAt: order.effectiveFrom,
        }
      : order,
  );
  return { ...settings, standingOrders };
}

function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

/** Of several for one row the one made last is what the client meant in the end. Null when the row has none. */
function withIdentificationInTime(
  settings: LedgerSettings,
  row: TransactionId,
): LedgerSettings | null {
  const [last] = identificationsOf(settings.identifications).get(row) ?? [];
  return last === undefined
    ? null
    : {
        ...settings,
        identifications: [
          ...settings.identifications.filter(({ transaction }) => transaction !== row),
          { ...last, madeAt: IN_TIME, toldBrokerAt: IN_TIME },
        ],
      };
}

function withAllocationInTime(settings: LedgerSettings): LedgerSettings {
  const { allocation2025 } = settings;
  return {
    ...settings,
    allocation2025:
      allocation2025 === null
        ? null
        : { ...allocation2025, completedAt: IN_TIME, describedAt: IN_TIME },
  };
}
