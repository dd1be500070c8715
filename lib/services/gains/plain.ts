import { type Price, priceText } from "@/lib/money/price";
import { type Quantity, quantityText } from "@/lib/money/quantity";
import { toCents } from "@/lib/money/round";
import { sumUsd, type Usd, usdText } from "@/lib/money/usd";
import { floorToOrder } from "@/lib/tax/harvest/orderable";

/** Dollars as exact decimal text; null stays null: not known is never zero. */
export function plainUsd(amount: Usd): string;
export function plainUsd(amount: Usd | null): string | null;
export function plainUsd(amount: Usd | null): string | null {
  return amount === null ? null : usdText(amount);
}

/**
 * An estimate in dollars to the cent: a sale that stops exactly where the tax bends has a quantity with no end of decimals,
 * and the dust of its last one is nobody's money.
 */
export function estimateUsd(amount: Usd): string;
export function estimateUsd(amount: Usd | null): string | null;
export function estimateUsd(amount: Usd | null): string | null {
  return amount === null ? null : usdText(toCents(amount));
}

/** Units as exact decimal text. */
export function plainQuantity(amount: Quantity): string;
export function plainQuantity(amount: Quantity | null): string | null;
export function plainQuantity(amount: Quantity | null): string | null {
  return amount === null ? null : quantityText(amount);
}

/** A price as plain decimal text. */
export function plainPrice(price: Price | null): string | null {
  return price === null ? null : priceText(price);
}

/** The sum of amounts, or null as soon as one is not known. */
export function sumKnown(amounts: readonly (Usd | null)[]): Usd | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === amounts.length ? sumUsd(known) : null;
}

/** A quantity one can order and is held, as text: at most eight decimals, cut. */
export function orderQuantity(amount: Quantity): string {
  return quantityText(floorToOrder(amount));
}
