import { absoluteQuantity, addQuantity, isZeroQuantity } from "@/lib/money/quantity";
import type { AssetId, Leg } from "@/lib/tax/transaction";
import { isNegative } from "./cells";

/** What went out and came in, summed by asset and direction; amounts positive. */
export interface Sides {
  readonly sent: readonly Leg[];
  readonly received: readonly Leg[];
}

/**
 * Signed amounts summed by asset and direction, in the order they first appear. Never netted: the same coin out and in again are two
 * sides. Zero amounts are on no side.
 */
export function sidesOf(signed: readonly Leg[]): Sides {
  const sent = new Map<AssetId, Leg>();
  const received = new Map<AssetId, Leg>();
  for (const { asset, quantity } of signed) {
    if (isZeroQuantity(quantity)) {
      continue;
    }
    const side = isNegative(quantity) ? sent : received;
    const size = absoluteQuantity(quantity);
    const before = side.get(asset)?.quantity;
    side.set(asset, { asset, quantity: before === undefined ? size : addQuantity(before, size) });
  }
  return { sent: [...sent.values()], received: [...received.values()] };
}

/** The two legs when exactly one asset went out and exactly one other came in; else null. */
export function exchangeIn({
  sent,
  received,
}: Sides): { readonly sent: Leg; readonly received: Leg } | null {
  const [out] = sent;
  const [into] = received;
  return out === undefined ||
    into === undefined ||
    sent.length > 1 ||
    received.length > 1 ||
    out.asset === into.asset
    ? null
    : { sent: out, received: into };
}
