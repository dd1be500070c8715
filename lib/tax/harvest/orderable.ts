import { addQuantity, type Quantity, quantity, quantityText } from "@/lib/money/quantity";

/** Decimals exchanges take an order in. */
export const ORDER_DECIMALS = 8;

const SMALLEST = quantity("0.00000001");

/** The largest quantity that can be ordered and is no more than this one (zero or more): at most eight decimals. */
export function floorToOrder(amount: Quantity): Quantity {
  const [whole = "0", fraction = ""] = quantityText(amount).split(".");
  return fraction.length <= ORDER_DECIMALS
    ? amount
    : quantity(`${whole}.${fraction.slice(0, ORDER_DECIMALS)}`);
}

/** The next quantity that can be ordered. */
export function nextOrder(amount: Quantity): Quantity {
  return addQuantity(floorToOrder(amount), SMALLEST);
}
