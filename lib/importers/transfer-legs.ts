import { shareOf } from "@/lib/money/allocate";
import { compareQuantity, signQuantity, subtractQuantity, sumQuantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { Leg } from "@/lib/tax/transaction";
import { isFiat } from "./assets";
import type { ParsedTransaction } from "./source";
import type { Told } from "./told";

/**
 * A move to another own account. Fees in the coin that moves are part of what was sent; the difference to what arrived is the
 * network's. A text: why it cannot be one.
 */
export function transferOf(
  base: Told,
  to: string,
  sides: { readonly sent: Leg; readonly received: Leg; readonly value: Usd | null },
): ParsedTransaction | string {
  const { received, value } = sides;
  const { asset } = sides.sent;
  const onTop = base.fees.filter((fee) => fee.asset === asset);
  const sent = sumQuantity([sides.sent.quantity, ...onTop.map(({ quantity }) => quantity)]);
  const lost = subtractQuantity(sent, received.quantity);
  if (received.asset !== asset || signQuantity(lost) < 0 || isFiat(asset)) {
    return isFiat(asset)
      ? "Money moved between accounts: no coins are booked."
      : "What arrived is not what was sent: say what this is.";
  }
  const isFeeAlone = compareQuantity(received.quantity, sides.sent.quantity) === 0;
  const given = isFeeAlone && onTop.length === 1 ? (onTop[0]?.value ?? null) : null;
  const feeValue = given ?? (value === null ? null : shareOf(value, lost, sides.sent.quantity));
  const fees = base.fees.filter((fee) => fee.asset !== asset);
  return {
    kind: "transfer",
    received,
    feeValue,
    ...base,
    toAccountName: to,
    sent: { asset, quantity: sent },
    fees,
  };
}
