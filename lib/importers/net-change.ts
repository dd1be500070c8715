import { shareOf } from "@/lib/money/allocate";
import {
  absoluteQuantity,
  addQuantity,
  compareQuantity,
  isZeroQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { AssetId } from "@/lib/tax/transaction";
import type { Movement } from "./booking";
import { legOf } from "./cells";

/** What a one-coin wallet tells of one transaction. */
export interface NetChange {
  readonly asset: AssetId;
  /** Signed; the network's fee is contained in it. */
  readonly net: Quantity;
  /** Null: the file does not tell it, and it stays inside what was sent. */
  readonly fee: Quantity | null;
  /** Dollars the net change was worth; null where the file does not say. */
  readonly worth?: Usd | null;
  readonly label: string;
}

/**
 * A net change as what happened: a deposit, a withdrawal of what is left besides the fee, or the fee alone when everything else came
 * back. Null: nothing changed. A text: the figures contradict each other.
 */
export function movementOfNet(change: NetChange): Movement | string | null {
  const { asset, net, label } = change;
  const paid = change.fee === null ? ZERO_QUANTITY : absoluteQuantity(change.fee);
  const gone = absoluteQuantity(net);
  const worth = change.worth ?? null;
  const part = (units: Quantity) =>
    worth === null || isZeroQuantity(gone) ? null : shareOf(worth, units, gone);
  const fees = [legOf(asset, paid)].flatMap((leg) => leg ?? []);
  const priced = { fees, feeValue: part(paid), label };
  if (signQuantity(net) > 0) {
    // A wallet that pays the fee of a payment it receives gets that much more.
    const units = addQuantity(net, paid);
    const received = legOf(asset, units);
    return { meaning: { is: "deposit" }, received, value: part(units), ...priced };
  }
  if (compareQuantity(paid, gone) > 0) {
    return "The fee is more than what left the wallet: others paid in the same transaction.";
  }
  if (isZeroQuantity(gone)) {
    return null;
  }
  const rest = subtractQuantity(gone, paid);
  const sent = legOf(asset, rest);
  return sent === null
    ? { meaning: { is: "fee" }, sent: legOf(asset, paid), value: part(paid), label }
    : { meaning: { is: "withdrawal" }, sent, value: part(rest), ...priced };
}
