import { quantityText } from "@/lib/money/quantity";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import type { Custody } from "./custody";
import type { Identification, LotMethod, StandingOrder } from "./settings";
import type { AccountId, TransactionId } from "./transaction";

/** The method that governs a disposal and the standing order behind it (null: the FIFO default). */
export interface Choice {
  readonly method: LotMethod;
  readonly order: StandingOrder | null;
}

const DEFAULT: Choice = { method: "fifo", order: null };

/** A standing order from the moment it counts: not before it takes effect and not before it was written down. */
interface Effective {
  readonly from: Instant;
  readonly choice: Choice;
  readonly order: StandingOrder;
}

/**
 * Which method governs which disposal (Reg. 1.1012-1(j)(2)-(3); rules.md 7.2-7.5): of the orders in effect, written down in time
 * and, where the broker must know, told in time, the latest; one that names the account beats one for all accounts; none
 * means FIFO.
 */
export class StandingOrders {
  /** By the moment from which they count. */
  readonly #counting = new Map<AccountId | null, Effective[]>();
  /** By the moment from which they were meant to count. */
  readonly #meant = new Map<AccountId | null, Effective[]>();
  readonly #none: boolean;
  readonly #isBackdated: boolean;
  readonly #custody: Custody;

  constructor(orders: readonly StandingOrder[], custody: Custody) {
    this.#custody = custody;
    this.#none = orders.length === 0;
    this.#isBackdated = orders.some(({ madeAt, effectiveFrom }) => madeAt > effectiveFrom);
    for (const order of orders) {
      const choice = { method: order.method, order };
      const { effectiveFrom, madeAt } = order;
      const from = madeAt > effectiveFrom ? madeAt : effectiveFrom;
      add(this.#counting, { from, order, choice });
      add(this.#meant, { from: effectiveFrom, order, choice });
    }
    for (const list of [...this.#counting.values(), ...this.#meant.values()]) {
      list.sort(byStart);
    }
  }

  /** The choice in force for an account at a moment (and its tax date). */
  inForce(account: AccountId, at: Instant, date: CalendarDate): Choice {
    if (this.#none) {
      return DEFAULT;
    }
    const told = this.#custody.mustTell(account, date);
    return (
      latest(this.#counting.get(account), at, told) ??
      latest(this.#counting.get(null), at, told) ??
      DEFAULT
    );
  }

  /** The order that was meant to govern but was late for it, where it makes a difference to the method in force; else null. */
  tooLate(
    account: AccountId,
    at: Instant,
    date: CalendarDate,
    inForce: Choice,
  ): StandingOrder | null {
    if (this.#none || !(this.#isBackdated || this.#custody.mustTell(account, date))) {
      return null;
    }
    const meant =
      latest(this.#meant.get(account), at, false) ?? latest(this.#meant.get(null), at, false);
    return meant === null || meant.method === inForce.method ? null : meant.order;
  }
}

function add(map: Map<AccountId | null, Effective[]>, effective: Effective): void {
  const { account } = effective.order;
  const list = map.get(account);
  if (list === undefined) {
    map.set(account, [effective]);
  } else {
    list.push(effective);
  }
}

/** The latest that had begun by a moment; `told`: of those only one its broker had been told of by then. */
function latest(list: readonly Effective[] | undefined, at: Instant, told: boolean): Choice | null {
  if (list === undefined) {
    return null;
  }
  for (let index = list.length - 1; index >= 0; index--) {
    const effective = list[index];
    if (effective !== undefined && effective.from <= at && (!told || wasTold(effective, at))) {
      return effective.choice;
    }
  }
  return null;
}

function wasTold({ order: { toldBrokerAt } }: Effective, at: Instant): boolean {
  return toldBrokerAt !== null && toldBrokerAt <= at;
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

/** Specific identifications by transaction, the latest first; of several the latest one made in time counts. */
export function identificationsOf(
  identifications: readonly Identification[],
): ReadonlyMap<TransactionId, readonly Identification[]> {
  const map = new Map<TransactionId, Identification[]>();
  for (const each of identifications) {
    const list = map.get(each.transaction);
    if (list === undefined) {
      map.set(each.transaction, [each]);
    } else {
      list.push(each);
    }
  }
  for (const list of map.values()) {
    list.sort(latestFirst);
  }
  return map;
}

function latestFirst(a: Identification, b: Identification): number {
  const [first, second] = [recordKey(a), recordKey(b)];
  return first < second ? 1 : first > second ? -1 : 0;
}

/** Time first; what was told and what was named only decide between two of one moment, so that the list's order never matters. */
function recordKey({ madeAt, toldBrokerAt, lots }: Identification): string {
  const named = lots.map(({ lot, quantity }) => `${lot}=${quantityText(quantity)}`).join();
  return `${madeAt}|${toldBrokerAt ?? ""}|${named}`;
}
