import { absoluteQuantity, isZeroQuantity, quantityText } from "@/lib/money/quantity";
import { isZeroUsd, type Usd } from "@/lib/money/usd";
import type { AssetId, Leg } from "@/lib/tax/transaction";
import { amountIn, type Cells, decimalIn, dollars, legOf } from "./cells";

/** A cell's dollars without its sign; null when it is empty or zero, for files that write $0 where they mean nothing. */
export function dollarsIn(cells: Cells, column: string): Usd | null {
  const text = decimalIn(cells, column);
  const amount = text === null ? null : dollars(text);
  return amount === null || isZeroUsd(amount) ? null : amount;
}

/** A cell's units of an asset without their sign, as a leg; null when it is empty or zero. */
export function unsignedLegIn(cells: Cells, column: string, asset: AssetId): Leg | null {
  const quantity = amountIn(cells, column);
  return legOf(asset, quantity === null ? null : absoluteQuantity(quantity));
}

/** A leg without its sign; null when it is none or zero. */
export function unsigned(leg: Leg | null): Leg | null {
  return leg === null || isZeroQuantity(leg.quantity)
    ? null
    : { asset: leg.asset, quantity: absoluteQuantity(leg.quantity) };
}

/** A leg as text for identities and sentences: "0.5 BTC", "" for none. */
export function legText(leg: Leg | null): string {
  return leg === null ? "" : `${quantityText(leg.quantity)} ${leg.asset}`;
}

/** Legs that are there. */
export function some(...legs: readonly (Leg | null)[]): readonly Leg[] {
  return legs.filter((leg) => leg !== null);
}
