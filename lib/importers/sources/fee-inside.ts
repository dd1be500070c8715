import { dollars } from "@/lib/importers/cells";
import { type Price, valueAt } from "@/lib/money/price";
import { parseQuantity, type Quantity, quantityText } from "@/lib/money/quantity";
import { absoluteUsd, addUsd, compareUsd, subtractUsd, type Usd, usdText } from "@/lib/money/usd";
import type { Leg } from "@/lib/tax/transaction";

/** A trade for money as a file tells it: amounts without signs, of one currency. */
export interface ToldTrade {
  readonly isBuy: boolean;
  readonly money: Leg;
  readonly fee: Leg | null;
  readonly units: Quantity;
  /** Money for one unit; null when the row names none. */
  readonly price: Price | null;
  /** What the file says the units cost in all; null when it does not. */
  readonly cost: Usd | null;
}

/** The money of a trade without its fee, and whether the row itself proves it. */
export interface MoneyWithoutFee {
  readonly money: Leg;
  readonly isProven: boolean;
}

/**
 * Files that tell a trade's money and its fee do not always say whether the one holds the other. The row's own cost, or its price x
 * units, does: the reading nearer to it is right. Without either the money is taken as told, and `isProven` is false.
 */
export function moneyWithoutFee(trade: ToldTrade): MoneyWithoutFee {
  const { money, fee, isBuy, cost, price, units } = trade;
  if (fee === null) {
    return { money, isProven: true };
  }
  const [told, paid] = [amountOf(money), amountOf(fee)];
  const other = isBuy ? subtractUsd(told, paid) : addUsd(told, paid);
  const isInside = insideByCost(trade, told, paid) ?? insideByPrice(told, other, price, units);
  if (isInside !== true) {
    return { money, isProven: isInside === false };
  }
  const quantity = parseQuantity(usdText(other)) ?? money.quantity;
  return { money: { asset: money.asset, quantity }, isProven: cost !== null || price !== null };
}

const amountOf = (leg: Leg): Usd => dollars(quantityText(leg.quantity));

function insideByCost({ isBuy, cost }: ToldTrade, told: Usd, paid: Usd): boolean | null {
  if (!isBuy || cost === null) {
    return null;
  }
  if (compareUsd(cost, told) === 0) {
    return true;
  }
  return compareUsd(cost, addUsd(told, paid)) === 0 ? false : null;
}

function insideByPrice(
  told: Usd,
  other: Usd,
  price: Price | null,
  units: Quantity,
): boolean | null {
  if (price === null) {
    return null;
  }
  const worth = valueAt(price, units);
  const order = compareUsd(
    absoluteUsd(subtractUsd(worth, other)),
    absoluteUsd(subtractUsd(worth, told)),
  );
  return order === 0 ? null : order < 0;
}
