import type { Quantity } from "@/lib/money/quantity";
import { addUsd, compareUsd, signUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Dated } from "./book";
import {
  type Adjustment,
  type ClosedLot,
  type DisposalKind,
  NO_ADJUSTMENTS,
  type Term,
} from "./closed-lot";
import type { Drawn } from "./draw";
import { termOf } from "./holding-period";
import type { Taken } from "./lot";
import type { AccountId, AssetId, Transaction } from "./transaction";

/** Units disposed of for a price. */
export interface Disposal {
  readonly kind: DisposalKind;
  readonly account: AccountId;
  readonly asset: AssetId;
  readonly quantity: Quantity;
  /** Amount realized, net of costs; null when not known. */
  readonly proceeds: Usd | null;
}

/** The closed lot of units drawn from one lot for their share of the proceeds; no loss is denied in it yet. */
export function closedLot(
  { tx, date }: Dated,
  disposal: Disposal,
  drawn: Drawn,
  taken: Taken,
  proceeds: Usd | null,
): ClosedLot {
  const { lot } = taken;
  const { basis, acquired } = effective(taken, proceeds);
  return {
    disposal: tx.id,
    kind: disposal.kind,
    account: disposal.account,
    asset: disposal.asset,
    lot: lot.id,
    acquisition: lot.acquisition,
    acquired,
    sold: date,
    quantity: taken.quantity,
    proceeds,
    basis,
    adjustments: NO_ADJUSTMENTS,
    gain: proceeds === null || basis === null ? null : subtractUsd(proceeds, basis),
    term: term(taken, acquired, date),
    method: taken.identified ? "identified" : drawn.choice.method,
    standingOrder: taken.identified ? null : (drawn.choice.order?.id ?? null),
  };
}

/**
 * Which basis and date count in this sale where there is one basis for gain and a lower one for loss: a gift's (IRC 1015(a)),
 * and units bought from a related seller whose loss was denied (IRC 267(d)). Between the two there is neither gain nor loss.
 */
function effective(
  { lot, basis, lossBasis }: Taken,
  proceeds: Usd | null,
): { basis: Usd | null; acquired: ClosedLot["acquired"] } {
  if (
    lossBasis === null ||
    basis === null ||
    proceeds === null ||
    compareUsd(proceeds, basis) >= 0
  ) {
    return { basis, acquired: lot.acquired };
  }
  return compareUsd(proceeds, lossBasis) < 0
    ? { basis: lossBasis, acquired: lot.opened }
    : { basis: proceeds, acquired: lot.acquired };
}

function term({ lot }: Taken, acquired: ClosedLot["acquired"], sold: CalendarDate): Term {
  if (acquired === lot.acquired) {
    return lot.firstLong !== null && sold >= lot.firstLong ? "long" : "short";
  }
  return termOf(acquired, sold);
}

/** True when the client said that a loss on these units would not be deductible; costs in kind are not meant. */
export function deniesLoss(tx: Transaction, kind: DisposalKind): boolean {
  switch (tx.kind) {
    case "sell":
    case "spend":
    case "swap":
      return tx.deniedLoss !== undefined && kind === tx.kind;
    default:
      return false;
  }
}

/** The closed lot with its loss denied by code L (IRC 267(a)(1), 262); a gain or an unknown result stays as it is. */
export function withoutDeniedLoss(lot: ClosedLot): ClosedLot {
  return adjusted(lot, ZERO_USD, true);
}

/**
 * The closed lot of a loss less what does not count of it: `washed` by a wash sale (code W, IRC 1091), and where the client
 * said so all the rest (code L). IRC 267 does not reach what IRC 1091 denied, so the two never overlap (Pub. 550). Needs a
 * known loss of at least `washed`.
 */
export function adjusted(lot: ClosedLot, washed: Usd, denied: boolean): ClosedLot {
  const { proceeds, basis } = lot;
  if (proceeds === null || basis === null) {
    return lot;
  }
  const rest = subtractUsd(subtractUsd(basis, proceeds), washed);
  const adjustments: Adjustment[] = [];
  if (signUsd(washed) > 0) {
    adjustments.push({ code: "W", amount: washed });
  }
  if (denied && signUsd(rest) > 0) {
    adjustments.push({ code: "L", amount: rest });
  }
  const gain = adjustments.reduce(
    (sum, { amount }) => addUsd(sum, amount),
    subtractUsd(proceeds, basis),
  );
  return { ...lot, adjustments, gain };
}
