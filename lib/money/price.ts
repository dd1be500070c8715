import { divideHalfUp, Exact, isPlainDecimal } from "./exact";
import { QUANTITY_SCALE, type Quantity } from "./quantity";
import { USD_SCALE, type Usd } from "./usd";

declare const priceBrand: unique symbol;

/** US dollars per one unit of an asset; any number of decimals. Opaque: see `Usd`. */
export type Price = { readonly [priceBrand]: "Price" };

const raw = (price: Price): Exact => price as unknown as Exact;
const brand = (value: Exact): Price => value as unknown as Price;

/** Plain decimal text as a price; null when it is not, or is negative. Zero is a price only if somebody really said zero. */
export function parsePrice(text: string): Price | null {
  return isPlainDecimal(text) && !text.startsWith("-") ? brand(new Exact(text)) : null;
}

/** A price from text we wrote ourselves; throws on anything else. */
export function price(text: string): Price {
  const value = parsePrice(text);
  if (value === null) {
    throw new RangeError(`not a price: ${text}`);
  }
  return value;
}

/** The plain decimal text. */
export function priceText(value: Price): string {
  return raw(value).toFixed();
}

/** Price x quantity in dollars, rounded half up at the eighteenth decimal. */
export function valueAt(value: Price, amount: Quantity): Usd {
  const units = new Exact((amount as unknown as bigint).toString());
  const scaled = raw(value).times(units).times(DOWN).round();
  return BigInt(scaled.toFixed(0)) as unknown as Usd;
}

const DOWN = new Exact(10).pow(USD_SCALE - QUANTITY_SCALE);

/** Dollars / quantity as a price, 18 decimals, half up; null for a zero or negative quantity. For showing and sorting. */
export function unitPrice(amount: Usd, units: Quantity): Price | null {
  const count = units as unknown as bigint;
  if (count <= 0n) {
    return null;
  }
  const scaled = divideHalfUp((amount as unknown as bigint) * 10n ** BigInt(QUANTITY_SCALE), count);
  return brand(new Exact(scaled.toString()).times(USD_DOWN));
}

const USD_DOWN = new Exact(10).pow(-USD_SCALE);
