import {
  absoluteQuantity,
  addQuantity,
  compareQuantity,
  isZeroQuantity,
  negateQuantity,
  type Quantity,
  signQuantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import type { AssetId } from "@/lib/tax/transaction";
import type { Movement } from "./booking";
import { legOf } from "./cells";

/**
 * What a row of a one-coin wallet means that tells only the wallet's net change, the network's fee contained in it: a deposit, a
 * withdrawal of the rest, or the fee alone when everything else came back. `fee` null: the file does not tell it, and it stays inside
 * what was sent. Null: nothing changed. A text: the figures contradict each other.
 */
export function movementOfNet(
  asset: AssetId,
  net: Quantity,
  fee: Quantity | null,
  label: string,
): Movement | string | null {
  const paid = fee === null ? ZERO_QUANTITY : absoluteQuantity(fee);
  if (signQuantity(net) > 0) {
    // A wallet that pays the fee of a payment it receives gets that much more.
    const received = legOf(asset, addQuantity(net, paid));
    return { meaning: { is: "deposit" }, received, fees: feesOf(asset, paid), label };
  }
  const gone = negateQuantity(net);
  if (compareQuantity(paid, gone) > 0) {
    return "The fee is more than what left the wallet: others paid in the same transaction.";
  }
  if (isZeroQuantity(gone)) {
    return null;
  }
  const rest = legOf(asset, subtractQuantity(gone, paid));
  return rest === null
    ? { meaning: { is: "fee" }, sent: legOf(asset, paid), label }
    : { meaning: { is: "withdrawal" }, sent: rest, fees: feesOf(asset, paid), label };
}

function feesOf(asset: AssetId, paid: Quantity) {
  return [legOf(asset, paid)].flatMap((leg) => leg ?? []);
}
