import type { Instant } from "@/lib/time/instant";
import type { Identification, LotMethod, StandingOrder } from "./settings";
import type { AccountId, TransactionId } from "./transaction";

/** The method that governs a disposal and the standing order behind it (null: the FIFO default). */
export interface Choice {
  readonly method: LotMethod;
  readonly order: StandingOrder | null;
}

const NONE: readonly StandingOrder[] = [];

const DEFAULT: Choice = { method: "fifo", order: null };

/** A standing order from the moment it counts: not before it takes effect and not before it was written down. */
interface Effective {
  readonly from: Instant;
  readonly choice: Choice;
  readonly order: StandingOrder;
}

/**
 * Which method governs which disposal (Reg. 1.1012-1(j)(2)-(3); rules.md 7.5): the latest order in effect; one that names
 * the account beats one for all accounts; none means FIFO.
 */
export class StandingOrders {
  readonly #byAccount = new Map<AccountId | null, Effective[]>();
  readonly #none: boolean;
  /** Orders that took effect before they were written down; usually none. */
  readonly #backdated: readonly StandingOrder[];

  constructor(orders: readonly StandingOrder[]) {
    this.#none = orders.length === 0;
    this.#backdated = orders
      .filter((order) => order.madeAt > order.effectiveFrom)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const order of orders) {
      const from = order.madeAt > order.effectiveFrom ? order.madeAt : order.effectiveFrom;
      const list = this.#byAccount.get(order.account) ?? [];
      list.push({ from, order, choice: { method: order.method, order } });
      this.#byAccount.set(order.account, list);
    }
    for (const list of this.#byAccount.values()) {
      list.sort(byStart);
    }
  }

  /** The choice in force for an account at a moment. */
  inForce(account: AccountId, at: Instant): Choice {
    if (this.#none) {
      return DEFAULT;
    }
    return (
      latest(this.#byAccount.get(account), at) ?? latest(this.#byAccount.get(null), at) ?? DEFAULT
    );
  }

  /** Orders meant to govern a moment but written down after it: they do not count for it. */
  tooLate(account: AccountId, at: Instant): readonly StandingOrder[] {
    if (this.#backdated.length === 0) {
      return NONE;
    }
    return this.#backdated.filter(
      (order) =>
        (order.account === account || order.account === null) &&
        order.effectiveFrom <= at &&
        order.madeAt > at,
    );
  }
}

function latest(list: readonly Effective[] | undefined, at: Instant): Choice | null {
  if (list === undefined) {
    return null;
  }
  for (let index = list.length - 1; index >= 0; index--) {
    const effective = list[index];
    if (effective !== undefined && effective.from <= at) {
      return effective.choice;
    }
  }
  return null;
}

function byStart(a: Effective, b: Effective): number {
  if (a.from !== b.from) {
    return a.from < b.from ? -1 : 1;
  }
  // Two orders from one moment: the one written later wins, then the id, so that the order of the list never matters.
  if (a.order.madeAt !== b.order.madeAt) {
    return a.order.madeAt < b.order.madeAt ? -1 : 1;
  }
  return a.order.id < b.order.id ? -1 : 1;
}

/** Specific identifications by transaction; of several the latest one made in time counts. */
export function identificationsOf(
  identifications: readonly Identification[],
): ReadonlyMap<TransactionId, readonly Identification[]> {
  const map = new Map<TransactionId, Identification[]>();
  for (const each of identifications) {
    const list = map.get(each.transaction) ?? [];
    list.push(each);
    map.set(each.transaction, list);
  }
  for (const list of map.values()) {
    list.sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
  }
  return map;
}
